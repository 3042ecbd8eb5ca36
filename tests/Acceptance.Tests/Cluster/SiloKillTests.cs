using System.Diagnostics;
using Monitoring.Acceptance.Tests.Database;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.RealPostgres;
using Npgsql;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Cluster;

public sealed class SiloKillTests(ITestOutputHelper output)
{
    private const int PerSecond = 20;
    private static readonly int Kills = Asked.Number("SILO_KILLS", 10);

    [DatabaseFact]
    public async Task Kill_nine_of_one_silo_after_the_other_loses_doubles_and_hastens_nothing()
    {
        await using var stage = await Stage.Set(output, PostgresServer.Shared.CreateDatabase(), Habits.Brisk);
        var chance = new Random(Asked.Seed);

        var kills = await new Strikes(new SiloVictim(stage.Cluster, chance), stage.Load, stage.Screens[0], chance).Carry(Kills);

        await stage.Close(output, (filings, aftermath) => Account.Of("a silo", kills, filings, aftermath));
    }

    [DatabaseFact]
    public async Task All_silos_killed_at_once_and_one_started_on_another_port_go_on_where_they_were()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var stage = await Stage.Set(output, database, Habits.Brisk);
        var (cluster, load) = (stage.Cluster, stage.Load);
        using var closing = new CancellationTokenSource();
        var flow = load.Flow(PerSecond, closing.Token);
        await stage.Screens[0].Next("a breach", item => item.Kind == "breached");

        var kill = new Kill(DateTimeOffset.UtcNow, load.InFlight);
        var silos = cluster.Silos.ToList();
        silos.ForEach(silo => silo.Hold());
        await Task.WhenAll(silos.Select(silo => silo.Server.Kill9()));
        await Instants.Passes(kill.At + load.LatestDeadline);
        await NinetySecondsPassFor(database);
        var startedAt = Stopwatch.GetTimestamp();
        await cluster.AddSilo().Ready();
        output.WriteLine("The new silo was ready after " + Account.Seconds(Stopwatch.GetElapsedTime(startedAt)));
        kill.UpAgainAt = DateTimeOffset.UtcNow;

        // it serves alone; then the others come back
        await stage.Screens[0].Next("a breach", item => item.Kind == "breached");
        silos.ForEach(silo => silo.LetGo());
        await cluster.AllReady();
        await closing.CancelAsync();
        await flow;
        await stage.Close(output, (filings, aftermath) => Account.Of("all silos", [kill], filings, aftermath));
    }

    /// <summary>What the dead said last is made older, so that nobody has to wait.</summary>
    private static async Task NinetySecondsPassFor(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var older = new NpgsqlCommand(
            "UPDATE orleansmembershiptable SET iamalivetime = iamalivetime - interval '91 seconds'", connection);
        Assert.Equal(3, await older.ExecuteNonQueryAsync());
    }
}
