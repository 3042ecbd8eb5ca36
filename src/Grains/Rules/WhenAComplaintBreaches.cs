using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
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
            foreach (var run in Runs(rule, complaint, calendar))
            {
                clocks.Add(run);
                AddOpenSteps(steps, run, complaint, pack, calendar);
            }
        }

        var running = clocks.ToImmutable();
        if (WhoClimbs.Next(complaint, running, pack, calendar) is { } climb)
        {
            steps.Add(climb);
        }

        steps.Sort(Step.InOrder);
        return new Timetable(running, [.. steps]);
    }

    /// <summary>
    /// What was broken stays, whether or not it would be promised today. What the case turns out to be it was from the start;
    /// but a transfer takes no promise away that was made under an owner before, unless only the triage desk had the case.
    /// </summary>
    private static bool Stands(ClockRule rule, int epoch, Complaint c, int startIndex)
    {
        if (c.Breaches.Any(b => b.Clock == rule.Id && b.Epoch == epoch))
        {
            return true;
        }

        if (!rule.Active || !Applies(rule.AppliesTo, c))
        {
            return false;
        }

        if (rule.AppliesTo.IsTheTriageDesks)
        {
            // its own promise: neither what lay elsewhere when it began, nor what has left it since, changes that
            return Applies(rule.AppliesTo, OwnerAt(c, startIndex));
        }

        for (var i = c.Owners.Length - 1; i >= 0; i--)
        {
            var isNow = i == c.Owners.Length - 1;
            if (!isNow && c.Owners[i + 1].Moment <= startIndex)
            {
                return false; // that one, and whoever was before it, had given it away when the clock started
            }

            if ((isNow || !c.Owners[i].Owner.IsTriage) && Applies(rule.AppliesTo, c.Owners[i].Owner))
            {
                return true;
            }
        }

        return false;
    }

    private static Owner OwnerAt(Complaint c, int moment) => c.Owners.Last(o => o.Moment <= moment).Owner;

    private static bool Applies(AppliesTo asked, Owner owner) =>
        Asks(asked.Kinds, owner.Kind) && Asks(asked.Owners, owner.Ownership) && Spares(asked.ExceptOwners, owner.Ownership);

    private static bool Applies(AppliesTo asked, Complaint c) =>
        Asks(asked.Channels, c.Traits.Channel)
        && Asks(asked.Categories, c.Traits.Category)
        && Asks(asked.Classes, c.Traits.Class)
        && Asks(asked.Grades, c.Grade)
        && (asked.Whistleblower is null || asked.Whistleblower == c.Traits.Whistleblower)
        && Spares(asked.ExceptClasses, c.Traits.Class);

    private static bool Asks(ImmutableArray<string> allowed, string? value) =>
        allowed.IsEmpty || (value is not null && allowed.Contains(value));

    private static bool Spares(ImmutableArray<string> excepted, string? value) =>
        excepted.IsEmpty || value is null || !excepted.Contains(value);

    /// <summary>
    /// The runnings of one clock that stand: the first at its start, a new epoch at each milestone that starts it afresh, or that
    /// restarts it while it runs.
    /// </summary>
    private static IEnumerable<ClockRun> Runs(ClockRule rule, Complaint c, WorkCalendar calendar)
    {
        var (epoch, running) = (0, false);
        for (var i = 0; i < c.Moments.Length; i++)
        {
            var milestone = c.Moments[i].Milestone;
            var starts = epoch == 0
                ? milestone == rule.Start
                : rule.Again.Contains(milestone) || (running && rule.Restart.Contains(milestone));
            running = starts || (running && !rule.EndsAt(milestone));
            if (starts && Stands(rule, epoch, c, i))
            {
                yield return Run(rule, epoch, c, i, calendar);
            }

            epoch += starts ? 1 : 0;
        }
    }

    private static ClockRun Run(ClockRule rule, int epoch, Complaint c, int startIndex, WorkCalendar calendar)
    {
        var startedAt = c.Moments[startIndex].At;
        var stopIndex = StopIndex(rule, c, startIndex);
        var stoppedAt = stopIndex is { } stop ? c.Moments[stop].At : (DateTimeOffset?)null;
        var breach = c.Breaches.FirstOrDefault(b => b.Clock == rule.Id && b.Epoch == epoch);
        var kept = c.Kept.FirstOrDefault(k => k.Clock == rule.Id && k.Epoch == epoch);
        var limit = LimitOf(rule, epoch, c);
        var pauses = !rule.Pausable || c.Pauses.IsEmpty ? []
            : kept is not null ? PausesBefore(KeptAt(kept, c), c.Pauses)
            : stopIndex is { } last ? PausesBefore(last, c)
            : PausesBefore(null, c.Pauses);
        var (dueAt, pausedAt) = (breach, kept, limit) switch
        {
            ({ } broken, _, _) => (broken.DueAt, null),
            (_, { } stays, _) => (stays.DueAt, null),
            (_, _, null) => (null, null),
            (_, _, Limit.External) => (c.Traits.ExternalDueAt, null),
            (_, _, Limit.Promised) => (c.Moments[startIndex].PromisedAt, null),
            _ => CountedTime.Deadline(startedAt, limit, pauses, calendar),
        };
        return new ClockRun(rule, epoch, startedAt, limit, dueAt, stoppedAt, breach)
        {
            PausedAt = stoppedAt is null ? pausedAt : null,
            Fixed = breach is null && kept is not null,
            Pauses = pauses,
        };
    }

    /// <summary>
    /// Of a clock that stopped, the pauses that had begun when it did, in the order of the history: by a clock that was set back the
    /// stop may stand before a pause that was over by then, and its deadline must not move for that.
    /// </summary>
    private static ImmutableArray<Pause> PausesBefore(int stopIndex, Complaint c)
    {
        var stop = c.Moments[stopIndex].At;
        var begun = c.Moments.Take(stopIndex).Count(m => m.Milestone == Milestone.Held);
        var isOver = begun > 0 && c.Moments.Take(stopIndex).Reverse().TakeWhile(m => m.Milestone != Milestone.Held).Any(m => Complaint.EndsPause(m.Milestone));
        return
        [
            .. c.Pauses.Take(begun)
                .Select((p, i) => p.ToAt <= stop || i < begun - 1 || isOver ? p : p with { ToAt = stop })
                .Where(p => !(p.ToAt <= p.FromAt)),
        ];
    }

    /// <summary>
    /// Of a clock whose deadline was fixed, only what lay before that was a pause. One that ended before it began, because the clock on the
    /// wall was set back in between, has no length.
    /// </summary>
    private static ImmutableArray<Pause> PausesBefore(DateTimeOffset? stoppedAt, ImmutableArray<Pause> pauses) =>
        stoppedAt is not { } stop
            ? [.. pauses.Where(p => !(p.ToAt <= p.FromAt))]
            : [.. pauses.Where(p => !(p.ToAt <= p.FromAt)).Where(p => p.FromAt < stop).Select(p => p.ToAt <= stop ? p : p with { ToAt = stop })];

    /// <summary>What a revision fixed no later pause concerns.</summary>
    private static DateTimeOffset KeptAt(KeptDeadline kept, Complaint c) => c.Revisions.Last(r => r.Kept.Contains(kept)).At;

    private static Limit? LimitOf(ClockRule rule, int epoch, Complaint c)
    {
        if (rule.ExtendedTo is { } extended && c.Extensions.Any(e => e.Clock == rule.Id && e.Epoch == epoch))
        {
            return extended;
        }

        var table = rule.Limits;
        var key = table.By switch
        {
            LimitBy.Nothing => LimitTable.Only,
            LimitBy.Grade => c.Grade ?? LimitTable.Ungraded,
            LimitBy.Class => c.Traits.Class ?? LimitTable.Unclassified,
            LimitBy.Category => c.Traits.Category,
        };
        return key is null ? null : table.Rows.GetValueOrDefault(key);
    }

    private static int? StopIndex(ClockRule rule, Complaint c, int startIndex)
    {
        for (var i = startIndex + 1; i < c.Moments.Length; i++)
        {
            if (rule.EndsAt(c.Moments[i].Milestone))
            {
                return i;
            }
        }

        return null;
    }

    private static void AddOpenSteps(
        List<Step> steps, ClockRun run, Complaint c, PolicyPack pack, WorkCalendar calendar)
    {
        if (run.DueAt is not { } dueAt || run.StoppedAt <= dueAt)
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

        var knownAt = KnownAt(run, c);
        foreach (var rung in ladder)
        {
            var at = rung switch
            {
                { When: LadderPoint.Open } => run.StartedAt,
                { When: LadderPoint.Fraction } => CountedTime.PartOf(run.StartedAt, dueAt, run.Limit, rung.Fraction, run.Pauses, calendar),
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

    /// <summary>
    /// A rung cannot be reached before the grade that gives it is known, while the clock is paused, or before the revision
    /// of the policy that brought it.
    /// </summary>
    internal static DateTimeOffset KnownAt(ClockRun run, Complaint c)
    {
        var knownAt = run.StartedAt;
        knownAt = c.GradedAt > knownAt ? c.GradedAt.Value : knownAt;
        foreach (var pause in run.Pauses)
        {
            knownAt = pause.FromAt < run.DueAt && pause.ToAt > knownAt ? pause.ToAt.Value : knownAt;
        }

        return c.Revisions is [.., var last] && last.At > knownAt ? last.At : knownAt;
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
