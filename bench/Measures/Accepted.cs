using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Report;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Measures;

/// <summary>What a server accepts over HTTP at one concurrency.</summary>
internal static class Accepted
{
    /// <summary>Files for a while and notes what came of it.</summary>
    /// <returns>Complaints accepted a second.</returns>
    public static async Task<double> At(
        MeasureFigures figures, ServerProcess server, Filer filer, int concurrency, TimeSpan during, CancellationToken stop)
    {
        var start = server.Use.Now();
        var filed = (await filer.During(during, concurrency, stop)).MustBeAccepted(figures);
        var used = server.Use.Since(start);
        var at = string.Create(CultureInfo.InvariantCulture, $" at {concurrency}");
        figures.Add("accepted" + at, filed.PerSecond, "/s", "2,000 for 10 min");
        figures.Add("p50" + at, filed.Latency.AtMs(0.5), "ms");
        figures.Add("p95" + at, filed.Latency.AtMs(0.95), "ms");
        figures.Add("p99" + at, filed.Latency.AtMs(0.99), "ms", "<= 100");
        figures.Add("max" + at, filed.Latency.MaxMs, "ms");
        figures.Add("errors" + at, filed.Errors, "", "0");
        figures.Add("server processor" + at, used.Percent, "% of a core");
        figures.Add("generator processor" + at, used.BenchPercent, "% of a core");
        figures.Add("server processor per complaint" + at, 1000 * used.Processor.TotalMilliseconds / filed.Count, "us");
        figures.Add("written per complaint" + at, used.Written / 1024.0 / filed.Count, "KB");
        figures.Add("server memory after" + at, server.Use.MemoryMb, "MB");
        return filed.PerSecond;
    }
}
