using System.Collections.Immutable;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Orleans.Concurrency;

namespace Monitoring.Grains.Contracts;

/// <summary>
/// One complaint: it decides by the pure rules, commits, and only then answers, arms its timer and tells its facility.
/// </summary>
[Alias("monitoring.complaint")]
public interface IComplaintGrain : IPlacedGrain
{
    /// <summary>Registers the complaint. The outcome is durable when this returns.</summary>
    [Alias("file")]
    Task<Outcome> File(FileComplaint filing);

    /// <summary>Carries out a verb of the state machine. The outcome is durable when this returns.</summary>
    [Alias("carry-out")]
    Task<Outcome> CarryOut(ComplaintCommand command);

    /// <summary>The same answer again that the event <paramref name="seq"/> was given, for a repeated request.</summary>
    [Alias("recall")]
    Task<Outcome> Recall(long seq);

    /// <summary>Look at the clock: fire what is due, arm for the rest. Early, late and repeated calls are harmless.</summary>
    [OneWay]
    [Alias("wake")]
    Task Wake();

    /// <summary>
    /// As <see cref="Wake"/>, from whoever has seen in the index that it is overdue. Where this activation remembers nothing that is
    /// due, another one has gone on since: the log is read again.
    /// </summary>
    [OneWay]
    [Alias("wakeOverdue")]
    Task WakeOverdue();

    /// <summary>Reads the log again and writes the due row that follows from it; no event. For the auditor, who found another.</summary>
    /// <returns>False if somebody else wrote meanwhile.</returns>
    [Alias("mend")]
    Task<bool> Mend();

    /// <summary>The grain's state as an operator drills into it.</summary>
    [Alias("look")]
    Task<ComplaintLook> Look();

    /// <summary>The same, with the ledger of each clock.</summary>
    [Alias("explain")]
    Task<ComplaintLook> Explain();

    /// <summary>
    /// Follow a newer version of pack or calendar. False where there was nothing to do; asked again after true it says
    /// whether it was done.
    /// </summary>
    [Alias("rederive")]
    Task<bool> Rederive(Rules.Policies.PolicyVersion to);
}

/// <summary>The answer to a request.</summary>
/// <param name="Kind">Whether it was done.</param>
/// <param name="Refusal">Why not, for <see cref="OutcomeKind.Refused"/>.</param>
/// <param name="Receipt">What it led to, for <see cref="OutcomeKind.Done"/>.</param>
/// <param name="Existing">For <see cref="OutcomeKind.Repeated"/>: where the answer to the first request lies.</param>
[GenerateSerializer]
[Immutable]
public sealed record Outcome(OutcomeKind Kind, Refusal? Refusal, Receipt? Receipt, EarlierRequest? Existing);

/// <summary>How a request ended.</summary>
[GenerateSerializer]
public enum OutcomeKind
{
    /// <summary>Done and durable.</summary>
    Done,

    /// <summary>An expected no; nothing of the request was stored.</summary>
    Refused,

    /// <summary>This request was made before; its answer is to be recalled from the complaint it led to.</summary>
    Repeated,

    /// <summary>The key was used before for something else.</summary>
    KeyReused,

    /// <summary>Another activation of the complaint came first; ask again.</summary>
    TryAgain,
}

/// <summary>Where the answer to an earlier request with the same key lies.</summary>
/// <param name="Complaint">Id of the complaint.</param>
/// <param name="Seq">The event it led to.</param>
[GenerateSerializer]
[Immutable]
public sealed record EarlierRequest(string Complaint, long Seq);

/// <summary>What a request led to: a function of the log up to <see cref="Version"/>, so it can be given again.</summary>
/// <param name="Complaint">Id of the complaint.</param>
/// <param name="Version">Seq of the event.</param>
/// <param name="Status">Where the complaint stands in its handling.</param>
/// <param name="Standing">Where it stands for the board.</param>
/// <param name="Clocks">Its running clocks, in the order of the policy.</param>
[GenerateSerializer]
[Immutable]
public sealed record Receipt(
    string Complaint,
    long Version,
    ComplaintStatus Status,
    Standing Standing,
    ImmutableArray<ClockLook> Clocks);

/// <summary>One running of one clock as it is shown.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="LabelId">Its Indonesian name.</param>
/// <param name="LabelEn">Its English name.</param>
/// <param name="Epoch">Which running, from 0.</param>
/// <param name="StartedAt">When it started (UTC).</param>
/// <param name="DueAt">Its deadline (UTC); null while none is known.</param>
/// <param name="StoppedAt">When it stopped (UTC); null while it runs.</param>
/// <param name="BreachedAt">The deadline that was missed (UTC), if it was.</param>
[GenerateSerializer]
[Immutable]
public sealed record ClockLook(
    string Clock,
    string LabelId,
    string LabelEn,
    int Epoch,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StoppedAt,
    DateTimeOffset? BreachedAt)
{
    /// <summary>Since when it is paused (UTC); while it is there is no deadline.</summary>
    [Id(0)] public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Whose promise it is where it is not the facility's: <c>province</c>.</summary>
    [Id(1)] public string? Owner { get; init; }

    /// <summary>How it comes to its deadline, where that was asked.</summary>
    [Id(2)] public Rules.Ledgers.Ledger? Ledger { get; init; }

    /// <summary>Whether the case ended first: the promise was neither kept nor broken.</summary>
    [Id(3)] public bool Ended { get; init; }
}

/// <summary>The hold that runs.</summary>
/// <param name="Since">When it began (UTC).</param>
/// <param name="Reason">A code.</param>
/// <param name="ApprovedBy">Who approved it.</param>
[GenerateSerializer]
[Immutable]
public sealed record HoldLook(DateTimeOffset Since, string Reason, Actor ApprovedBy);

/// <summary>Something that waits for a second person.</summary>
/// <param name="Request"><c>hold, extend, grade</c> or <c>close</c>.</param>
/// <param name="Reason">A code.</param>
/// <param name="Grade">The grade that is asked for.</param>
/// <param name="Clock">The clock that is to be extended.</param>
/// <param name="By">Who asked.</param>
/// <param name="At">When (UTC).</param>
[GenerateSerializer]
[Immutable]
public sealed record RequestLook(string Request, string Reason, string? Grade, string? Clock, Actor By, DateTimeOffset At);

/// <summary>A step ahead of a complaint.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="Step">Name of the step.</param>
/// <param name="Kind"><c>rung, breach, close</c> or <c>withdraw</c>.</param>
/// <param name="DueAt">When (UTC).</param>
/// <param name="Rungs">Who is told.</param>
[GenerateSerializer]
[Immutable]
public sealed record StepLook(
    string Clock, int Epoch, string Step, string Kind, DateTimeOffset DueAt, ImmutableArray<string> Rungs);

/// <summary>A timer armed in a grain now.</summary>
/// <param name="Name">What it is.</param>
/// <param name="FiresAt">When it will fire (UTC).</param>
/// <param name="For">The step or the row it waits for.</param>
[GenerateSerializer]
[Immutable]
public sealed record ArmedTimer(string Name, DateTimeOffset FiresAt, string For);

/// <summary>An event of the history as it is shown.</summary>
/// <param name="Version">Its seq.</param>
/// <param name="Body">The fact as JSON, without free text or identity.</param>
[GenerateSerializer]
[Immutable]
public sealed record EventLook(long Version, string Body);

/// <summary>The state of a complaint's grain.</summary>
[GenerateSerializer]
[Immutable]
public sealed record ComplaintLook
{
    /// <summary>Id of the complaint.</summary>
    [Id(0)] public required string Complaint { get; init; }

    /// <summary>Seq of the last event; 0 when there is no such complaint.</summary>
    [Id(1)] public required long Version { get; init; }

    /// <summary>Where it stands in its handling.</summary>
    [Id(2)] public ComplaintStatus Status { get; init; }

    /// <summary>Where it stands for the board.</summary>
    [Id(3)] public Standing Standing { get; init; }

    /// <summary>Who owns it.</summary>
    [Id(4)] public Owner? Owner { get; init; }

    /// <summary>What decides its clocks and audiences.</summary>
    [Id(5)] public CaseTraits? Traits { get; init; }

    /// <summary>Its risk grade, if it has one.</summary>
    [Id(6)] public string? Grade { get; init; }

    /// <summary>When it was registered (UTC).</summary>
    [Id(7)] public DateTimeOffset FiledAt { get; init; }

    /// <summary>When the citizen conveyed it (UTC).</summary>
    [Id(8)] public DateTimeOffset ConveyedAt { get; init; }

    /// <summary>The pack and calendar it was opened under.</summary>
    [Id(9)] public Rules.Policies.PolicyVersion? Policy { get; init; }

    /// <summary>Every running of every clock.</summary>
    [Id(10)] public ImmutableArray<ClockLook> Clocks { get; init; } = [];

    /// <summary>The open steps, earliest first.</summary>
    [Id(11)] public ImmutableArray<StepLook> Timetable { get; init; } = [];

    /// <summary>The timers armed now.</summary>
    [Id(12)] public ImmutableArray<ArmedTimer> Armed { get; init; } = [];

    /// <summary>The whole history, oldest first.</summary>
    [Id(13)] public ImmutableArray<EventLook> Events { get; init; } = [];

    /// <summary>Since when this activation lives (UTC).</summary>
    [Id(14)] public DateTimeOffset ActivatedAt { get; init; }

    /// <summary>The open breach was acknowledged then (UTC).</summary>
    [Id(15)] public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Role that acknowledged it.</summary>
    [Id(16)] public string? AcknowledgedBy { get; init; }

    /// <summary>True if it lives with the inspectorate alone.</summary>
    [Id(17)] public bool Sealed { get; init; }

    /// <summary>The hold that runs, if one does.</summary>
    [Id(18)] public HoldLook? Hold { get; init; }

    /// <summary>What waits for a second person.</summary>
    [Id(19)] public ImmutableArray<RequestLook> Requests { get; init; } = [];

    /// <summary>The complaint it is a duplicate of.</summary>
    [Id(20)] public string? MergedInto { get; init; }

    /// <summary>Whether the province has yet to answer an appeal.</summary>
    [Id(21)] public bool UnderAppeal { get; init; }

    /// <summary>Who owns it since the last acknowledgement: a pseudonym.</summary>
    [Id(22)] public string? TakenBy { get; init; }
}
