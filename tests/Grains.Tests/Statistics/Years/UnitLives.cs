using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>Arrivals sorted into units and categories, and the clusters found among them.</summary>
internal static class UnitLives
{
    private static readonly (string, double)[] Units =
        [("igd", 5), ("rawat_jalan", 5), ("rawat_inap", 4), ("farmasi", 3), ("pendaftaran", 3), ("icu", 1), ("lab", 1), ("parkir", 1)];

    private static readonly (string, double)[] Categories =
        [("waktu_tunggu", 6), ("tenaga_kesehatan", 4), ("obat", 3), ("asuransi_admin", 3), ("sarana_prasarana", 2),
            ("dokter_spesialis", 1), ("penolakan_rujukan", 1), ("diskriminasi_penjamin", 1), ("klinis", 1), ("pungli", 0.5)];

    public static CaseFacts[] Draw(Chance chance, SimulatedFacility facility, IEnumerable<double> arrivals) =>
        [.. arrivals.Select((day, i) => Case(facility.Id, $"{i}", chance.Pick(Units), chance.Pick(Categories), day))];

    /// <summary>Something went wrong in one unit, and several complain of it within three days.</summary>
    public static CaseFacts[] Outbreak(Chance chance, SimulatedFacility facility, int count, double day)
    {
        var (unit, category) = (chance.Pick(Units), chance.Pick(Categories));
        return [.. Enumerable.Range(0, count).Select(i =>
            Case(facility.Id, $"planted-{i}", unit, category, day + chance.Uniform(0, 3)))];
    }

    /// <summary>Looks whenever a complaint arrives, as the rule is meant to be asked; one alarm a cluster until a week is quiet.</summary>
    public static IEnumerable<(DateTimeOffset At, Cluster Cluster)> Alarms(
        IEnumerable<CaseFacts> cases, Func<Cluster, Period, bool>? alsoAsk = null, ClusterThresholds? numbers = null)
    {
        var thresholds = numbers ?? new ClusterThresholds();
        var alarmed = new Dictionary<(string, string), DateTimeOffset>();
        var seen = new List<CaseFacts>();
        foreach (var arrived in cases.OrderBy(facts => facts.ConveyedAt))
        {
            seen.Add(arrived);
            if (arrived.ConveyedAt < Province.YearAt)
            {
                continue;
            }

            var same = seen.Where(facts => facts.Unit == arrived.Unit && facts.Category == arrived.Category);
            foreach (var cluster in Cluster.Find(same, Province.Start, arrived.ConveyedAt, thresholds))
            {
                var key = (cluster.Unit, cluster.Category);
                var isNew = !alarmed.TryGetValue(key, out var last) || arrived.ConveyedAt - last > thresholds.Within.Value;
                alarmed[key] = arrived.ConveyedAt;
                if (isNew && (alsoAsk is null || alsoAsk(cluster, Period.Before(arrived.ConveyedAt, thresholds.Within.Value))))
                {
                    yield return (arrived.ConveyedAt, cluster);
                }
            }
        }
    }

    private static CaseFacts Case(string facility, string number, string unit, string category, double day) => new()
    {
        Id = $"{facility}-{number}",
        Facility = facility,
        Region = "3673",
        Unit = unit,
        Category = category,
        ConveyedAt = Province.Start.AddDays(day),
    };
}
