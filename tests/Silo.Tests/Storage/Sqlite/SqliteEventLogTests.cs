using System.Text;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Storage.Sqlite;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

public sealed class SqliteEventLogTests : EventLogSuite
{
    private readonly SqliteFile _file = new();

    public override async Task DisposeAsync() => await _file.Remove();

    [Fact]
    public async Task Everything_is_there_when_the_file_is_opened_again()
    {
        await Commit(Append("complaint/1", 0, Event("filed", "province"), Event("assigned", "province", "facility:rs-a"))
            .DueAt(Morning).With(Key("k1")).Sealing("wrapped", ("text", "cipher")));
        await _file.Close();
        _file.Reopen();
        var log = _file.Log;

        Assert.Equal(["filed", "assigned"], (await log.Read("complaint/1", 0, None)).Select(e => e.Kind));
        Assert.Equal(new StoredKey(Key("k1"), "complaint/1", 2), await log.FindKey(Key("k1"), None));
        Same(
            [new DueRow("complaint/1", "rs-a", Morning)], await log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
        Same(Bytes("cipher"), (await log.ReadSealed("complaint/1", None))!.Texts["text"]);

        // numbering goes on where it stood
        await log.Append(Append("complaint/1", 2, Event("answered", "province", "facility:rs-a")), None);
        Assert.Equal([1, 2, 3], (await log.ReadFeed("province", 0, 9, None)).Select(row => row.Seq));
        Assert.Equal(2, await log.Head("facility:rs-a", None));
    }

    [Fact]
    public async Task A_closed_file_leaves_no_write_ahead_log_behind()
    {
        await Commit(Filed("complaint/1"));
        await _file.Close();

        Assert.False(File.Exists(_file.FilePath + "-wal"));
        _file.Reopen();
    }

    [Fact]
    public async Task An_append_to_a_closed_file_is_refused_and_not_unknown()
    {
        await _file.Close();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Log.Append(Filed("complaint/1"), None));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Log.Read("complaint/1", 0, None));
    }

    [Fact]
    public async Task An_append_cancelled_while_it_waits_writes_nothing_and_holds_up_nobody()
    {
        using var hold = new HeldWriter(_file.Database.Faults);
        using var impatience = new CancellationTokenSource();
        var first = Log.Append(Filed("complaint/1"), None);
        await hold.UntilHeld();

        var second = Log.Append(Filed("complaint/2"), impatience.Token);
        var third = Log.Append(Filed("complaint/3"), None);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second);
        hold.LetGo();

        Assert.IsType<AppendResult.Committed>(await first);
        Assert.IsType<AppendResult.Committed>(await third);
        Assert.Empty(await Log.Read("complaint/2", 0, None));
    }

    [Fact]
    public async Task The_writers_thread_is_not_lent_to_callers()
    {
        using var hold = new HeldWriter(_file.Database.Faults);

        // away from the test's own context, which would bring the caller back to itself
        var continued = Task.Run(async () =>
        {
            await Log.Append(Filed("complaint/1"), None);
            return Thread.CurrentThread.Name;
        });
        await hold.UntilHeld();
        hold.LetGo();

        Assert.NotEqual("SQLite writer", await continued);
    }

    [Fact]
    public void No_question_reads_a_whole_table()
    {
        using var session = SqliteSession.OpenReader(_file.FilePath);

        Assert.All(
            LogQueries.All.SelectMany(query => Accesses(session, query)),
            access => Assert.StartsWith("SEARCH", access, StringComparison.Ordinal));
    }

    [Fact]
    public void A_reader_cannot_write()
    {
        using var session = SqliteSession.OpenReader(_file.FilePath);

        Assert.Throws<SqliteFailedException>(() => session.Execute("DELETE FROM streams"));
    }

    [Fact]
    public async Task An_erased_key_is_in_none_of_the_files()
    {
        // the row that replaces a longer one may hide its ends, not its middle
        const string Middle = "the-middle-of-the-wrapped-key-of-one-person";
        var around = new string('.', 40);
        await Commit(Filed("complaint/1").Sealing(around + Middle + around, ("text", "cipher")));
        Assert.Contains(Middle, InTheFiles(), StringComparison.Ordinal);

        await Commit(Append("complaint/1", 1, Event("erased")).Sealing(""));
        await Commit(Filed("complaint/2"));

        Assert.DoesNotContain(Middle, InTheFiles(), StringComparison.Ordinal);
        Assert.Contains("complaint/2", InTheFiles(), StringComparison.Ordinal);
    }

    protected override Task<(IEventLog Log, IDocumentStore Documents)> Open() =>
        Task.FromResult<(IEventLog, IDocumentStore)>((_file.Log, new SqliteDocumentStore(_file.Database)));

    /// <summary>How each table of a query is got at; its other steps only put rows together.</summary>
    private static List<string> Accesses(SqliteSession session, string query)
    {
        using var rows = session.Use("EXPLAIN QUERY PLAN " + query);
        var steps = new List<string>();
        while (rows.Step())
        {
            steps.Add(rows.Text(3));
        }

        return steps.FindAll(step => step.StartsWith("SCAN", StringComparison.Ordinal)
            || step.StartsWith("SEARCH", StringComparison.Ordinal));
    }

    private string InTheFiles()
    {
        var text = new StringBuilder();
        foreach (var path in new[] { _file.FilePath, _file.FilePath + "-wal" }.Where(File.Exists))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }
}
