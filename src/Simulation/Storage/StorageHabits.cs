namespace Monitoring.Simulation.Storage;

/// <summary>How often the storage of a world fails while faults are on: chances from 0 to 1, per call.</summary>
internal sealed record StorageHabits
{
    public double WriteFailed { get; init; }

    public double WriteDoneButFailed { get; init; }

    public double WriteSlow { get; init; }

    public double ReadFailed { get; init; }

    public double ReadSlow { get; init; }

    /// <summary>How long at most a batch is gathered, and a slow read takes.</summary>
    public TimeSpan SlowUpTo { get; init; } = TimeSpan.FromSeconds(1);
}
