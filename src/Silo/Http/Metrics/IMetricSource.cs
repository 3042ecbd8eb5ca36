namespace Monitoring.Silo.Http.Metrics;

/// <summary>A part of the server that has figures of its own for <c>/metrics</c>. Every registered one is asked.</summary>
internal interface IMetricSource
{
    IEnumerable<Metric> Metrics();
}

/// <summary>A figure.</summary>
/// <param name="Name">In the form of Prometheus; a counter's ends in <c>_total</c>.</param>
/// <param name="Help">A sentence on it.</param>
/// <param name="Value">What it is now.</param>
internal readonly record struct Metric(string Name, string Help, double Value);
