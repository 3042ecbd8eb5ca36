using System.Globalization;
using Monitoring.Bench.Load;
using Monitoring.Bench.Raw;
using Monitoring.Bench.Report;
using Monitoring.Bench.Server;
using Monitoring.RealPostgres;

namespace Monitoring.Bench.Measures;

/// <summary>
/// Complaints accepted over HTTP on PostgreSQL, each answered after its commit; beside what <c>pgbench</c> commits on the same
/// server before and after. Server, database and generator share the machine.
/// </summary>
internal sealed class PostgresIntake(BenchOptions options, Place place, TimeProvider clock) : IMeasure
{
    private const int WarmUp = 20_000;

    private static readonly TimeSpan RawFor = TimeSpan.FromSeconds(5);

    public string Name => "postgres";

    public async Task Run(MeasureFigures figures, CancellationToken stop)
    {
        using var postgres = PostgresServer.Start();
        var before = Raw(postgres);
        using var data = new WorkFolder(options.Folder ?? place.Results);
        var results = new List<(int Concurrency, double PerSecond)>();
        await using (var server = await ServerProcess.Start(
            place, data.Full, clock, stop, ("Database", postgres.CreateDatabase())))
        {
            var filer = await Filer.For(server, clock, stop);
            (await filer.Open(WarmUp, options.Concurrency[0], stop)).MustBeAccepted(figures);
            foreach (var concurrency in options.Concurrency)
            {
                results.Add((concurrency, await Accepted.At(figures, server, filer, concurrency, options.IntakeFor, stop)));
            }
        }

        var after = Raw(postgres);
        foreach (var (concurrency, perSecond) in results)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $" at {concurrency}");
            figures.Add("pgbench, one row a commit, before" + at, before[concurrency], "/s");
            figures.Add("pgbench, one row a commit, after" + at, after[concurrency], "/s");
            var commits = (before[concurrency] + after[concurrency]) / 2;
            figures.Add(
                "accepted / one-row commits" + at, perSecond / commits, "", ">= 0.15", $"{Table.Number(commits)} commits/s");
        }
    }

    private Dictionary<int, double> Raw(PostgresServer postgres) =>
        options.Concurrency.ToDictionary(clients => clients, clients => PgBench.OneRowCommits(postgres, Math.Min(clients, 150), RawFor));
}
