using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage.Postgres;
using Npgsql;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Postgres;

/// <summary>A door that cannot store says so, although the database answers whoever reads.</summary>
public sealed class CommitsGetThroughTests : IAsyncLifetime
{
    private Opened _opened = null!;

    public async Task InitializeAsync()
    {
        _opened = await Opened.New();
        await _opened.Log.Append(Filed("complaint/1", "province", "facility:rs-a"), None);
    }

    public async Task DisposeAsync() => await _opened.DisposeAsync();

    [Theory]
    [InlineData("LOCK TABLE events IN ACCESS EXCLUSIVE MODE")]
    [InlineData("LOCK TABLE request_keys IN EXCLUSIVE MODE")]
    [InlineData("LOCK TABLE feeds IN SHARE MODE")]
    [InlineData("UPDATE audiences SET head = head WHERE name = 'province'")]
    public async Task What_is_in_the_way_of_every_commit_is_told_and_when_it_is_gone_that_is_told(string inTheWay)
    {
        Assert.True(await Ask());
        await using (await Held(inTheWay))
        {
            Assert.False(await Ask());
            Assert.Equal(1, await _opened.Log.Head("province", None));
        }

        Assert.True(await Ask());
    }

    [Theory]
    [InlineData("UPDATE audiences SET head = head WHERE name = 'facility:rs-a'")]
    [InlineData("UPDATE streams SET seq = seq WHERE name = 'complaint/1'")]
    public async Task What_is_in_the_way_of_one_complaint_closes_the_door_to_none(string inTheWay)
    {
        await using var held = await Held(inTheWay);

        Assert.True(await Ask());
    }

    [Fact]
    public async Task A_server_with_no_connection_left_takes_no_commit()
    {
        const int all = 10;
        using var server = PostgresServer.Start(settings: [("max_connections", $"{all}")]);
        // without a log, whose own connection for notices would be one of them
        await using var database = await PostgresDatabase.Open(
            server.CreateDatabase(), NullLoggerFactory.Instance, TimeProvider.System);
        var others = new List<NpgsqlConnection>();
        try
        {
            Assert.True(await new CommitsGetThrough(database).Works(None));
            database.Forget();
            while (others.Count < all)
            {
                // what was just closed the server counts for a moment more
                if (await Another(database.ConnectionString) is { } one)
                {
                    others.Add(one);
                }
            }

            Assert.False(await new CommitsGetThrough(database).Works(None));
        }
        finally
        {
            foreach (var one in others)
            {
                await one.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task However_many_ask_the_database_is_asked_once()
    {
        var check = new CommitsGetThrough(_opened.Database);
        await using var held = await Held("LOCK TABLE events IN ACCESS EXCLUSIVE MODE");

        var asked = Enumerable.Range(0, 200).Select(_ => check.Works(None).AsTask()).ToList();

        Assert.All(await Task.WhenAll(asked), Assert.False);
        Assert.Equal(["1"], await Opened.Ask(
            _opened.Database.ConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'DO $$%'"));
    }

    // a check of its own each time: one remembers for a second what it was told
    private Task<bool> Ask() => new CommitsGetThrough(_opened.Database).Works(None).AsTask();

    private async Task<NpgsqlConnection> Held(string statement)
    {
        var connection = new NpgsqlConnection(_opened.Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // the test's own text
        await using var command = new NpgsqlCommand("BEGIN; " + statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private static async Task<NpgsqlConnection?> Another(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch (PostgresException)
        {
            await connection.DisposeAsync();
            return null;
        }
    }
}
