using System.Collections.Immutable;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The fold's step.</summary>
public sealed partial record Complaint
{
    /// <summary>The state after one more event.</summary>
    public Complaint After(ComplaintEvent happened)
    {
        var next = happened switch
        {
            Filed e => Open(e),
            Verified e => Mark(Milestone.Verified, e.At).Classify(e) with { Status = ComplaintStatus.Verified },
            Graded e => Mark(Milestone.Graded, e.At).Without(RequestKinds.Grade) with
            {
                Grade = e.Grade,
                GradedAt = e.At,
                Grades = Grades.Add(new GivenGrade(e.Grade, e.At, e.By, e.Reason)),
                Status = Status == ComplaintStatus.Verified ? ComplaintStatus.Graded : Status,
                HeldFrom = HeldFrom == ComplaintStatus.Verified ? ComplaintStatus.Graded : HeldFrom,
            },
            Assigned e => Mark(Milestone.Assigned, e.At) with
            {
                Status = ComplaintStatus.Assigned,
                Traits = e.Unit is null ? Traits : Traits with { Unit = e.Unit },
            },
            Acknowledged e => Acknowledge(e),
            Contacted e => Mark(Milestone.Contacted, e.At).Told(),
            Acted e => Mark(Milestone.Acted, e.At).GoOn(e.At).InProgress().FollowUp(e),
            Answered e => Mark(Milestone.Answered, e.At).Respond(e.At).GoOn(e.At).InProgress().FollowUp(e),
            Replied e => Mark(Milestone.Replied, e.At).Turn(e.By),
            CompletionRequested e => Mark(Milestone.CompletionRequested, e.At).Respond(e.At),
            Completed e => Mark(Milestone.Completed, e.At).GoOn(e.At),
            Transferred e => Mark(Milestone.Transferred, e.At) with
            {
                Owner = e.To,
                Owners = Owners.Add(new OwnedSince(e.To, Moments.Length)),
                Status = Traits.Imported ? Status : ComplaintStatus.Received,
            },
            Held e => Mark(Milestone.Held, e.At).Without(RequestKinds.Hold) with
            {
                Pauses = Pauses.Add(new Pause(e.At, null, e.Reason, e.AskedBy, e.By)),
                HeldFrom = Status,
                Status = ComplaintStatus.OnHold,
            },
            Resumed e => Mark(Milestone.Resumed, e.At).GoOn(e.At),
            Extended e => Without(RequestKinds.Extend) with
            {
                Extensions = Extensions.Add(new Extension(e.Clock, e.Epoch, e.At, e.Reason)),
            },
            Asked e => this with { Requests = Requests.Add(new Request(e.What, e.Reason, e.Grade, e.Clock, e.Epoch, e.By, e.At)) },
            Declined e => Without(e.What),
            Closed e => Mark(Milestone.Closed, e.At).End(ComplaintStatus.Closed, e.At),
            Withdrawn e => Mark(Milestone.Withdrawn, e.At).End(ComplaintStatus.Withdrawn, e.At),
            Archived e => Mark(Milestone.Archived, e.At).End(ComplaintStatus.Archived, e.At),
            Referred e => Mark(Milestone.Referred, e.At).End(ComplaintStatus.NotOurs, e.At),
            Reopened e => Mark(Milestone.Reopened, e.At) with { Status = ComplaintStatus.Reopened, MergedInto = null, UnderAppeal = false },
            Appealed e => Mark(Milestone.Appealed, e.At) with { Status = ComplaintStatus.Reopened, UnderAppeal = true },
            Merged e => Mark(Milestone.Merged, e.At) with { Status = ComplaintStatus.Duplicate, MergedInto = e.Into },
            Rederived e => this with { Policy = e.To, Revisions = Revisions.Add(e), Kept = KeptAfter(e) },
            Revealed => this,
            Breached e => Break(e),
            Escalated e => Fire(e.Clock, e.Epoch, e.Step).Tell(e.Clock, e.Epoch, e.Step, e.Telling, e.At),
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
            Owners = [new OwnedSince(e.Owner, 0)],
            Traits = e.Traits,
            Policy = e.Policy,
            Grade = e.Grade,
            GradedAt = e.Grade is null ? null : e.At,
            Grades = e.Grade is null ? [] : [new GivenGrade(e.Grade, e.At, e.By, null)],
            FiledAt = e.At,
            ConveyedAt = e.ConveyedAt,
            Moments = moments.ToImmutable(),
        };
    }

    private Complaint Mark(Milestone milestone, DateTimeOffset at) =>
        this with { Moments = Moments.Add(new Moment(milestone, at)) };

    private Complaint Classify(Verified e) => e is { Class: null, Category: null }
        ? this
        : this with { Traits = Traits with { Class = e.Class ?? Traits.Class, Category = e.Category ?? Traits.Category } };

    /// <summary>Whether a pause that runs ends with it.</summary>
    public static bool EndsPause(Milestone milestone) =>
        milestone is Milestone.Resumed or Milestone.Completed or Milestone.Acted or Milestone.Answered || ClockRule.EndsTheCase(milestone);

    /// <summary>The pause that runs ends, and the complaint is where it was.</summary>
    private Complaint GoOn(DateTimeOffset at)
    {
        if (RunningPause is not { } running)
        {
            return this;
        }

        return this with
        {
            Pauses = Pauses.SetItem(Pauses.Length - 1, running with { ToAt = at }),
            Status = HeldFrom,
            HeldFrom = ComplaintStatus.None,
        };
    }

    private Complaint End(ComplaintStatus status, DateTimeOffset at) =>
        GoOn(at) with { Status = status, Requests = [], UnderAppeal = false };

    private Complaint InProgress() =>
        Status is ComplaintStatus.Verified or ComplaintStatus.Graded or ComplaintStatus.Assigned or ComplaintStatus.Reopened
            ? this with { Status = ComplaintStatus.InProgress }
            : this;

    /// <summary>The reporter was spoken to: of an answer that stands the reporter now knows.</summary>
    private Complaint Told() =>
        Status == ComplaintStatus.Answered ? this with { Status = ComplaintStatus.AwaitingReporter } : InProgress();

    /// <summary>Whose turn it is after a word of either side.</summary>
    private Complaint Turn(Actor by)
    {
        var reporter = by.Role is Roles.Citizen or Roles.Gateway;
        return Status switch
        {
            ComplaintStatus.Answered when !reporter => this with { Status = ComplaintStatus.AwaitingReporter },
            ComplaintStatus.AwaitingReporter when reporter => this with { Status = ComplaintStatus.Answered },
            _ => this,
        };
    }

    /// <summary>
    /// Answered needs an answer and an action, both since it was filed or last taken up again; a duplicate's action is
    /// the other case's.
    /// </summary>
    private Complaint FollowUp(ComplaintEvent happened)
    {
        var (answered, acted) = (false, false);
        for (var i = Moments.Length - 1; i >= 0 && Moments[i].Milestone is not (Milestone.Reopened or Milestone.Appealed); i--)
        {
            answered |= Moments[i].Milestone == Milestone.Answered;
            acted |= Moments[i].Milestone == Milestone.Acted
                || (Moments[i].Milestone == Milestone.Merged && happened is Answered);
        }

        return answered && acted
            ? Mark(Milestone.FollowedUp, happened.At) with { Status = ComplaintStatus.Answered, UnderAppeal = false }
            : this;
    }

    private Complaint Respond(DateTimeOffset at) => Mark(Milestone.FirstResponse, at);

    /// <summary>It ends the want of acknowledgement and nothing else.</summary>
    private Complaint Acknowledge(Acknowledged e) => this with
    {
        Moments = Moments.Add(new Moment(Milestone.Acknowledged, e.At) { PromisedAt = e.PromisedAt }),
        Tellings = [],
        TakenBy = e.Owner,
        AcknowledgedAt = e.At,
        AcknowledgedBy = e.By.Role,
        Breaches = [.. Breaches.Select(b => b.AcknowledgedAt is null ? b with { AcknowledgedAt = e.At } : b)],
    };

    private Complaint Without(string what) =>
        FindRequest(what) is { } request ? this with { Requests = Requests.Remove(request) } : this;

    /// <summary>What an earlier revision fixed stays, unless this one says otherwise.</summary>
    private ImmutableArray<KeptDeadline> KeptAfter(Rederived e) =>
    [
        .. Kept.Where(k => !e.Kept.Any(n => n.Clock == k.Clock && n.Epoch == k.Epoch)),
        .. e.Kept,
    ];

    private Complaint Break(Breached e) => Fire(e.Clock, e.Epoch, e.Step).Tell(e.Clock, e.Epoch, e.Step, e.Telling, e.At) with
    {
        Breaches = Breaches.Add(new Breach(e.Clock, e.Epoch, e.DueAt, e.DecidedAt, null)),
    };

    /// <summary>What has no holder, the dossier that is offered to the complainant, acknowledges nothing.</summary>
    private Complaint Tell(string clock, int epoch, string step, Telling? telling, DateTimeOffset at) =>
        telling?.Told.LastOrDefault(told => !told.Holders.IsEmpty) is { } highest
            ? this with { Tellings = Tellings.Add(new Told(clock, epoch, step, highest.Rung, at)) }
            : this;

    private Complaint Fire(string clock, int epoch, string step) =>
        this with { Fired = Fired.Add(new FiredStep(clock, epoch, step)) };
}
