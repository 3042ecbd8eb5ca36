using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules;

/// <summary>
/// The only place that adds a limit to an instant. What it returns arms the timer, fills the due row and feeds the
/// countdown on the screen.
/// </summary>
/// <remarks>
/// A deadline is the last instant at which the promise can still be kept, so a promise is broken when now is later
/// than its deadline. A deadline that has passed never moves again, whatever is done to the complaint.
/// </remarks>
public static class WhenAComplaintBreaches
{
    /// <summary>Instants are whole milliseconds, so this much after a deadline is the first moment it is broken.</summary>
    public static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);

    /// <summary>Every clock of the complaint and every step that is still open, earliest first.</summary>
    public static Timetable Of(Complaint complaint, PolicyPack pack, WorkCalendar calendar)
    {
        var clocks = ImmutableArray.CreateBuilder<ClockRun>();
        var steps = new List<Step>();
        foreach (var rule in pack.Clocks)
        {
            if (!rule.Active || !Applies(rule.AppliesTo, complaint))
            {
                continue;
            }

            foreach (var run in Runs(rule, complaint, calendar))
            {
                clocks.Add(run);
                AddOpenSteps(steps, run, complaint, pack, calendar);
            }
        }

        steps.Sort(Step.InOrder);
        return new Timetable(clocks.ToImmutable(), [.. steps]);
    }

    private static bool Applies(AppliesTo asked, Complaint c) =>
        Asks(asked.Kinds, c.Owner.Kind)
        && Asks(asked.Owners, c.Owner.Ownership)
        && Asks(asked.Channels, c.Traits.Channel)
        && Asks(asked.Categories, c.Traits.Category)
        && Asks(asked.Classes, c.Traits.Class)
        && Asks(asked.Grades, c.Grade)
        && (asked.Whistleblower is null || asked.Whistleblower == c.Traits.Whistleblower);

    private static bool Asks(ImmutableArray<string> allowed, string? value) =>
        allowed.IsEmpty || (value is not null && allowed.Contains(value));

    /// <summary>The runnings of one clock: the first at its start, a new epoch at each milestone that starts it afresh.</summary>
    private static IEnumerable<ClockRun> Runs(ClockRule rule, Complaint c, WorkCalendar calendar)
    {
        var epoch = 0;
        for (var i = 0; i < c.Moments.Length; i++)
        {
            var starts = epoch == 0 ? rule.Start : rule.Again;
            if (c.Moments[i].Milestone == starts)
            {
                yield return Run(rule, epoch++, c, i, calendar);
            }
        }
    }

    private static ClockRun Run(ClockRule rule, int epoch, Complaint c, int startIndex, WorkCalendar calendar)
    {
        var startedAt = c.Moments[startIndex].At;
        var breach = c.Breaches.FirstOrDefault(b => b.Clock == rule.Id && b.Epoch == epoch);
        var limit = LimitOf(rule.Limits, c);
        var dueAt = breach?.DueAt ?? (limit is null ? null : DueAt(startedAt, limit, c, calendar));
        return new ClockRun(rule, epoch, startedAt, limit, dueAt, StoppedAt(rule, c, startIndex), breach);
    }

    private static DateTimeOffset? DueAt(DateTimeOffset startedAt, Limit limit, Complaint c, WorkCalendar calendar) =>
        limit is Limit.External ? c.Traits.ExternalDueAt : calendar.DueAt(startedAt, limit);

    private static Limit? LimitOf(LimitTable table, Complaint c)
    {
        var key = table.By switch
        {
            LimitBy.Nothing => LimitTable.Only,
            LimitBy.Grade => c.Grade ?? LimitTable.Ungraded,
            LimitBy.Class => c.Traits.Class,
            LimitBy.Category => c.Traits.Category,
        };
        return key is null ? null : table.Rows.GetValueOrDefault(key);
    }

    private static DateTimeOffset? StoppedAt(ClockRule rule, Complaint c, int startIndex)
    {
        for (var i = startIndex + 1; i < c.Moments.Length; i++)
        {
            var (milestone, at) = c.Moments[i];
            if (rule.Stop.Contains(milestone) || milestone is Milestone.Closed or Milestone.Withdrawn)
            {
                return at;
            }
        }

        return null;
    }

    private static void AddOpenSteps(
        List<Step> steps, ClockRun run, Complaint c, PolicyPack pack, WorkCalendar calendar)
    {
        if (run.DueAt is not { } dueAt || run.Limit is not { } limit || run.StoppedAt <= dueAt)
        {
            return;
        }

        var ladder = LadderRow(run.Rule, c, pack);
        if (run.Breach is null && (run.StoppedAt is null || run.Rule.OnExpiry == Expiry.Breach))
        {
            // a clock may have been late before anybody knew of it: a slip from the box, a grade given afterwards
            Add(Step.Deadline(run, dueAt, RungsAtBreach(ladder)));
        }

        if (run.StoppedAt is not null)
        {
            return;
        }

        // a rung cannot be reached before the grade that gives it is known
        var knownAt = c.GradedAt is { } gradedAt && gradedAt > run.StartedAt ? gradedAt : run.StartedAt;
        foreach (var rung in ladder)
        {
            var at = rung switch
            {
                { When: LadderPoint.Open } => run.StartedAt,
                { When: LadderPoint.Fraction } => calendar.PartOf(run.StartedAt, dueAt, limit, rung.Fraction),
                { When: LadderPoint.Breach, Plus: { } plus } => calendar.DueAt(dueAt, plus),
                _ => (DateTimeOffset?)null,
            };
            if (at is { } reachedAt)
            {
                Add(Step.Rung(run, rung, c.Grade, reachedAt > knownAt ? reachedAt : knownAt));
            }
        }

        void Add(Step step)
        {
            if (!c.Fired.Contains(new FiredStep(step.Clock, step.Epoch, step.Name)))
            {
                steps.Add(step);
            }
        }
    }

    private static ImmutableArray<LadderStep> LadderRow(ClockRule rule, Complaint c, PolicyPack pack)
    {
        // nobody is told of a case of the past
        if (rule.Ladder is null || c.Traits.Imported || !pack.Ladders.TryGetValue(rule.Ladder, out var ladder))
        {
            return [];
        }

        return c.Grade is not null && ladder.Rows.TryGetValue(c.Grade, out var row)
            ? row
            : ladder.Rows.GetValueOrDefault(Ladder.Any, []);
    }

    private static ImmutableArray<string> RungsAtBreach(ImmutableArray<LadderStep> ladder) =>
    [
        .. ladder.Where(s => s is { When: LadderPoint.Breach, Plus: null }).SelectMany(s => s.Rungs),
    ];
}
