using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.Verify.Oracle;

/// <summary>What an instant that passes brings about; of one instant, in this order.</summary>
public enum FiringKind
{
    /// <summary>A promise was broken.</summary>
    Breach,

    /// <summary>The complainant's silence withdraws the case.</summary>
    Withdraw,

    /// <summary>The complainant's silence closes the case.</summary>
    Close,

    /// <summary>A rung of the ladder is told.</summary>
    Rung,

    /// <summary>Of a facility: a month begins, or it looks at everything.</summary>
    Mark,

    /// <summary>The next rung up is told, because nobody acknowledged.</summary>
    Climb,
}

/// <summary>Something that fires when an instant has passed.</summary>
/// <param name="Kind">What.</param>
/// <param name="Clock">The promise.</param>
/// <param name="Epoch">Which running of the clock, from 0.</param>
/// <param name="Step">Its name in the timetable.</param>
/// <param name="DueAt">What it is stamped with.</param>
/// <param name="HoldsAt">The first instant at which it is true.</param>
/// <param name="Rungs">Who is told.</param>
public sealed record Firing(
    FiringKind Kind,
    string Clock,
    int Epoch,
    string Step,
    DateTimeOffset DueAt,
    DateTimeOffset HoldsAt,
    ImmutableArray<string> Rungs)
{
    /// <summary>In which order two fire; 0 where it does not matter.</summary>
    public static int InOrder(Firing a, Firing b)
    {
        var byInstant = a.HoldsAt.CompareTo(b.HoldsAt);
        return byInstant != 0 ? byInstant : a.Kind.CompareTo(b.Kind);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} {Clock}/{Epoch} {Step} due {DueAt:yyyy-MM-ddTHH:mm:ss.fffZ} [{string.Join(' ', Rungs)}]");
}
