using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// When no complaint is itself a sign: few complaints do not mean that all is well. A facility is silent for too long when
/// chance alone would keep it silent so long only once in a hundred times; one that expects so few complaints that this
/// would take more than sixty days raises no such alarm (it would be chance), but owes a zero-report.
/// </summary>
public static class SuspiciousSilence
{
    /// <summary>Complaints a day that are usual in each class: the median of its facilities.</summary>
    public static ImmutableDictionary<string, double> UsualRates(IEnumerable<Received> facilities, SilenceThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        return facilities
            .Select(received => (received.Class, Before: received.BeforeSilence(thresholds.Window.Value)))
            .Where(facility => facility.Before.Days > 0)
            .GroupBy(facility => facility.Class, StringComparer.Ordinal)
            .ToImmutableDictionary(
                group => group.Key,
                group => Quantile.Median([.. group.Select(facility => facility.Before.Count / facility.Before.Days)])!.Value,
                StringComparer.Ordinal);
    }

    /// <summary>What its silence means, and from when on it is one too many.</summary>
    /// <param name="received">What arrived.</param>
    /// <param name="usualRate">Complaints a day that are usual in its class.</param>
    /// <param name="thresholds">The numbers.</param>
    public static Silence Of(Received received, double usualRate, SilenceThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(thresholds);
        var (count, days) = received.BeforeSilence(thresholds.Window.Value);
        var weight = thresholds.ClassCountsAs.Value.TotalDays;
        var rate = (count + (weight * usualRate)) / (days + weight);
        var surprise = Math.Log(1 / thresholds.ByChance.Value);
        var isRare = rate * thresholds.RareWithin.Value.TotalDays < surprise;
        var needed = isRare ? (TimeSpan?)null : TimeSpan.FromDays(Math.Max(surprise / rate, thresholds.AtLeast.Value.TotalDays));
        var heardAt = received.ZeroReportAt is { } report && report > received.SilentSince ? report : received.SilentSince;
        return new Silence(
            received.Facility,
            rate,
            received.SilentSince,
            needed is null ? null : received.SilentSince + needed,
            isRare ? heardAt + thresholds.ZeroReportEvery.Value : null);
    }
}

/// <summary>What the silence of a facility means.</summary>
/// <param name="Facility">Which.</param>
/// <param name="Rate">Complaints a day that it expects, drawn towards what is usual in its class.</param>
/// <param name="SinceAt">Since when it has been silent.</param>
/// <param name="SuspiciousAt">From when on the silence is suspicious; null where complaints are too rare to tell.</param>
/// <param name="ZeroReportDueAt">Where they are: when the next sign of life is due at the latest.</param>
public sealed record Silence(
    string Facility, double Rate, DateTimeOffset SinceAt, DateTimeOffset? SuspiciousAt, DateTimeOffset? ZeroReportDueAt)
{
    /// <summary>The instant it becomes an alarm, if nothing is heard until then.</summary>
    public DateTimeOffset AlarmAt => SuspiciousAt ?? ZeroReportDueAt!.Value;

    public bool IsAlarmAt(DateTimeOffset instant) => AlarmAt < instant;
}
