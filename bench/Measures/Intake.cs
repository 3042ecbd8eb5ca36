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
                results.Add((concurrency, await Accepted.At(figures, server, filer, concurrency, options.IntakeFor, stop)));
            }

            figures.Add("server memory, highest", server.Use.PeakMemoryMb, "MB");
        }

        var after = BareSqlite.Measure(under, RawFor, clock);
        Raw(figures, before, after, results);
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
