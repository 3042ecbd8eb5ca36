using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Storage.Sqlite;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

/// <summary>What a database file and a SQLite library must be to be used.</summary>
public sealed class SqliteStartTests : IAsyncLifetime
{
    private readonly SqliteFile _file = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _file.Remove();

    [Fact]
    public async Task Each_migration_is_applied_once_and_remembered()
    {
        Assert.Equal(SqliteMigrations.Known.Select(m => m.Name), await Remembered());
        await _file.Close();

        _file.Reopen();

        Assert.Equal(SqliteMigrations.Known.Select(m => m.Name), await Remembered());
    }

    [Fact]
    public void Migrations_are_numbered_from_one_without_a_gap() =>
        Assert.Equal(Enumerable.Range(1, SqliteMigrations.Known.Count), SqliteMigrations.Known.Select(m => m.Number));

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_of_itself()
    {
        await _file.Close();
        Assert.Throws<SqliteFailedException>(() => OpenWith("CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)"));

        _file.Reopen();
        Assert.DoesNotContain("next.sql", await Remembered());
        Assert.Equal(0, await Number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"));
    }

    [Fact]
    public async Task Of_what_was_written_before_urgency_was_it_is_said_that_nothing_is_known()
    {
        var path = _file.FilePath + "-of-before";
        using (var before = SqliteSession.OpenWriter(path))
        {
            SqliteMigrations.Apply(before, [.. SqliteMigrations.Known.TakeWhile(step => step.Name != "0005_urgency.sql")], path);
            before.Execute($"INSERT INTO streams (name, seq, facility, due_at) VALUES ('complaint/1', 3, 'rs-a', {Morning.ToUnixTimeMilliseconds()})");
        }

        await using var database = SqliteFile.Open(path);
        await using var log = new SqliteEventLog(database);
        Same([new DueRow("complaint/1", "rs-a", Morning)], await log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
        await log.Append(Append("complaint/1", 3, Event("graded")).DueAt(Morning, urgency: 999), None);
        Same([new DueRow("complaint/1", "rs-a", Morning) { Urgency = 999 }], await log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_by_name()
    {
        await _file.Close();
        await OpenWith("CREATE TABLE next (a)").DisposeAsync();

        var refused = Assert.Throws<StorageRefusedException>(() => SqliteFile.Open(_file.FilePath));

        Assert.Contains(_file.FilePath, refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_one_owner()
    {
        var refused = Assert.Throws<StorageRefusedException>(() => SqliteFile.Open(_file.FilePath));

        Assert.Contains("in use by another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_commit_is_synchronous_and_none_checkpoints_by_itself()
    {
        Assert.Equal(2, await Setting("PRAGMA synchronous"));
        Assert.Equal(0, await Setting("PRAGMA wal_autocheckpoint"));
        Assert.Equal(1, await Setting("PRAGMA secure_delete"));
    }

    [Fact]
    public void The_library_in_use_will_do() => SqliteBuild.Current().Check();

    [Fact]
    public void A_library_that_is_too_old_is_refused_by_name()
    {
        var refused = Assert.Throws<StorageRefusedException>(() => new SqliteBuild(3_050_003, true, []).Check());

        Assert.StartsWith("SQLite 3.50.3 is too old", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_compiled_without_what_is_needed_is_refused_by_name()
    {
        var withoutWal = new SqliteBuild(SqliteBuild.Oldest, true, ["OMIT_WAL"]);
        var withoutThreads = new SqliteBuild(SqliteBuild.Oldest, false, []);

        Assert.Contains("OMIT_WAL", Assert.Throws<StorageRefusedException>(withoutWal.Check).Message, StringComparison.Ordinal);
        Assert.Contains("threads", Assert.Throws<StorageRefusedException>(withoutThreads.Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reset_bug_is_known_to_end_with_3_51_3()
    {
        Assert.True(new SqliteBuild(3_051_002, true, []).HasWalResetBug);
        Assert.False(new SqliteBuild(3_051_003, true, []).HasWalResetBug);
    }

    private SqliteDatabase OpenWith(string sql) => SqliteDatabase.Open(
        _file.FilePath,
        NullLogger<SqliteDatabase>.Instance,
        [.. SqliteMigrations.Known, new Migration(SqliteMigrations.Known.Count + 1, "next.sql", sql)]);

    private async Task<List<string>> Remembered() => await _file.Database.Read(
        0,
        static (session, _) =>
        {
            using var rows = session.Use("SELECT name FROM migrations ORDER BY number");
            var names = new List<string>();
            while (rows.Step())
            {
                names.Add(rows.Text(0));
            }

            return names;
        },
        None);

    private async Task<long?> Number(string sql) =>
        await _file.Database.Read(sql, static (session, sql) => session.Use(sql).Number(), None);

    /// <summary>A setting of the connection that writes.</summary>
    private async Task<long?> Setting(string pragma) => await _file.Database.Commit(new Ask(pragma), None);

    private sealed class Ask(string pragma) : Write<long?>
    {
        public override bool Apply(SqliteSession session)
        {
            Outcome = session.Use(pragma).Number();
            return true;
        }
    }
}
