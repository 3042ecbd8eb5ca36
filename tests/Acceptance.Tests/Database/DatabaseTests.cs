using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.KillNine;
using Monitoring.Acceptance.Tests.Server;
using Monitoring.RealPostgres;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Database;

public sealed class DatabaseTests(ITestOutputHelper output)
{
    private static readonly int DatabaseKills = Asked.Number("DATABASE_KILLS", 20);
    private static readonly int ServerKills = Asked.Number("SERVER_KILLS", 15);

    [DatabaseFact]
    public async Task A_database_that_restarts_or_crashes_under_a_server_loses_doubles_and_hastens_nothing()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        using var province = new SmallProvince();
        using var postgres = PostgresServer.Start();
        await using var server = await ServerProcess.Started(On(postgres) with { Settings = province.Settings });
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);
        var chance = new Random(Asked.Seed);
        var database = new DatabaseVictim(postgres, chance);

        var kills = await new Strikes(database, load, screen, chance).Carry(DatabaseKills);
        var filings = await load.Settle();

        using var door = new DoorOf(server.Address);
        var aftermath = await Aftermath.Of(door, filings, screen);
        output.WriteLine(Account.Of("the database", kills, filings, aftermath));
        output.WriteLine($"{database.Crashes} of the kills were kill -9, {database.Restarts} fast restarts.");
        output.WriteLine("From the database's first answer to the first 201: " + Account.Of(Account.FirstAnswers(kills, filings)));
        await aftermath.Everything_holds(door, screen);
        Assert.False(server.Run.Ending.IsCompleted, "The server ended." + server.Said());
    }

    [DatabaseFact]
    public Task Kill_nine_of_a_server_on_a_database_loses_doubles_and_hastens_nothing() =>
        KillNineTests.KillOn(On(PostgresServer.Shared), ServerKills, output);

    private static Launch On(PostgresServer postgres) => new() { Options = ["--db", postgres.CreateDatabase()] };
}
