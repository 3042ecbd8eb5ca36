using System.Collections.Immutable;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using NodaTime;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>What strikes at the daily look of a facility. Pure; the numbers are those of the statistics.</summary>
public static class FindingsOfAFacility
{
    private const int MostCases = 10;

    /// <summary>Until then a complaint of the last day of a month may still be answered in time.</summary>
    private const int IndicatorIsKnownOnDay = 8;

    private const int MonthsLookedAt = 6;

    private static readonly TimeSpan MovesLookedAt = TimeSpan.FromDays(90);

    public static ImmutableArray<Finding> Of(
        IReadOnlyCollection<CaseFacts> cases, Facility facility, DateTimeOffset asOf, WorkCalendar calendar) =>
    [
        .. Clusters(cases, facility, asOf),
        .. Reopened(cases, asOf),
        .. Indicator(cases, facility, asOf, calendar),
        .. Gaming(cases, asOf),
    ];

    private static IEnumerable<Finding> Clusters(IReadOnlyCollection<CaseFacts> cases, Facility facility, DateTimeOffset asOf)
    {
        var knownSince = cases.Select(c => c.ConveyedAt).Append(facility.FollowsSince ?? asOf).Min();
        return Cluster.Find(cases, knownSince, asOf, new ClusterThresholds())
            .Select(c => Found(AlarmIds.Cluster, $"{c.Unit}/{c.Category}", c.Cases));
    }

    private static IEnumerable<Finding> Reopened(IReadOnlyCollection<CaseFacts> cases, DateTimeOffset asOf)
    {
        if (ReopenRate.Of(cases, asOf, new ReopenThresholds()).IsAlarm)
        {
            yield return Found(
                AlarmIds.ReopenRate, "", cases.Where(c => c.Moments.Any(m => m.Kind == MomentKind.Reopened)).Select(c => c.Id));
        }
    }

    private static IEnumerable<Finding> Indicator(
        IReadOnlyCollection<CaseFacts> cases, Facility facility, DateTimeOffset asOf, WorkCalendar calendar)
    {
        var thresholds = new IndicatorThresholds();
        var day = calendar.DayOf(asOf);
        var first = new LocalDate(day.Year, day.Month, 1).PlusMonths(day.Day >= IndicatorIsKnownOnDay ? -1 : -2);
        var months = Enumerable.Range(0, MonthsLookedAt)
            .Select(back => first.PlusMonths(back + 1 - MonthsLookedAt))
            .Select(month => ResponseIndicator.Of(cases, MonthOf(month, calendar), Reported(month, facility), asOf, thresholds))
            .ToList();
        var finding = ResponseIndicator.Judge(months, thresholds);
        if (finding.Rung is { } rung)
        {
            var month = months[^1].Month;
            var missed = cases.Where(c => month.Holds(c.ConveyedAt)
                && c.Promises.Any(p => p.Clock == thresholds.Clock && p.DueAt < asOf && !p.IsKeptInTime));
            yield return Found(AlarmIds.IndicatorBelow, finding.MonthsBelow == 1 ? "1" : "2", missed.Select(c => c.Id)) with
            {
                Rungs = [rung],
            };
        }

        if (finding.IsGap)
        {
            yield return Found(AlarmIds.IndicatorGap, Months.Name(first), []);
        }
    }

    private static IEnumerable<Finding> Gaming(IReadOnlyCollection<CaseFacts> cases, DateTimeOffset asOf)
    {
        var thresholds = new GamingThresholds();
        var lately = cases.Where(c => c.ConveyedAt >= asOf - MovesLookedAt).ToList();
        foreach (var pattern in new[] { GamingPattern.Holds(lately, thresholds), GamingPattern.Downgrades(lately, thresholds) })
        {
            if (pattern.IsAlarm)
            {
                yield return Found(AlarmIds.Gaming, pattern.Kind.ToString(), pattern.Cases);
            }
        }

        // of these one is a question already; of holds and milder grades one is not
        foreach (var kind in lately.SelectMany(c => GamingFindings.Of(c, thresholds))
            .Where(f => f.Kind is not (GamingKind.HeldJustBeforeDeadline or GamingKind.DowngradedJustBeforeDeadline))
            .GroupBy(f => f.Kind).OrderBy(g => g.Key))
        {
            yield return Found(AlarmIds.Gaming, kind.Key.ToString(), kind.Select(f => f.Case));
        }
    }

    private static Statistics.Period MonthOf(LocalDate month, WorkCalendar calendar) =>
        new(calendar.InstantOf(month.AtMidnight()), calendar.InstantOf(month.PlusMonths(1).AtMidnight()));

    private static double? Reported(LocalDate month, Facility facility) =>
        facility.Reports.TryGetValue(Months.Name(month), out var report) && report.Complaints > 0
            ? (double)report.InTime / report.Complaints
            : null;

    private static Finding Found(string alarm, string subject, IEnumerable<string> cases) =>
        new(alarm, subject, [.. cases.Distinct(StringComparer.Ordinal).Take(MostCases)]);
}
