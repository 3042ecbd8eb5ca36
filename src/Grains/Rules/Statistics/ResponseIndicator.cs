using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// The monthly indicator of complaint response time (KWTK), computed from what happened and when, beside what the facility
/// reported of itself.
/// </summary>
/// <param name="Month">The month in which the complaints were conveyed.</param>
/// <param name="Complaints">Those that are decided.</param>
/// <param name="InTime">Answered and followed up within the limit of their grade.</param>
/// <param name="Undecided">Their limit lies ahead; none is left eight days after the month.</param>
/// <param name="SelfReported">The share the facility reported, from 0 to 1; null while it has not.</param>
public sealed record ResponseIndicator(Period Month, int Complaints, int InTime, int Undecided, double? SelfReported)
{
    /// <summary>The share; none for a month without complaints, which is neither good nor bad.</summary>
    public double? Share => Complaints == 0 ? null : (double)InTime / Complaints;

    /// <summary>A month's indicator for one facility, as known at an instant.</summary>
    public static ResponseIndicator Of(
        IEnumerable<CaseFacts> cases, Period month, double? selfReported, DateTimeOffset asOf, IndicatorThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var outcomes = cases.Where(facts => month.Holds(facts.ConveyedAt))
            .Select(facts => WorstOutcome(facts.AsOf(asOf), asOf, thresholds.Clock))
            .ToArray();
        return new ResponseIndicator(
            month,
            outcomes.Count(outcome => outcome is PromiseOutcome.InTime or PromiseOutcome.Missed),
            outcomes.Count(outcome => outcome is PromiseOutcome.InTime),
            outcomes.Count(outcome => outcome is PromiseOutcome.Pending),
            selfReported);
    }

    /// <summary>What the months say together; the last one is judged.</summary>
    /// <param name="months">Months in order; those without complaints are passed over.</param>
    /// <param name="thresholds">The numbers.</param>
    public static IndicatorFinding Judge(IReadOnlyList<ResponseIndicator> months, IndicatorThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(months);
        ArgumentNullException.ThrowIfNull(thresholds);
        var last = months[^1];
        var below = last.Share is null
            ? 0
            : months.Reverse().Where(month => month.Share is not null)
                .TakeWhile(month => month.Share < thresholds.Target.Value).Count();
        var gap = last.SelfReported - last.Share;
        return new IndicatorFinding(
            below, below == 0 ? null : below == 1 ? "R3" : "R4", gap, Math.Abs(gap ?? 0) > thresholds.GapAbove.Value + 1e-9);
    }

    private static PromiseOutcome? WorstOutcome(CaseFacts facts, DateTimeOffset asOf, string clock)
    {
        var outcomes = facts.Promises.Where(promise => promise.Clock == clock)
            .Select(promise => facts.OutcomeOf(promise, asOf))
            .ToArray();
        return outcomes.Contains(PromiseOutcome.Missed) ? PromiseOutcome.Missed
            : outcomes.Contains(PromiseOutcome.Pending) ? PromiseOutcome.Pending
            : outcomes.Contains(PromiseOutcome.InTime) ? PromiseOutcome.InTime
            : null;
    }
}

/// <summary>What a facility's months say.</summary>
/// <param name="MonthsBelow">How many months running, up to the last, lie below the target.</param>
/// <param name="Rung">Who hears of it; null while the last month is on target.</param>
/// <param name="Gap">Self-reported less computed; null while one of the two is missing.</param>
/// <param name="IsGap">The two differ by more than can be rounding.</param>
public sealed record IndicatorFinding(int MonthsBelow, string? Rung, double? Gap, bool IsGap);

/// <summary>The numbers of <see cref="ResponseIndicator"/>.</summary>
public sealed record IndicatorThresholds
{
    /// <summary>The clock whose promises it counts.</summary>
    public string Clock { get; init; } = "kwtk";

    public Threshold<double> Target { get; init; } =
        Threshold.Secondary(0.8, "National quality indicator no. 12 (Permenkes 30/2022), read in hospitals' indicator forms.");

    public Threshold<double> GapAbove { get; init; } = Threshold.Ours(0.1, "Ten points between reported and computed.");
}
