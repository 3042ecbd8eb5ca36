using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.Verify.Oracle;

/// <summary>What an instant that passes brings about.</summary>
public enum FiringKind
{
    /// <summary>A promise was broken.</summary>
    Breach,

    /// <summary>A rung of the ladder is told.</summary>
    Rung,

    /// <summary>The complainant's silence closes the case.</summary>
    Close,

    /// <summary>The complainant's silence withdraws the case.</summary>
    Withdraw,
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
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind} {Clock}/{Epoch} {Step} due {DueAt:yyyy-MM-ddTHH:mm:ss.fffZ} [{string.Join(' ', Rungs)}]");
}
