using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage.Postgres;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
#if ORLEANS
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Silo.Engine;
using Monitoring.Silo.Options;
#endif

namespace Monitoring.Silo.Tests.Storage.Postgres;

/// <summary>
/// The two engines never meet in one process. Each files the same states and reminders, in its own build, exactly as written
/// down here; so what one has written the other finds.
/// </summary>
public sealed class TablesOfBothEnginesTests : IAsyncLifetime
{
    private const string Service = "monitoring";

    /// <summary>Of each kind of key: text, what reads as a hexadecimal number, as a GUID, and either with an extension.</summary>
    private static readonly string[] States =
    [
        """3601-h-002|settings|{"Rung":"R2","Seen":7}""",
        """36|settings|{"Rung":"R1","Seen":0}""",
        """C0FFEE|settings|{"Rung":"","Seen":1}""",
        """C0FFEE+kedua|settings|{"Rung":"","Seen":2}""",
        """0f8fad5bd9cd469fa165708677289500|settings|{"Rung":"R6","Seen":3}""",
        """0f8fad5bd9cd469fa165708677289500+b|alerts|{"Rung":"R6","Seen":4}""",
        """rumah sakit é|alerts|{"Rung":"R0","Seen":5}""",
    ];

    private readonly string _database = PostgresServer.Shared.CreateDatabase();
    private Engine _engine = null!;

    public async Task InitializeAsync() => _engine = await Engine.On(_database);

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task A_state_is_filed_where_the_other_engine_looks_for_it()
    {
        foreach (var (key, name, state) in States.Select(Parsed))
        {
            await _engine.States.WriteStateAsync(name, GrainId.Create("facility", key), new Kept<Duty> { State = state });
        }

        Assert.Equal(
            Pinned("states.txt"),
            await Rows("""
                SELECT concat_ws('|', grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
                  coalesce(grainidextensionstring, '-'), serviceid, version, convert_from(payloadbinary, 'UTF8'))
                FROM orleansstorage ORDER BY 1
                """));
    }

    [Fact]
    public async Task A_state_that_the_other_engine_has_written_is_read_and_replaced()
    {
        await Put("states.txt", "INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, version, payloadbinary, modifiedon) VALUES ({0}, {1}, {2}, {3}, '{4}', nullif('{5}', '-'), '{6}', {7}, convert_to('{8}', 'UTF8'), now())");
        foreach (var (key, name, state) in States.Select(Parsed))
        {
            var grain = GrainId.Create("facility", key);
            var read = new Kept<Duty>();
            await _engine.States.ReadStateAsync(name, grain, read);
            Assert.Equal((true, "1", state), (read.RecordExists, read.ETag, read.State));

            var stale = new Kept<Duty> { State = state, ETag = read.ETag };
            await _engine.States.WriteStateAsync(name, grain, read);
            Assert.Equal("2", read.ETag);
            await Assert.ThrowsAsync<InconsistentStateException>(() => _engine.States.WriteStateAsync(name, grain, stale));
            await Assert.ThrowsAsync<InconsistentStateException>(
                () => _engine.States.WriteStateAsync(name, grain, new Kept<Duty> { State = state }));
        }
    }

    [Fact]
    public async Task Of_two_first_writes_of_one_state_one_wins_whoever_is_first()
    {
        for (var n = 0; n < 40; n++)
        {
            var grain = GrainId.Create("facility", $"f-{n}");
            var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async rung =>
            {
                try
                {
                    await _engine.States.WriteStateAsync("settings", grain, new Kept<Duty> { State = new Duty("R", rung) });
                    return rung;
                }
                catch (InconsistentStateException)
                {
                    return -1;
                }
            }));

            var winner = Assert.Single(tries, rung => rung >= 0);
            var read = new Kept<Duty>();
            await _engine.States.ReadStateAsync("settings", grain, read);
            Assert.Equal(winner, read.State!.Seen);
        }
    }

    [Fact]
    public async Task A_reminder_is_filed_where_the_other_engine_looks_for_it()
    {
        foreach (var key in (string[])["3601-h-003", "3602-h-001", "rumah sakit é"])
        {
            await _engine.Reminders.UpsertRow(Reminder(key));
            await _engine.Reminders.UpsertRow(Reminder(key));
        }

        Assert.Equal(
            Pinned("reminders.txt"),
            await Rows("""
                SELECT concat_ws('|', serviceid, grainid, remindername, to_char(starttime AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS'),
                  period, grainhash, version) FROM orleansreminderstable ORDER BY 1
                """));
    }

    [Fact]
    public async Task A_reminder_that_the_other_engine_has_written_is_found_on_its_part_of_the_ring()
    {
        await Put("reminders.txt", "INSERT INTO orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version) VALUES ('{0}', '{1}', '{2}', '{3}Z', {4}, {5}, {6})");
        var all = (await _engine.Reminders.ReadRows(0, 0)).Reminders;
        Assert.Equal(3, all.Count);

        // cut the ring anywhere: each reminder is on one side
        var (one, other) = (await _engine.Reminders.ReadRows(0, int.MaxValue), await _engine.Reminders.ReadRows(int.MaxValue, 0));
        Assert.Equal(3, one.Reminders.Count + other.Reminders.Count);
        var read = (await _engine.Reminders.ReadRow(GrainId.Create("facility", "3601-h-003"), "read-book"))!;
        Assert.Equal((Reminder("").StartAt, TimeSpan.FromHours(1), "1"), (read.StartAt, read.Period, read.ETag));
        Assert.False(await _engine.Reminders.RemoveRow(read.GrainId, read.ReminderName, "0"));
        Assert.True(await _engine.Reminders.RemoveRow(read.GrainId, read.ReminderName, "1"));
        Assert.Null(await _engine.Reminders.ReadRow(read.GrainId, read.ReminderName));
    }

    private static ReminderEntry Reminder(string key) => new()
    {
        GrainId = key.Length == 0 ? default : GrainId.Create("facility", key),
        ReminderName = "read-book",
        StartAt = new DateTime(2026, 11, 24, 6, 24, 5, 770, DateTimeKind.Utc),
        Period = TimeSpan.FromHours(1),
    };

    private static (string Key, string Name, Duty State) Parsed(string line)
    {
        var parts = line.Split('|');
        return (parts[0], parts[1], System.Text.Json.JsonSerializer.Deserialize<Duty>(parts[2])!);
    }

    private static string[] Pinned(string file) => File.ReadAllLines(
        Path.Combine(AppContext.BaseDirectory, "Storage", "Postgres", "Pinned", file));

    private async Task<string[]> Rows(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
#pragma warning disable CA2100 // the test's own text
        await using var ask = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var rows = await ask.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return [.. lines];
    }

    private async Task Put(string pinned, string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        foreach (var line in Pinned(pinned))
        {
#pragma warning disable CA2100 // the test's own text
            await using var put = new NpgsqlCommand(string.Format(CultureInfo.InvariantCulture, sql, line.Split('|')), connection);
#pragma warning restore CA2100
            await put.ExecuteNonQueryAsync();
        }
    }

    /// <summary>A state as a grain might keep one.</summary>
    [GenerateSerializer]
    public sealed record Duty([property: Id(0)] string Rung, [property: Id(1)] int Seen)
    {
        public Duty()
            : this("", 0)
        {
        }
    }

    private sealed class Kept<T> : IGrainState<T>
    {
        public T? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }

    /// <summary>The tables as the engine of this build uses them.</summary>
    private sealed class Engine : IAsyncDisposable
    {
        private readonly IAsyncDisposable _owner;

        private Engine(IAsyncDisposable owner, IGrainStorage states, IReminderTable reminders) =>
            (_owner, States, Reminders) = (owner, states, reminders);

        public IGrainStorage States { get; }

        public IReminderTable Reminders { get; }

#if EMBEDDED
        public static async Task<Engine> On(string database)
        {
            var opened = await PostgresDatabase.Open(database, NullLoggerFactory.Instance, TimeProvider.System);
            return new Engine(opened, new PostgresGrainStorage(opened, Service), new PostgresReminderTable(opened, Service));
        }
#else
        public static async Task<Engine> On(string database)
        {
            var opened = await PostgresDatabase.Open(database, NullLoggerFactory.Instance, TimeProvider.System);
            var builder = WebApplication.CreateSlimBuilder();
            builder.Services.AddSingleton(opened).AddLogging().AddSingleton(TimeProvider.System);
            GrainEngine.Add(builder, new SiloOptions { Database = database, Cluster = Service });
            builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
            var app = builder.Build();
            await app.StartAsync();
            return new Engine(
                app, app.Services.GetRequiredKeyedService<IGrainStorage>("Default"), app.Services.GetRequiredService<IReminderTable>());
        }
#endif

        public async ValueTask DisposeAsync() => await _owner.DisposeAsync();
    }
}
