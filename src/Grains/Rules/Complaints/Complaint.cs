using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>
/// A complaint as its events tell it: <c>fold(log[1..Version])</c>. Immutable; <see cref="After"/> is the fold's step.
/// </summary>
public sealed partial record Complaint
{
    /// <summary>Before anything happened.</summary>
    public static Complaint None { get; } = new();

    /// <summary>Seq of the last event; 0 before it was filed.</summary>
    public long Version { get; init; }

    public ComplaintStatus Status { get; init; }

    public Owner Owner { get; init; } = new("", "", "", null, "");

    /// <summary>Every owner it has had, in order; the last is <see cref="Owner"/>.</summary>
    public ImmutableArray<OwnedSince> Owners { get; init; } = [];

    public CaseTraits Traits { get; init; } = new() { Channel = "" };

    public PolicyVersion Policy { get; init; } = new("", "", "", "");

    public string? Grade { get; init; }

    /// <summary>When the grade became what it is; null while ungraded.</summary>
    public DateTimeOffset? GradedAt { get; init; }

    public DateTimeOffset FiledAt { get; init; }

    public DateTimeOffset ConveyedAt { get; init; }

    /// <summary>The moments at which clocks can start and stop, in the order of the history.</summary>
    public ImmutableArray<Moment> Moments { get; init; } = [];

    /// <summary>The steps of the timetable that have fired.</summary>
    public ImmutableArray<FiredStep> Fired { get; init; } = [];

    /// <summary>Who was told of what since the last acknowledgement: the highest rung of each step, in order.</summary>
    public ImmutableArray<Told> Tellings { get; init; } = [];

    /// <summary>Every broken promise. None is ever removed.</summary>
    public ImmutableArray<Breach> Breaches { get; init; } = [];

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    /// <summary>Who owns it since the last acknowledgement: a pseudonym.</summary>
    public string? TakenBy { get; init; }

    /// <summary>Every grade it was given, in order.</summary>
    public ImmutableArray<GivenGrade> Grades { get; init; } = [];

    /// <summary>Every pause, in order; they do not overlap, and only the last may still run.</summary>
    public ImmutableArray<Pause> Pauses { get; init; } = [];

    /// <summary>While it is on hold: the state it goes back to.</summary>
    public ComplaintStatus HeldFrom { get; init; }

    /// <summary>What was asked and needs a second person, at most one of each kind.</summary>
    public ImmutableArray<Request> Requests { get; init; } = [];

    /// <summary>The runnings that have their extended limit.</summary>
    public ImmutableArray<Extension> Extensions { get; init; } = [];

    /// <summary>The revisions of its policy since it was filed.</summary>
    public ImmutableArray<Rederived> Revisions { get; init; } = [];

    /// <summary>Deadlines that a revision left where they were.</summary>
    public ImmutableArray<KeptDeadline> Kept { get; init; } = [];

    /// <summary>The complaint it is a duplicate of.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Whether the province has yet to answer an appeal.</summary>
    public bool UnderAppeal { get; init; }

    public bool IsOpen => Status is not (ComplaintStatus.None or ComplaintStatus.Closed or ComplaintStatus.Withdrawn
        or ComplaintStatus.Archived or ComplaintStatus.NotOurs);

    /// <summary>Whether an answer stands and nothing is to be handled any more.</summary>
    public bool IsAnswered => Status is ComplaintStatus.Answered or ComplaintStatus.AwaitingReporter;

    /// <summary>The pause that runs now.</summary>
    public Pause? RunningPause => Pauses is [.., { ToAt: null } last] ? last : null;

    /// <summary>The open request of a kind.</summary>
    public Request? FindRequest(string what) => Requests.FirstOrDefault(r => r.What == what);
}

/// <summary>Where a complaint stands in its handling.</summary>
public enum ComplaintStatus
{
    None,
    Received,
    Verified,
    Graded,
    Assigned,
    InProgress,
    Answered,
    Reopened,
    Closed,
    Withdrawn,
    OnHold,
    AwaitingReporter,
    NotOurs,
    Archived,
    Duplicate,
}

/// <summary>An owner, and the index of the first moment that was reached under it.</summary>
public readonly record struct OwnedSince(Owner Owner, int Moment);

/// <summary>A milestone and when it was reached.</summary>
public readonly record struct Moment(Milestone Milestone, DateTimeOffset At)
{
    /// <summary>Of an acknowledgement: the answer time that was promised with it.</summary>
    public DateTimeOffset? PromisedAt { get; init; }
}

/// <summary>The highest rung that a step told, and when.</summary>
public readonly record struct Told(string Clock, int Epoch, string Step, string Rung, DateTimeOffset At);

/// <summary>A grade, when it was given, and why where it was lowered.</summary>
public sealed record GivenGrade(string Grade, DateTimeOffset At, Actor By, string? Reason);

/// <summary>A running of a clock that has the pack's extended limit.</summary>
public sealed record Extension(string Clock, int Epoch, DateTimeOffset At, string Reason);

/// <summary>A step of the timetable that has fired.</summary>
public readonly record struct FiredStep(string Clock, int Epoch, string Step);

/// <summary>A broken promise.</summary>
public sealed record Breach(
    string Clock, int Epoch, DateTimeOffset DueAt, DateTimeOffset DecidedAt, DateTimeOffset? AcknowledgedAt);
