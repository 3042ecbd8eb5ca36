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
        return cases.Aggregate(default(ShareInTime), (all, facts) => all + Of(facts, window, asOf, counts));
    }

    /// <summary>Counts one case.</summary>
    public static ShareInTime Of(CaseFacts facts, Period window, DateTimeOffset asOf, Func<Promise, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var isOverdue = IsOverdue(facts, asOf, counts);
        var outcomes = facts.Promises.Where(promise => counts(promise) && window.Holds(promise.DueAt))
            .Select(promise => facts.OutcomeOf(promise, asOf))
            .Where(outcome => outcome is PromiseOutcome.InTime or PromiseOutcome.Missed)
            .ToArray();
        return isOverdue ? new ShareInTime(1, 0, 1)
            : outcomes.Length == 0 ? default
            : new ShareInTime(1, Array.TrueForAll(outcomes, outcome => outcome == PromiseOutcome.InTime) ? 1 : 0, 0);
    }

    /// <summary>Of both together.</summary>
    public static ShareInTime operator +(ShareInTime one, ShareInTime other) =>
        new(one.Due + other.Due, one.InTime + other.InTime, one.OpenOverdue + other.OpenOverdue);

    /// <summary>Whether the case is open with a passed deadline that is still not kept.</summary>
    public static bool IsOverdue(CaseFacts facts, DateTimeOffset asOf, Func<Promise, bool> counts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.IsOpen && facts.Promises.Any(promise => counts(promise) && promise.IsOverdueAt(asOf));
    }
}
