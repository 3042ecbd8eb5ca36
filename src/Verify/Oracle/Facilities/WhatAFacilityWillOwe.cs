using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>
/// Foretells from what is done to a facility everything that its own clocks must fire, clock by clock and running by running. No
/// event of the facility is read: what stands in its stream is compared with this, and cannot have led to it.
/// </summary>
public static class WhatAFacilityWillOwe
{
    /// <param name="facility">Its kind and its owner.</param>
    /// <param name="policy">What it follows all the time.</param>
    /// <param name="followedAt">Since when.</param>
    /// <param name="deeds">What is done, in the order in which it is written down; months begin by themselves.</param>
    /// <param name="until">What holds at or before this instant fires.</param>
    public static ImmutableArray<OwedClock> Of(
        (string Kind, string Owner) facility, OraclePolicy policy, DateTimeOffset followedAt, IEnumerable<OwnDeed> deeds, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var all = Months(policy, followedAt, until)
            .Prepend(new OwnDeed("known", followedAt, followedAt))
            .Concat(deeds)
            .OrderBy(deed => deed.WrittenAt) // a stable order: of one instant months first, then deeds as they come
            .ToList();
        return
        [
            .. policy.OwnPromises
                .Where(promise => promise.Active && promise.AppliesTo.Holds(facility.Kind, facility.Owner))
                .Select(promise => Owed(promise, policy, all, until)),
        ];
    }

    private static OwedClock Owed(OwnPromise promise, OraclePolicy policy, List<OwnDeed> deeds, DateTimeOffset until)
    {
        var runs = new List<Run>();
        foreach (var deed in deeds)
        {
            var restarts = promise.Restart.Contains(deed.Word);
            var ended = 0;
            if (restarts || promise.Stop.Contains(deed.Word))
            {
                foreach (var run in runs.Where(run => run.EndedAt is null && (deed.Ref is null || deed.Ref == run.By.Ref)))
                {
                    run.EndedAt = deed.WrittenAt;
                    ended++;
                }
            }

            if (deed.Word == promise.Start || (restarts && ended > 0))
            {
                runs.Add(new Run(deed));
            }
        }

        var firings = runs.SelectMany((run, epoch) => Firings(promise, policy, run, epoch)).Where(firing => firing.HoldsAt <= until);
        return new OwedClock(promise.Id, runs.Count, [.. firings]);
    }

    private static IEnumerable<Firing> Firings(OwnPromise promise, OraclePolicy policy, Run run, int epoch)
    {
        var (startedAt, writtenAt, endedAt) = (run.By.HappenedAt, run.By.WrittenAt, run.EndedAt);
        if (Reckoning.DueAt(startedAt, promise.Limit, run.By.Carries, null, [], policy.Days) is not { } dueAt)
        {
            yield break;
        }

        var ladder = policy.Row(promise.Ladder, null);
        if (endedAt is null || endedAt > dueAt)
        {
            yield return new Firing(
                FiringKind.Breach, promise.Id, epoch, "breach", dueAt, Later(dueAt.AddMilliseconds(1), writtenAt),
                [.. ladder.Where(step => step.AtBreach).SelectMany(step => step.Rungs)]);
        }

        foreach (var step in ladder.Where(step => !step.AtBreach))
        {
            // a rung is told while the clock runs, and not before it is known that it runs
            if (Reckoning.StepAt(step, startedAt, dueAt, promise.Limit.Unit, [], policy.Days) is { } stepAt
                && Later(stepAt, writtenAt) is var at && !(at > endedAt))
            {
                yield return new Firing(FiringKind.Rung, promise.Id, epoch, "any:" + step.When, at, at, step.Rungs);
            }
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static IEnumerable<OwnDeed> Months(OraclePolicy policy, DateTimeOffset followedAt, DateTimeOffset until)
    {
        var date = policy.Days.DayOf(followedAt).Date;
        for (var first = new DateOnly(date.Year, date.Month, 1).AddMonths(1); ; first = first.AddMonths(1))
        {
            var at = policy.Days.Day(first).From;
            if (at > until)
            {
                yield break;
            }

            yield return new OwnDeed("monthBegan", at, at, first.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture));
        }
    }

    private sealed class Run(OwnDeed by)
    {
        public OwnDeed By => by;

        public DateTimeOffset? EndedAt { get; set; }
    }
}

/// <summary>Something done, in the words of docs/facilities.md: a clock starts when it happened and stops when it was written down.</summary>
/// <param name="Word">The milestone.</param>
/// <param name="HappenedAt">When it happened.</param>
/// <param name="WrittenAt">When it was written down.</param>
/// <param name="Ref">Of which promise, incident or month.</param>
/// <param name="Carries">The deadline that it carries itself.</param>
public sealed record OwnDeed(
    string Word, DateTimeOffset HappenedAt, DateTimeOffset WrittenAt, string? Ref = null, DateTimeOffset? Carries = null);

/// <summary>What one clock of a facility owes.</summary>
/// <param name="Clock">Its id.</param>
/// <param name="Runnings">How often it was started.</param>
/// <param name="Firings">Everything that must fire.</param>
public sealed record OwedClock(string Clock, int Runnings, ImmutableArray<Firing> Firings);
