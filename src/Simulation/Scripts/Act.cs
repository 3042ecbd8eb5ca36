using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Faults;

namespace Monitoring.Simulation.Scripts;

/// <summary>One thing that happens to a world from outside.</summary>
/// <param name="At">When, counted from the world's beginning in time that really passes.</param>
internal abstract record Act(TimeSpan At)
{
    /// <summary>The fault this is, if it is one; a set without it plays the script without this act.</summary>
    public virtual Fault? Kind => null;
}

/// <summary>Somebody asks something of a complaint.</summary>
/// <param name="At">When it is sent.</param>
/// <param name="Number">Which request of the script; names its key.</param>
/// <param name="Complaint">Which complaint of the script.</param>
/// <param name="Command">What is asked; its key is the request's.</param>
/// <param name="Again">How long after the first sending the same bytes arrive once more.</param>
/// <param name="Overtaken">How long it is on its way, so that later ones may pass it.</param>
/// <param name="Retries">How often the client asks again when it hears nothing.</param>
internal sealed record Ask(
    TimeSpan At,
    int Number,
    int Complaint,
    ComplaintCommand Command,
    ImmutableArray<TimeSpan> Again,
    TimeSpan Overtaken,
    int Retries) : Act(At)
{
    public override string ToString() =>
        $"request {Number}, complaint {Complaint}: {Command.GetType().Name}{(Command is FileComplaint filing ? $" under {filing.Policy}" : "")}"
        + $"{(Overtaken > TimeSpan.Zero ? $", {Overtaken:c} on its way" : "")}{string.Concat(Again.Select(after => $", again after {after:c}"))}";
}

/// <summary>From now on faults happen by chance, or do not.</summary>
internal sealed record Weather(TimeSpan At, bool Storm) : Act(At);

/// <param name="At">When, or from when on it waits for its moment.</param>
/// <param name="Process">Which.</param>
/// <param name="DownFor">How long it is gone.</param>
/// <param name="MidWrite">Whether it waits until an append is accepted and not durable yet.</param>
internal sealed record KillProcess(TimeSpan At, int Process, TimeSpan DownFor, bool MidWrite) : Act(At)
{
    public override Fault? Kind => Fault.ProcessKilled;
}

internal sealed record StopProcess(TimeSpan At, int Process, TimeSpan DownFor) : Act(At)
{
    public override Fault? Kind => Fault.ProcessStopped;
}

/// <param name="At">When, or from when on it waits for its moment.</param>
/// <param name="DownFor">How long all is dark.</param>
/// <param name="MidBatch">Whether it waits until so many appends are accepted and not durable yet; 0: at once.</param>
internal sealed record CrashMachine(TimeSpan At, TimeSpan DownFor, int MidBatch) : Act(At)
{
    public override Fault? Kind => Fault.MachineCrashed;
}

internal sealed record WakeForNothing(TimeSpan At, int Complaint) : Act(At)
{
    public override Fault? Kind => Fault.SpuriousWake;
}

internal sealed record LoseStorage(TimeSpan At, TimeSpan For) : Act(At)
{
    public override Fault? Kind => Fault.StorageAway;
}

internal sealed record Suspend(TimeSpan At, TimeSpan For) : Act(At)
{
    public override Fault? Kind => Fault.Suspended;
}

internal sealed record StepClock(TimeSpan At, TimeSpan By) : Act(At)
{
    public override Fault? Kind => Fault.ClockStepped;
}

/// <summary>A little each time; many of these are a drift.</summary>
internal sealed record DriftClock(TimeSpan At, TimeSpan By) : Act(At)
{
    public override Fault? Kind => Fault.ClockDrifted;
}

/// <summary>Somebody puts a duty roster in force while clocks run.</summary>
/// <param name="At">When.</param>
/// <param name="Process">Where; the other learns of it within half a minute, or when it starts.</param>
/// <param name="Number">Which of the world's line.</param>
internal sealed record PutOnDuty(TimeSpan At, int Process, int Number) : Act(At)
{
    public override Fault? Kind => Fault.DutyRevised;
}

/// <summary>Somebody publishes the later version of the pack, or of the calendar, while clocks run.</summary>
/// <param name="At">When.</param>
/// <param name="Process">Where it is published; the others learn of it when they start.</param>
/// <param name="Pack">The pack; false: the calendar.</param>
internal sealed record Revise(TimeSpan At, int Process, bool Pack) : Act(At)
{
    public override Fault? Kind => Pack ? Fault.PolicyRevised : Fault.CalendarRevised;
}
