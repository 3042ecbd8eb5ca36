using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>The fold's step.</summary>
public sealed partial record Facility
{
    /// <summary>The state after one more event.</summary>
    public Facility After(FacilityEvent happened)
    {
        var known = happened is Learned learned ? this with { Through = Math.Max(Through, learned.Through), OpenCases = learned.Open } : this;
        return known.With(happened) with { Version = Version + 1 };
    }

    private Facility With(FacilityEvent happened) => happened switch
    {
        Registered e => this with
        {
            Id = e.Facility,
            Region = e.Region,
            FacilityKind = e.Card.Kind,
            Class = e.Card.Class,
            Ownership = e.Card.Owner,
        },
        Followed e => Follow(e),
        WorkshopHeld e => Mark(FacilityMilestone.WorkshopHeld, e, e.HeldAt),
        Visited e => Mark(FacilityMilestone.Visited, e, e.VisitedAt),
        VisitReported e => Mark(FacilityMilestone.VisitReported, e),
        Heard e => Mark(FacilityMilestone.Heard, e) with { HeardAt = e.At },
        ZeroReported e => Mark(FacilityMilestone.ZeroReported, e) with { HeardAt = e.At },
        CasesOpened e => Mark(FacilityMilestone.CasesOpened, e),
        CasesEnded e => Mark(FacilityMilestone.CasesEnded, e),
        OfficerSeen e => Mark(FacilityMilestone.OfficerSeen, e) with { OfficerSeenAt = e.At },
        MonthBegan e => Mark(FacilityMilestone.MonthBegan, e, e.At, e.Month) with { MonthBeganAt = e.At },
        SelfReported e => Mark(FacilityMilestone.SelfReported, e, e.At, e.Month) with { Reports = Reports.SetItem(e.Month, e) },
        ForumHeld e => Mark(FacilityMilestone.ForumHeld, e, e.HeldAt),
        Promised e => Mark(FacilityMilestone.Promised, e, e.At, e.Promise, e.PromisedFor),
        PromiseKept e => Mark(FacilityMilestone.PromiseKept, e, e.At, e.Promise),
        Reviewed e => Mark(FacilityMilestone.Reviewed, e),
        IncidentKnown e => Mark(FacilityMilestone.IncidentKnown, e, e.KnownAt, e.Incident),
        Notified e => Mark(FacilityMilestone.Notified, e, e.At, e.Incident),
        Looked e => this with { LookedAt = e.At },
        AlarmRaised e => this with { Alarms = Alarms.Add(new OpenAlarm(e.Alarm, e.Subject, e.At, e.Rungs, e.Cases)) },
        AlarmEnded e => this with { Alarms = Alarms.RemoveAll(a => a.Alarm == e.Alarm && a.Subject == e.Subject) },
        FacilityBreached e => Fire(e.Clock, e.Epoch, e.Step) with { Breaches = Breaches.SetItem((e.Clock, e.Epoch), e.DueAt) },
        FacilityEscalated e => Fire(e.Clock, e.Epoch, e.Step),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.Kind, "unknown event"),
    };

    private Facility Follow(Followed e)
    {
        var known = FollowsSince is null ? Mark(FacilityMilestone.Known, e) with { FollowsSince = e.At } : this;
        return known with
        {
            Policy = e.Policy,
            RevisedAt = e.At,
            Kept = Kept.SetItems(e.Kept.Select(k => KeyValuePair.Create((k.Clock, k.Epoch), k.DueAt))),
        };
    }

    private Facility Mark(
        FacilityMilestone milestone, FacilityEvent e, DateTimeOffset? at = null, string? subject = null, DateTimeOffset? dueAt = null) =>
        this with { Moments = Moments.Add(new FacilityMoment(milestone, at ?? e.At, e.At, subject, dueAt)) };

    private Facility Fire(string clock, int epoch, string step) =>
        this with { Fired = Fired.Add(new FiredStep(clock, epoch, step)) };
}
