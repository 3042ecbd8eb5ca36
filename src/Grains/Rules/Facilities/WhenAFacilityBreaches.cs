using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Facilities;
using NodaTime;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>
/// The only place that adds a limit to an instant of a facility's own. What it returns arms the timer, fills the due row and
/// is shown. docs/facilities.md says the same in words.
/// </summary>
public static class WhenAFacilityBreaches
{
    /// <summary>The local time of the daily look: before anybody begins work.</summary>
    public static readonly LocalTime LooksAt = new(6, 0);

    public static FacilityTimetable Of(Facility facility, PolicyPack pack, WorkCalendar calendar)
    {
        if (facility.FollowsSince is not { } since)
        {
            return FacilityTimetable.Empty;
        }

        var clocks = ImmutableArray.CreateBuilder<FacilityRun>();
        var steps = new List<Step>();
        foreach (var rule in pack.FacilityClocks)
        {
            foreach (var run in Runs(rule, facility, calendar))
            {
                clocks.Add(run);
                AddOpenSteps(steps, run, facility, pack, calendar);
            }
        }

        steps.Sort(Step.InOrder);
        return AsksAnything(facility, pack)
            ? new FacilityTimetable(
                clocks.ToImmutable(),
                [.. steps],
                NextMonth(facility.MonthBeganAt ?? since, calendar),
                NextLook(facility.LookedAt ?? since, calendar))
            : new FacilityTimetable(clocks.ToImmutable(), [.. steps], null, null);
    }

    /// <summary>Whether a pack has a promise or a finding for a facility.</summary>
    public static bool AsksAnything(Facility facility, PolicyPack pack) =>
        pack.FacilityClocks.Any(rule => rule.Active && rule.AppliesTo.Matches(facility.FacilityKind, facility.Ownership))
        || pack.Alarms.Any(rule => rule.AppliesTo.Matches(facility.FacilityKind, facility.Ownership));

    /// <summary>The first instant of the local month after the one in which an instant lies.</summary>
    private static DateTimeOffset NextMonth(DateTimeOffset after, WorkCalendar calendar)
    {
        var day = calendar.DayOf(after);
        return calendar.InstantOf(new LocalDate(day.Year, day.Month, 1).PlusMonths(1).AtMidnight());
    }

    private static DateTimeOffset NextLook(DateTimeOffset after, WorkCalendar calendar)
    {
        var day = calendar.DayOf(after);
        var look = calendar.InstantOf(day + LooksAt);
        return look > after ? look : calendar.InstantOf(day.PlusDays(1) + LooksAt);
    }

    private static IEnumerable<FacilityRun> Runs(FacilityClockRule rule, Facility facility, WorkCalendar calendar)
    {
        var runs = new List<(FacilityMoment Start, DateTimeOffset? StoppedAt)>();
        var applies = rule.Active && rule.AppliesTo.Matches(facility.FacilityKind, facility.Ownership);
        foreach (var moment in facility.Moments)
        {
            var restarts = rule.Restart.Contains(moment.Milestone);
            var restarted = false;
            if (restarts || rule.Stop.Contains(moment.Milestone))
            {
                restarted = Stop(runs, moment) && restarts;
            }

            if (moment.Milestone == rule.Start || restarted)
            {
                runs.Add((moment, null));
            }
        }

        for (var epoch = 0; epoch < runs.Count; epoch++)
        {
            var (start, stoppedAt) = runs[epoch];
            var broken = facility.Breaches.TryGetValue((rule.Id, epoch), out var brokenAt);
            if (broken || applies)
            {
                var dueAt = broken ? brokenAt
                    : facility.Kept.TryGetValue((rule.Id, epoch), out var kept) ? kept
                    : rule.Limit is Limit.External ? start.DueAt
                    : calendar.DueAt(start.At, rule.Limit);
                yield return new FacilityRun(rule, epoch, start.At, start.WrittenAt, start.Ref, dueAt, stoppedAt, broken);
            }
        }
    }

    /// <summary>Whether anything ran that this stopped.</summary>
    private static bool Stop(List<(FacilityMoment Start, DateTimeOffset? StoppedAt)> runs, FacilityMoment moment)
    {
        var any = false;
        for (var i = 0; i < runs.Count; i++)
        {
            var (start, stoppedAt) = runs[i];
            if (stoppedAt is null && (moment.Ref is null || moment.Ref == start.Ref))
            {
                runs[i] = (start, moment.WrittenAt);
                any = true;
            }
        }

        return any;
    }

    private static void AddOpenSteps(
        List<Step> steps, FacilityRun run, Facility facility, PolicyPack pack, WorkCalendar calendar)
    {
        // what had stopped before a revision was judged by the version before
        if (run.DueAt is not { } dueAt || run.StoppedAt <= dueAt || (run.StoppedAt < facility.RevisedAt && !run.IsBroken))
        {
            return;
        }

        var ladder = run.Rule.Ladder is { } id && pack.Ladders.TryGetValue(id, out var found)
            ? found.Rows.GetValueOrDefault(Ladder.Any, [])
            : [];
        if (!run.IsBroken)
        {
            Add(new Step(run.Rule.Id, run.Epoch, "breach", StepKind.Breach, dueAt, RungsAtBreach(ladder)));
        }

        if (run.StoppedAt is not null)
        {
            return;
        }

        var knownAt = run.WrittenAt > facility.RevisedAt ? run.WrittenAt : facility.RevisedAt!.Value;
        foreach (var rung in ladder)
        {
            var at = rung switch
            {
                { When: LadderPoint.Open } => run.StartedAt,
                { When: LadderPoint.Fraction } => calendar.PartOf(run.StartedAt, dueAt, run.Rule.Limit, rung.Fraction),
                { When: LadderPoint.Breach, Plus: { } plus } => calendar.DueAt(dueAt, plus),
                _ => (DateTimeOffset?)null,
            };
            if (at is { } reachedAt)
            {
                var name = $"{Ladder.Any}:{rung.Name}";
                Add(new Step(run.Rule.Id, run.Epoch, name, StepKind.Rung, reachedAt > knownAt ? reachedAt : knownAt, rung.Rungs));
            }
        }

        void Add(Step step)
        {
            if (!facility.Fired.Contains(new FiredStep(step.Clock, step.Epoch, step.Name)))
            {
                steps.Add(step);
            }
        }
    }

    private static ImmutableArray<string> RungsAtBreach(ImmutableArray<LadderStep> ladder) =>
        [.. ladder.Where(s => s is { When: LadderPoint.Breach, Plus: null }).SelectMany(s => s.Rungs)];
}
