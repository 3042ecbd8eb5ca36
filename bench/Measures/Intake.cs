using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Raw;
using Monitoring.Bench.Report;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Measures;

/// <summary>
/// Complaints accepted over HTTP, each answered after its commit; beside what the bare store commits on the same
/// disk before and after.
/// </summary>
internal sealed class Intake(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    /// <summary>Filings, not seconds: until the runtime has compiled what is hot for good, however slow the machine.</summary>
    private const int WarmUp = 20_000;

    private static readonly TimeSpan RawFor = TimeSpan.FromSeconds(3);

    public string Name => "intake";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        var under = options.Folder ?? place.Results;
        var before = BareSqlite.Measure(under, RawFor, clock);
        using var data = new WorkFolder(under);
        var results = new List<(int Concurrency, double PerSecond)>();
        await using (var server = await ServerProcess.Start(place, data.Full, clock, stop))
        {
            var filer = await Filer.For(server, clock, stop);
            (await filer.Open(WarmUp, options.Concurrency[0], stop)).MustBeAccepted(figures);
            foreach (var concurrency in options.Concurrency)
            {
                results.Add((concurrency, await One(figures, server, filer, concurrency, stop)));
            }

            figures.Add("server memory, highest", server.Use.PeakMemoryMb, "MB");
        }

        var after = BareSqlite.Measure(under, RawFor, clock);
        Raw(figures, before, after, results);
    }

    private async Task<double> One(
        MeasureFigures figures, ServerProcess server, Filer filer, int concurrency, CancellationToken stop)
    {
        var start = server.Use.Now();
        var filed = (await filer.During(options.IntakeFor, concurrency, stop)).MustBeAccepted(figures);
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

    private static void Raw(
        MeasureFigures figures, CommitRate before, CommitRate after, List<(int Concurrency, double PerSecond)> results)
    {
        var single = (before.Single + after.Single) / 2;
        figures.Add("bare SQLite, one row a commit, before", before.Single, "/s");
        figures.Add("bare SQLite, one row a commit, after", after.Single, "/s");
        figures.Add("bare SQLite, 64 rows a commit, before", before.Batched, "/s");
        figures.Add("bare SQLite, 64 rows a commit, after", after.Batched, "/s");
        foreach (var (concurrency, perSecond) in results)
        {
            figures.Add(
                string.Create(CultureInfo.InvariantCulture, $"accepted / one-row commits at {concurrency}"),
                perSecond / single,
                "",
                rawLimit: $"{Table.Number(single)} commits/s");
        }
    }
}
