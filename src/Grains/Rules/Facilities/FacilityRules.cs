using System.Collections.Immutable;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>
/// What a facility does when it is told something or woken: <c>(state, what its feed told since, command, now) → events |
/// refusal</c>. Whatever came due before now fires first; while the time is in doubt nothing fires and the feed is not read.
/// </summary>
public sealed class FacilityRules(PolicyPack pack, WorkCalendar calendar)
{
    /// <summary>Ten years of days after which a server comes back, and a pack that keeps firing at one instant is broken.</summary>
    private const int MostStepsAtOnce = 20_000;

    public PolicyPack Pack => pack;

    public WorkCalendar Calendar => calendar;

    public FacilityTimetable Timetable(Facility facility) => WhenAFacilityBreaches.Of(facility, pack, calendar);

    /// <summary>Hears what the feed tells, and fires everything that is due, in order, once.</summary>
    /// <param name="facility">The facility.</param>
    /// <param name="told">Its feed since it last read it, in order.</param>
    /// <param name="findings">What strikes at a look that is due now; null leaves the alarms as they are.</param>
    /// <param name="now">When.</param>
    public FacilityDecision Wake(
        Facility facility, ImmutableArray<FeedItem> told, ImmutableArray<Finding>? findings, TimeReading now)
    {
        var decision = new FacilityDecisionBuilder(facility, this, now);
        CatchUp(decision, told);
        TellOwn(decision, findings, facility.LookedAt);
        return decision.Done();
    }

    /// <summary>Hears what strikes about it beside all others.</summary>
    /// <param name="facility">The facility.</param>
    /// <param name="told">Its feed since it last read it, in order.</param>
    /// <param name="alarm">What was looked for.</param>
    /// <param name="asOf">Of which look.</param>
    /// <param name="findings">What was found of it.</param>
    /// <param name="now">When.</param>
    /// <param name="own">What strikes at a look of its own that is due now.</param>
    /// <returns>Null: that look is not the last one, or the time is in doubt.</returns>
    public FacilityDecision? Compare(
        Facility facility,
        ImmutableArray<FeedItem> told,
        string alarm,
        DateTimeOffset asOf,
        ImmutableArray<Finding> findings,
        TimeReading now,
        ImmutableArray<Finding>? own = null)
    {
        if (now.InDoubt || asOf != LooksOverTheProvince.LastFor(alarm, now.At, calendar))
        {
            return null;
        }

        var decision = new FacilityDecisionBuilder(facility, this, now);
        CatchUp(decision, told);
        TellOwn(decision, own, facility.LookedAt);
        if (decision.State.FollowsSince <= asOf)
        {
            Tell(decision, findings, asOf, one => one == alarm);
        }

        return decision.Done();
    }

    /// <summary>
    /// Answers a command. What was due fires even when the command itself is refused, a look with what it found included.
    /// </summary>
    public FacilityDecision Decide(
        Facility facility, ImmutableArray<FeedItem> told, FacilityCommand command, TimeReading now, ImmutableArray<Finding>? findings = null)
    {
        var decision = new FacilityDecisionBuilder(facility, this, now);
        CatchUp(decision, told);
        TellOwn(decision, findings, facility.LookedAt);
        var (happened, refusal) = FacilityMoves.Answer(decision.State, decision.Timetable, command, now.At, calendar);
        if (refusal is not null)
        {
            return decision.Refuse(refusal);
        }

        decision.Add(happened!);
        FireUntil(decision, now.At, isNews: true);
        return decision.Done();
    }

    /// <summary>
    /// Begins to follow a version, or goes over to a newer one. What came due before fires under the old one; nobody breaks a
    /// promise that was not made at the time.
    /// </summary>
    public FacilityDecision Follow(
        Facility facility,
        ImmutableArray<FeedItem> told,
        FacilityRules next,
        PolicyVersion to,
        TimeReading now,
        ImmutableArray<Finding>? findings = null)
    {
        var decision = new FacilityDecisionBuilder(facility, this, now);
        CatchUp(decision, told);
        TellOwn(decision, findings, facility.LookedAt);
        var isFirst = decision.State.Policy is null;
        if (now.InDoubt
            || (isFirst ? !WhenAFacilityBreaches.AsksAnything(facility, next.Pack) : !PolicyOrder.Follows(to, decision.State.Policy!)))
        {
            return decision.Done();
        }

        var followed = Revised(decision, next.Timetable(decision.State), to);
        decision.Follow(next);
        decision.Add(followed);
        if (isFirst && decision.Open > 0)
        {
            decision.Add(new CasesOpened(decision.Through, decision.Open) { At = now.At });
        }

        FireUntil(decision, now.At, isNews: true);
        return decision.Done();
    }

    private static void CatchUp(FacilityDecisionBuilder decision, ImmutableArray<FeedItem> told)
    {
        if (decision.Now.InDoubt)
        {
            return;
        }

        foreach (var item in told)
        {
            if (decision.State.FollowsSince is null)
            {
                WhatAFeedTells.Count(decision, item); // what was before it is asked anything starts nothing
                continue;
            }

            FireUntil(decision, item.At, isNews: false);
            WhatAFeedTells.Hear(decision, item, decision.Calendar);
        }

        FireUntil(decision, decision.Now.At, isNews: false);
    }

    private static void FireUntil(FacilityDecisionBuilder decision, DateTimeOffset until, bool isNews)
    {
        if (decision.Now.InDoubt)
        {
            return;
        }

        for (var fired = 0; fired < MostStepsAtOnce; fired++)
        {
            if (decision.Timetable.WakeAt is not { } at || at > until)
            {
                return;
            }

            decision.Add(First(decision, at, isNews));
        }

        throw new InvalidOperationException($"More than {MostStepsAtOnce} steps are due at once.");
    }

    /// <summary>What holds first: of one instant breaches, rungs, the month, the look.</summary>
    private static FacilityEvent First(FacilityDecisionBuilder decision, DateTimeOffset at, bool isNews)
    {
        var timetable = decision.Timetable;
        var now = decision.Now.At;
        if (timetable.Steps is [var step, ..] && step.FiresAt == at)
        {
            var late = WhyLate.Of(step.DueAt, decision.Now, isNews);
            return step.Kind == StepKind.Breach
                ? new FacilityBreached(step.Clock, step.Epoch, step.Name, step.DueAt, now, step.Rungs) { At = step.DueAt, LateBecause = late }
                : new FacilityEscalated(step.Clock, step.Epoch, step.Name, step.DueAt, now, step.Rungs) { At = step.DueAt, LateBecause = late };
        }

        return timetable.NextMonthAt == at
            ? new MonthBegan(Months.Name(decision.Calendar.DayOf(at).PlusMonths(-1))) { At = at }
            : new Looked(decision.Through, decision.Open) { At = at };
    }

    private static Followed Revised(FacilityDecisionBuilder decision, FacilityTimetable next, PolicyVersion to)
    {
        var old = decision.Timetable;
        var kept = ImmutableArray.CreateBuilder<KeptOfFacility>();
        var moved = ImmutableArray.CreateBuilder<MovedOfFacility>();
        foreach (var run in next.Clocks.Where(r => r is { IsBroken: false, StoppedAt: null }))
        {
            var was = Same(old, run);
            if (was?.DueAt == run.DueAt)
            {
                continue;
            }

            if (run.DueAt < decision.Now.At)
            {
                kept.Add(new KeptOfFacility(run.Rule.Id, run.Epoch, was?.DueAt));
            }
            else
            {
                moved.Add(new MovedOfFacility(run.Rule.Id, run.Epoch, was?.DueAt, run.DueAt));
            }
        }

        foreach (var gone in old.Clocks.Where(r => r is { IsBroken: false, StoppedAt: null } && Same(next, r) is null))
        {
            moved.Add(new MovedOfFacility(gone.Rule.Id, gone.Epoch, gone.DueAt, null));
        }

        return new Followed(to, kept.ToImmutable(), moved.ToImmutable(), decision.Through, decision.Open) { At = decision.Now.At };
    }

    private static FacilityRun? Same(FacilityTimetable timetable, FacilityRun run) =>
        timetable.Clocks.FirstOrDefault(r => r.Rule.Id == run.Rule.Id && r.Epoch == run.Epoch);

    /// <summary>What a look of its own found, if one was just made.</summary>
    private void TellOwn(FacilityDecisionBuilder decision, ImmutableArray<Finding>? findings, DateTimeOffset? lookedBefore)
    {
        if (findings is { } found && decision.State.LookedAt is { } lookedAt && lookedAt != lookedBefore)
        {
            Tell(decision, found, lookedAt, alarm => !AlarmIds.OfTheProvince.Contains(alarm));
        }
    }

    /// <summary>What strikes and did not before is told once; what strikes no more is over.</summary>
    /// <param name="decision">What is decided.</param>
    /// <param name="findings">What strikes.</param>
    /// <param name="lookedAt">At which look.</param>
    /// <param name="lookedFor">Which alarms that look is about; all others stay as they are.</param>
    private void Tell(
        FacilityDecisionBuilder decision, ImmutableArray<Finding> findings, DateTimeOffset lookedAt, Func<string, bool> lookedFor)
    {
        foreach (var gone in decision.State.Alarms.Where(a => lookedFor(a.Alarm) && !findings.Any(f => f.Alarm == a.Alarm && f.Subject == a.Subject)))
        {
            decision.Add(new AlarmEnded(gone.Alarm, gone.Subject, decision.Now.At) { At = lookedAt });
        }

        foreach (var found in findings)
        {
            var rule = pack.Alarms.FirstOrDefault(r => r.Id == found.Alarm);
            if (rule?.AppliesTo.Matches(decision.State.FacilityKind, decision.State.Ownership) == true
                && !decision.State.Alarms.Any(a => a.Alarm == found.Alarm && a.Subject == found.Subject))
            {
                decision.Add(new AlarmRaised(
                    found.Alarm, found.Subject, found.Rungs.IsDefaultOrEmpty ? rule.Rungs : found.Rungs, found.Cases, decision.Now.At)
                {
                    At = lookedAt,
                });
            }
        }
    }
}

/// <summary>Something that strikes at a look.</summary>
/// <param name="Alarm">Which finding.</param>
/// <param name="Subject">About what; empty where there is only one thing it can be about.</param>
/// <param name="Cases">Cases behind it.</param>
public sealed record Finding(string Alarm, string Subject, ImmutableArray<string> Cases)
{
    /// <summary>Who hears of it, where that depends on what was found; else the pack says.</summary>
    public ImmutableArray<string> Rungs { get; init; }
}
