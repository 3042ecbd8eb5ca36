using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>
/// A complaint as its events tell it: <c>fold(log[1..Version])</c>. Immutable; <see cref="After"/> is the fold's step.
/// </summary>
public sealed record Complaint
{
    /// <summary>Before anything happened.</summary>
    public static Complaint None { get; } = new();

    /// <summary>Seq of the last event; 0 before it was filed.</summary>
    public long Version { get; init; }

    public ComplaintStatus Status { get; init; }

    public Owner Owner { get; init; } = new("", "", "", null, "");

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

    /// <summary>Every broken promise. None is ever removed.</summary>
    public ImmutableArray<Breach> Breaches { get; init; } = [];

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public bool IsOpen => Status is not (ComplaintStatus.None or ComplaintStatus.Closed or ComplaintStatus.Withdrawn);

    /// <summary>The state after one more event.</summary>
    public Complaint After(ComplaintEvent happened)
    {
        var next = happened switch
        {
            Filed e => Open(e),
            Verified e => Mark(Milestone.Verified, e.At) with { Status = ComplaintStatus.Verified },
            Graded e => Mark(Milestone.Graded, e.At) with
            {
                Grade = e.Grade,
                GradedAt = e.At,
                Status = Status == ComplaintStatus.Verified ? ComplaintStatus.Graded : Status,
            },
            Assigned e => Mark(Milestone.Assigned, e.At) with
            {
                Status = ComplaintStatus.Assigned,
                Traits = e.Unit is null ? Traits : Traits with { Unit = e.Unit },
            },
            Acknowledged e => Mark(Milestone.Acknowledged, e.At).Acknowledge(e),
            Contacted e => Mark(Milestone.Contacted, e.At).InProgress(),
            Acted e => Mark(Milestone.Acted, e.At).InProgress().FollowUp(e.At),
            Answered e => Mark(Milestone.Answered, e.At).Respond(e.At).InProgress().FollowUp(e.At),
            Replied e => Mark(Milestone.Replied, e.At),
            CompletionRequested e => Mark(Milestone.CompletionRequested, e.At).Respond(e.At),
            Completed e => Mark(Milestone.Completed, e.At),
            Transferred e => Mark(Milestone.Transferred, e.At) with { Owner = e.To },
            Closed e => Mark(Milestone.Closed, e.At) with { Status = ComplaintStatus.Closed },
            Withdrawn e => Mark(Milestone.Withdrawn, e.At) with { Status = ComplaintStatus.Withdrawn },
            Reopened e => Mark(Milestone.Reopened, e.At) with { Status = ComplaintStatus.Reopened },
            Revealed => this,
            Breached e => Break(e),
            Escalated e => Fire(e.Clock, e.Epoch, e.Step),
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, "unknown event"),
        };
        return next with { Version = Version + 1 };
    }

    private static Complaint Open(Filed e)
    {
        var moments = ImmutableArray.CreateBuilder<Moment>(4);
        if (e.IncidentAt is { } incidentAt)
        {
            moments.Add(new Moment(Milestone.Incident, incidentAt));
        }

        moments.Add(new Moment(Milestone.Conveyed, e.ConveyedAt));
        moments.Add(new Moment(Milestone.Registered, e.At));
        if (e.Grade is not null)
        {
            moments.Add(new Moment(Milestone.Graded, e.At));
        }

        return new Complaint
        {
            Status = ComplaintStatus.Received,
            Owner = e.Owner,
            Traits = e.Traits,
            Policy = e.Policy,
            Grade = e.Grade,
            GradedAt = e.Grade is null ? null : e.At,
            FiledAt = e.At,
            ConveyedAt = e.ConveyedAt,
            Moments = moments.ToImmutable(),
        };
    }

    private Complaint Mark(Milestone milestone, DateTimeOffset at) =>
        this with { Moments = Moments.Add(new Moment(milestone, at)) };

    private Complaint InProgress() =>
        Status is ComplaintStatus.Received or ComplaintStatus.Answered
            ? this
            : this with { Status = ComplaintStatus.InProgress };

    /// <summary>Answered needs an answer and an action, both since it was filed or last reopened.</summary>
    private Complaint FollowUp(DateTimeOffset at)
    {
        var (answered, acted) = (false, false);
        for (var i = Moments.Length - 1; i >= 0 && Moments[i].Milestone != Milestone.Reopened; i--)
        {
            answered |= Moments[i].Milestone == Milestone.Answered;
            acted |= Moments[i].Milestone == Milestone.Acted;
        }

        return answered && acted
            ? Mark(Milestone.FollowedUp, at) with { Status = ComplaintStatus.Answered }
            : this;
    }

    private Complaint Respond(DateTimeOffset at) => Mark(Milestone.FirstResponse, at);

    private Complaint Acknowledge(Acknowledged e) => this with
    {
        AcknowledgedAt = e.At,
        AcknowledgedBy = e.By.Role,
        Breaches = [.. Breaches.Select(b => b.AcknowledgedAt is null ? b with { AcknowledgedAt = e.At } : b)],
    };

    private Complaint Break(Breached e) => Fire(e.Clock, e.Epoch, e.Step) with
    {
        Breaches = Breaches.Add(new Breach(e.Clock, e.Epoch, e.DueAt, e.DecidedAt, null)),
    };

    private Complaint Fire(string clock, int epoch, string step) =>
        this with { Fired = Fired.Add(new FiredStep(clock, epoch, step)) };
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
}

/// <summary>A milestone and when it was reached.</summary>
public readonly record struct Moment(Milestone Milestone, DateTimeOffset At);

/// <summary>A step of the timetable that has fired.</summary>
public readonly record struct FiredStep(string Clock, int Epoch, string Step);

/// <summary>A broken promise.</summary>
public sealed record Breach(
    string Clock, int Epoch, DateTimeOffset DueAt, DateTimeOffset DecidedAt, DateTimeOffset? AcknowledgedAt);
