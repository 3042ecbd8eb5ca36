using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Raw;
using Monitoring.Bench.Report;
using Monitoring.Bench.Server;
using Monitoring.RealPostgres;

namespace Monitoring.Bench.Measures;

/// <summary>
/// Complaints accepted over HTTP by one, two and three silos on one PostgreSQL database, the connections dealt out among their
/// doors. Silos, database and generator share one machine: it says what a further process costs, not what a further machine gives.
/// </summary>
internal sealed class ClusterIntake(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    private const int MostSilos = 3;
    private const int WarmUp = 20_000;

    private static readonly TimeSpan RawFor = TimeSpan.FromSeconds(5);

    public string Name => "cluster";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        if (!place.ServesOrleans)
        {
            figures.Remark("left out: the Embedded engine is one process by design");
            return;
        }

        var concurrency = options.Concurrency[0];
        using var postgres = PostgresServer.Start();
        var commits = new List<double> { PgBench.OneRowCommits(postgres, concurrency, RawFor) };
        var accepted = new List<double>();
        for (var silos = 1; silos <= MostSilos; silos++)
        {
            accepted.Add(await Of(silos, postgres.CreateDatabase(), concurrency, figures, stop));
            commits.Add(PgBench.OneRowCommits(postgres, concurrency, RawFor));
        }

        var raw = commits.Average();
        figures.Add(string.Create(CultureInfo.InvariantCulture, $"pgbench, one row a commit at {concurrency}, mean of {commits.Count}"), raw, "/s");
        for (var silos = 1; silos <= MostSilos; silos++)
        {
            figures.Add($"accepted / one-row commits, {Words(silos)}", accepted[silos - 1] / raw, "", ">= 0.15");
        }
    }

    private async Task<double> Of(int silos, string database, int concurrency, MeasureFigures figures, CancellationToken stop)
    {
        using var data = new WorkFolder(options.Folder ?? place.Results);
        var servers = new List<ServerProcess>();
        try
        {
            for (var n = 0; n < silos; n++)
            {
                servers.Add(await ServerProcess.Start(place, data.Full, clock, stop, ("Database", database)));
            }

            var filer = await Filer.For(servers, clock, stop);
            (await filer.Open(WarmUp * silos, concurrency, stop)).MustBeAccepted(figures);
            var before = servers.ConvertAll(s => s.Use.Now());
            var filed = (await filer.During(options.IntakeFor, concurrency, stop)).MustBeAccepted(figures);
            var used = servers.Zip(before, (server, start) => server.Use.Since(start)).ToList();
            figures.Add($"accepted, {Words(silos)}", filed.PerSecond, "/s");
            figures.Add($"p50, {Words(silos)}", filed.Latency.AtMs(0.5), "ms");
            figures.Add($"p99, {Words(silos)}", filed.Latency.AtMs(0.99), "ms");
            figures.Add($"errors, {Words(silos)}", filed.Errors, "", "0");
            figures.Add($"silos' processor, {Words(silos)}", used.Sum(u => u.Percent), "% of a core");
            figures.Add($"silos' processor per complaint, {Words(silos)}", 1000 * used.Sum(u => u.Processor.TotalMilliseconds) / filed.Count, "us");
            figures.Add($"silos' memory, {Words(silos)}", servers.Sum(s => s.Use.MemoryMb), "MB");
            return filed.PerSecond;
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
        }
    }

    private static string Words(int silos) => silos switch
    {
        1 => "one silo",
        2 => "two silos",
        _ => "three silos",
    };
}
