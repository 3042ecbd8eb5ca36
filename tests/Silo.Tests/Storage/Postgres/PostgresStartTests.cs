using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains.EventLog;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Storage.Postgres;
using Npgsql;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Postgres;

public sealed class PostgresStartTests
{
    [Fact]
    public async Task Several_that_open_an_empty_database_at_once_make_its_tables_once()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        var opened = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Opened.On(database)));

        Assert.Equal(
            PostgresMigrations.Known.Select(step => step.Name), await Opened.Ask(database, "SELECT name FROM migrations ORDER BY number"));
        await opened[0].Log.Append(Filed("complaint/1", "province"), None);
        Assert.Single(await opened[5].Log.Read("complaint/1", 0, None));
        foreach (var one in opened)
        {
            await one.DisposeAsync();
        }
    }

    [Fact]
    public async Task Everything_is_there_when_the_database_is_opened_again()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using (var first = await Opened.On(database))
        {
            await first.Log.Append(
                Append("complaint/1", 0, Event("filed", "province")).DueAt(Morning).With(Key("k1")).Sealing("wrapped", ("text", "cipher")),
                None);
        }

        await using var again = await Opened.On(database);
        Assert.Equal(new StoredKey(Key("k1"), "complaint/1", 1), await again.Log.FindKey(Key("k1"), None));
        Same([new DueRow("complaint/1", "rs-a", Morning)], await again.Log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
    }

    /// <summary>And a process of before that still runs, while others are replaced, goes on writing.</summary>
    [Fact]
    public async Task Of_what_was_written_before_urgency_was_it_is_said_that_nothing_is_known()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using (var before = new NpgsqlConnection(database + ";Pooling=false"))
        {
            await before.OpenAsync();
            await PostgresMigrations.Apply(before, [.. PostgresMigrations.Known.TakeWhile(step => step.Name != "0006_urgency.sql")], None);
        }

        await Opened.Ask(database, AppendOfBefore(0));
        await using var opened = await Opened.On(database);
        await Opened.Ask(database, AppendOfBefore(1));

        Same([new DueRow("complaint/1", "rs-a", Morning)], await opened.Log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
        await opened.Log.Append(Append("complaint/1", 2, Event("graded")).DueAt(Morning, urgency: 999), None);
        Same([new DueRow("complaint/1", "rs-a", Morning) { Urgency = 999 }], await opened.Log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await (await Opened.On(database)).DisposeAsync();
        await Opened.Ask(database, "INSERT INTO migrations (number, name) VALUES (9999, 'later.sql')");

        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => Opened.On(database));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_keep_what_it_says_it_stored_is_refused()
    {
        using var careless = PostgresServer.Start(settings: [("fsync", "off")]);

        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => Opened.On(careless.CreateDatabase()));

        Assert.Contains("fsync", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commits_are_synchronous_even_where_the_server_would_not_wait()
    {
        using var hasty = PostgresServer.Start(settings: [("synchronous_commit", "off")]);
        await using var opened = await Opened.On(hasty.CreateDatabase());

        Assert.Equal(["on"], await Opened.Ask(opened.Database.ConnectionString, "SHOW synchronous_commit"));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Password=secret-word")]
    [InlineData("no connection string with secret-word")]
    public async Task What_cannot_be_reached_is_refused_and_no_password_is_told(string connection)
    {
        var refused = await Assert.ThrowsAsync<StorageRefusedException>(() => Opened.On(connection));

        Assert.DoesNotContain("secret-word", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_place_is_told_without_user_and_password()
    {
        await using var opened = await Opened.On(PostgresServer.Shared.CreateDatabase() + ";Password=secret-word");

        Assert.DoesNotContain("secret-word", opened.Database.Place, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.User, opened.Database.Place.Replace("/monitoring_", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_of_one_process_does_not_share_its_database()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        var first = await PostgresStore.Open(database, NullLoggerFactory.Instance, TimeProvider.System);
#if EMBEDDED
        var clock = new RunningAhead();
        await Assert.ThrowsAsync<StorageRefusedException>(() => PostgresStore.Open(database, NullLoggerFactory.Instance, clock));
#else
        // the silos of a cluster do
        await (await PostgresStore.Open(database, NullLoggerFactory.Instance, TimeProvider.System)).DisposeAsync();
#endif
        await first.DisposeAsync();
        await (await PostgresStore.Open(database, NullLoggerFactory.Instance, TimeProvider.System)).DisposeAsync();
    }

    [Fact]
    public async Task No_question_reads_a_whole_table()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await (await Opened.On(database)).DisposeAsync();
        foreach (var question in LogQueries.All)
        {
            var values = string.Join(", ", Enumerable.Repeat("NULL", question.Split('$').Skip(1).Max(part => part[0] - '0')));
            var plan = await Opened.Ask(
                database,
                "SET enable_seqscan = off",
                "SET plan_cache_mode = force_generic_plan",
                $"PREPARE asked AS {question}",
                $"EXPLAIN EXECUTE asked ({values})");

            Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
        }
    }

    /// <summary>One event of complaint/1, as the program before wrote it.</summary>
    private static string AppendOfBefore(long seq) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        SELECT outcome FROM append_batch(
          ARRAY['complaint/1'], ARRAY[{{seq}}]::bigint[], ARRAY[{{seq + 1}}]::bigint[], ARRAY['rs-a'], ARRAY[{{Morning.ToUnixTimeMilliseconds()}}]::bigint[],
          '{}'::integer[], '{}'::text[], '{}'::text[], '{}'::text[],
          ARRAY[1], ARRAY[{{seq + 1}}]::bigint[], ARRAY[{{Morning.ToUnixTimeMilliseconds()}}]::bigint[], ARRAY['said'], ARRAY['{}'], ARRAY[NULL]::text[], ARRAY[NULL]::bytea[],
          '{}'::integer[], '{}'::bigint[], '{}'::text[], '{}'::integer[], '{}'::bytea[], '{}'::integer[], '{}'::text[], '{}'::bytea[])
        """);

    /// <summary>Each look at it is a minute later, so that nobody has to wait for patience to end.</summary>
    private sealed class RunningAhead : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * TimeSpan.TicksPerMinute;
    }
}
