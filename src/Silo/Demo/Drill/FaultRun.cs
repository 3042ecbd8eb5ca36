namespace Monitoring.Silo.Demo.Drill;

/// <summary>One fault, from its announcement to the line that says what the product did.</summary>
internal sealed class FaultRun(int number, PlannedFault planned, bool scripted)
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Number => number;

    public Fault Fault => planned.Fault;

    /// <summary>True if the script started it, false if a person did.</summary>
    public bool Scripted => scripted;

    public DateTimeOffset StartedAt => planned.At;

    public TimeSpan Length => planned.Length;

    public DateTimeOffset EndsAt => planned.At + planned.Length;

    /// <summary>When it ended; null while it is on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public IntakeCount Intake { get; } = new();

    public int ScreensCut { get; set; }

    public int ScreensBack { get; set; }

    /// <summary>The longest that another client than a flood's waited for its 201.</summary>
    public TimeSpan Slowest { get; set; }

    /// <summary>What the log says of it; null until all of it was overcome, or should have been.</summary>
    public Findings? Found { get; set; }

    /// <summary>True if it could not be carried to its end: then nothing is known of what came of it.</summary>
    public bool BrokeOff { get; set; }

    /// <summary>Completes when somebody stops it before its time.</summary>
    public Task Stopped => _stopped.Task;

    public void Stop() => _stopped.TrySetResult();
}
