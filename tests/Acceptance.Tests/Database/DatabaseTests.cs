using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.KillNine;
using Monitoring.Acceptance.Tests.Server;
using Monitoring.RealPostgres;
using Npgsql;
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

    [DatabaseFact]
    public async Task While_somebody_locks_the_events_the_door_is_not_ready_and_afterwards_the_same_key_is_stored()
    {
        using var province = new SmallProvince();
        var database = PostgresServer.Shared.CreateDatabase();
        await using var server = await ServerProcess.Started(new Launch { Options = ["--db", database], Settings = province.Settings });
        using var door = new DoorOf(server.Address);
        const string Complaint = """{"channel":"KOTAK_SARAN","facility":"h-1","text":"Terkunci"}""";
        await using (var somebody = new NpgsqlConnection(database + ";Pooling=false"))
        {
            await somebody.OpenAsync();
            await using var held = await somebody.BeginTransactionAsync();
            await using var hold = new NpgsqlCommand("LOCK TABLE events IN ACCESS EXCLUSIVE MODE", somebody, held);
            await hold.ExecuteNonQueryAsync();

            await Patience.Until("a door that is not ready", async () => !await server.IsReady());
            var no = await door.File(Complaint, "locked");
            Assert.True(no is { Status: 503, RetryAfter: not null }, no.ToString());
        }

        await Patience.Until("a door that is ready again" + server.Said(), server.IsReady);
        await Patience.Until("the answer", async () => (await door.File(Complaint, "locked")).Status == 201);
        Assert.Single(await door.WholeFeed("province"), item => item.Kind == "filed");
    }

    private static Launch On(PostgresServer postgres) => new() { Options = ["--db", postgres.CreateDatabase()] };
}
