using Monitoring.Grains;
using Monitoring.Silo.Http.Metrics;

namespace Monitoring.Silo.HostTime;

/// <summary>Whether the time of this process is believed, in figures.</summary>
internal sealed class TimeMetrics(TrustedTime trusted) : IMetricSource
{
    public IEnumerable<Metric> Metrics()
    {
        var now = trusted.Read();
        yield return new("monitoring_clock_suspect", "1 while the clock of this machine is in doubt and nothing fires.", now.InDoubt ? 1 : 0);
        yield return new("monitoring_clock_suspicions_total", "How often it came into doubt.", trusted.Suspicions);
        yield return new(
            "monitoring_clock_off_seconds",
            "How far it stands from the steady clock, or the database, while in doubt.",
            now.WallAt is { } wallAt ? (wallAt - now.At).TotalSeconds : 0);
    }
}
