using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// Of the cases that had a deadline in a window, how many kept it. Every case falls into it by its deadline, whether or not
/// anybody answered it: nothing is gained by leaving the hard ones open, for an open overdue case is a miss in every
/// window until it is done, however old it is.
/// </summary>
/// <param name="Due">Cases with a deadline in the window, and open cases overdue from before it.</param>
/// <param name="InTime">Those that kept every deadline.</param>
/// <param name="OpenOverdue">Of the others, those that are still open and overdue.</param>
public readonly record struct ShareInTime(int Due, int InTime, int OpenOverdue)
{
    /// <summary>The share; none when nothing was due.</summary>
    public double? Share => Due == 0 ? null : (double)InTime / Due;

    public int Missed => Due - InTime;

    /// <summary>Counts.</summary>
    /// <param name="cases">Cases as known at <paramref name="asOf"/>.</param>
    /// <param name="window">In which deadlines count.</param>
    /// <param name="asOf">Now; deadlines that lie ahead of it do not count yet.</param>
    /// <param name="counts">Which promises count: all, or one clock's.</param>
    public static ShareInTime Of(
        IEnumerable<CaseFacts> cases, Period window, DateTimeOffset asOf, Func<Promise, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var (due, inTime, overdue) = (0, 0, 0);
        foreach (var facts in cases)
        {
            var isOverdue = IsOverdue(facts, asOf, counts);
            var outcomes = facts.Promises.Where(promise => counts(promise) && window.Holds(promise.DueAt))
                .Select(promise => facts.OutcomeOf(promise, asOf))
                .Where(outcome => outcome is PromiseOutcome.InTime or PromiseOutcome.Missed)
                .ToArray();
            if (!isOverdue && outcomes.Length == 0)
            {
                continue;
            }

            due++;
            overdue += isOverdue ? 1 : 0;
            inTime += !isOverdue && outcomes.All(outcome => outcome == PromiseOutcome.InTime) ? 1 : 0;
        }

        return new ShareInTime(due, inTime, overdue);
    }

    /// <summary>Whether the case is open with a passed deadline that is still not kept.</summary>
    public static bool IsOverdue(CaseFacts facts, DateTimeOffset asOf, Func<Promise, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.IsOpen && facts.Promises.Any(promise => counts(promise) && promise.IsOverdueAt(asOf));
    }
}
