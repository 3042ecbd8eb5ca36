using System.Globalization;

namespace Monitoring.Verify.Oracle;

public enum DifferenceKind
{
    /// <summary>It came due and never fired.</summary>
    Missing,

    /// <summary>It fired twice.</summary>
    Doubled,

    /// <summary>It was decided before it was true.</summary>
    Early,

    /// <summary>It was decided later after its instant than is allowed.</summary>
    Late,

    /// <summary>It was noticed ten seconds or more after its instant and does not say why, or says why and was not.</summary>
    LateUntold,

    /// <summary>It is stamped with another instant than its own.</summary>
    WronglyStamped,

    /// <summary>It stands under another step than its own.</summary>
    WronglyNamed,

    /// <summary>Others were told than the ladder says.</summary>
    WrongRungs,

    /// <summary>Others were told, or passed over, than desks and duty roster say.</summary>
    WrongTelling,

    /// <summary>Something that came due before it, or a command that came after it, stands in the log before it.</summary>
    OutOfOrder,

    /// <summary>No rule asks for it.</summary>
    Unasked,

    /// <summary>It fired while the server's clock was in doubt.</summary>
    InDoubt,

    /// <summary>A revision moved other deadlines than it should have, or kept others.</summary>
    WrongRevision,

    /// <summary>The complaint was opened under another policy than it is judged by.</summary>
    OtherPolicy,
}

/// <summary>Where a history and the documents disagree.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Seq">The event concerned; of something missing, the event that it had to precede, if any.</param>
/// <param name="Expected">What the documents ask for.</param>
/// <param name="By">How late, how early or how far off, where that has a measure.</param>
/// <param name="Detail">In words.</param>
public sealed record Difference(DifferenceKind Kind, long? Seq, Firing? Expected, TimeSpan? By, string Detail)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Kind}{(Seq is { } seq ? $" at event {seq}" : "")}{(By is { } by ? $" by {by}" : "")}: {Detail}");
}
