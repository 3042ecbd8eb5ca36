namespace Monitoring.Grains.Rules.TrustedTime;

/// <summary>What time it is, and whether that is in doubt.</summary>
/// <param name="At">
/// The instant to decide with (UTC, whole milliseconds). In doubt it is not what the wall clock shows, but the last trusted time
/// carried on by the steady clock, or by the database where there is one.
/// </param>
/// <param name="WallAt">What the wall clock shows while it is in doubt; null while it is trusted.</param>
public readonly record struct TimeReading(DateTimeOffset At, DateTimeOffset? WallAt = null)
{
    /// <summary>In doubt nothing fires: no breach, no rung, no closing for silence.</summary>
    public bool InDoubt => WallAt is not null;

    /// <summary>Since when the process that reads it runs (UTC); null: it has always run.</summary>
    public DateTimeOffset? UpSince { get; init; }

    /// <summary>The end of the last doubt (UTC); null: there was none.</summary>
    public DateTimeOffset? BelievedSince { get; init; }

    /// <summary>An instant that nobody doubts.</summary>
    public static implicit operator TimeReading(DateTimeOffset at) => new(at);
}
