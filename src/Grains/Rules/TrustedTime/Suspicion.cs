namespace Monitoring.Grains.Rules.TrustedTime;

/// <summary>Why the wall clock is not believed.</summary>
[Flags]
public enum Reasons
{
    None = 0,

    /// <summary>It moved against the steady clock.</summary>
    Jumped = 1,

    /// <summary>It stands before something that is committed already.</summary>
    BeforeLastCommit = 2,

    /// <summary>The database's clock shows something else.</summary>
    DatabaseDiffers = 4,
}

/// <summary>A time during which the wall clock is not believed.</summary>
/// <param name="Reasons">What was found since it began.</param>
/// <param name="SinceAt">When it began (UTC), by the time that was still trusted.</param>
/// <param name="ZeroAt">Where the wall clock stands now against the steady one; moves with a further jump.</param>
/// <param name="Agreed">How many checks in a row found nothing more.</param>
/// <param name="LastCountedAt">When the last of them was, by the steady clock.</param>
/// <param name="Confirmed">An administrator said that the wall clock is right as it stands.</param>
public sealed record Suspicion(
    Reasons Reasons, DateTimeOffset SinceAt, DateTimeOffset ZeroAt, int Agreed, TimeSpan LastCountedAt, bool Confirmed);
