using System.Globalization;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage.Sqlite;

namespace Monitoring.Verify.Tests.Store;

/// <summary>A2: whatever was committed, one change of it is found and located.</summary>
public sealed class TamperTests(TamperTests.Lived lived) : IClassFixture<TamperTests.Lived>, IDisposable
{
    private const int Seed = 36;
    private const int RowsOfEach = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitoring-changed-");
    private readonly LivedStore _lived = lived.Store;

    private string Untouched => _lived.Options.Data;

    private string Changed => Path.Combine(_folder.FullName, "changed");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_store_that_nobody_touched_has_no_difference_while_its_server_has_it_open_and_after()
    {
        await using (await _lived.Open())
        {
            Assert.Equal((0, ""), await Differences(Untouched));
        }

        var (code, said) = await Verify("--data", Untouched, "--anchor", _lived.Anchor);
        Assert.Equal(0, code);
        Assert.Contains("anchored up to head 2", said, StringComparison.Ordinal);
        Assert.Contains("10 complaints (3 of them sealed; beside them 0 of the watchdog), 3 facilities", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_column_of_every_table_is_covered()
    {
        var chance = new Random(Seed);
        var missed = new List<string>();
        var tried = 0;
        foreach (var (table, columns) in Tables())
        {
            // how urgent a stream is decides only whom the net wakes first, and nothing that is said to anybody
            foreach (var column in columns.Where(c => (table, c.Name) != ("streams", "urgency")))
            {
                // the number of an event that nobody sees names nothing: its place is its stream and seq
                var among = (table, column.Name) == ("events", "id") ? "WHERE id IN (SELECT event FROM feeds)" : "";
                foreach (var row in Rows(table, chance, among))
                {
                    tried++;
                    var change = $"UPDATE {table} SET {column.Name} = {Other(column)} WHERE {row.Where}";
                    var (code, said) = await After(change);
                    if (code == 0 || !row.Places.Any(place => said.Contains(place, StringComparison.Ordinal)))
                    {
                        missed.Add($"{change} -> {code}: {said}; expected one of {string.Join(" | ", row.Places)}");
                    }
                }
            }
        }

        Assert.True(missed.Count == 0, $"seed {Seed}: {missed.Count} of {tried}\n{string.Join('\n', missed)}");
        Assert.True(tried > 100, $"{tried} changes");
    }

    [Fact]
    public async Task Every_row_of_every_table_is_missed_when_it_is_gone()
    {
        var chance = new Random(Seed);
        var missed = new List<string>();
        foreach (var (table, _) in Tables())
        {
            foreach (var row in Rows(table, chance))
            {
                var change = $"DELETE FROM {table} WHERE {row.Where}";
                var (code, said) = await After(change);
                if (code == 0 || !row.Places.Any(place => said.Contains(place, StringComparison.Ordinal)))
                {
                    missed.Add($"{change} -> {code}: {said}; expected one of {string.Join(" | ", row.Places)}");
                }
            }
        }

        Assert.True(missed.Count == 0, $"seed {Seed}\n{string.Join('\n', missed)}");
    }

    [Theory]
    [InlineData(
        "two rows of a feed change places",
        "UPDATE feeds SET event = CASE seq WHEN 3 THEN (SELECT event FROM feeds WHERE audience = 1 AND seq = 4) ELSE (SELECT event FROM feeds WHERE audience = 1 AND seq = 3) END WHERE audience = 1 AND seq IN (3, 4)",
        "rows 1 to")]
    [InlineData(
        "a row is put into a feed that must not have it",
        "INSERT INTO feeds (audience, seq, event) SELECT 1, (SELECT max(seq) + 1 FROM feeds WHERE audience = 1), e.id FROM events e JOIN streams s ON s.id = e.stream WHERE s.name = 'complaint/c3' AND e.seq = 1",
        "complaint/c3, event 1")]
    [InlineData(
        "an event stands in a feed twice",
        "INSERT INTO feeds (audience, seq, event) SELECT 1, max(seq) + 1, min(event) FROM feeds WHERE audience = 1",
        "a second time")]
    [InlineData(
        "the last event of a stream is cut off",
        "DELETE FROM feeds WHERE event = (SELECT max(id) FROM events); DELETE FROM events WHERE id = (SELECT max(id) FROM events)",
        "event")]
    [InlineData(
        "two events of a stream change places",
        "UPDATE events SET seq = seq + 1000 WHERE stream = (SELECT id FROM streams WHERE name = 'complaint/c0') AND seq IN (2, 3); UPDATE events SET seq = 1005 - seq WHERE seq > 1000",
        "complaint/c0, event 2")]
    [InlineData(
        "the sealed texts of two complaints change places",
        "UPDATE sealed_texts SET stream = -stream WHERE stream IN (SELECT id FROM streams WHERE name IN ('complaint/c0', 'complaint/c1')); UPDATE sealed_texts SET stream = (SELECT sum(id) FROM streams WHERE name IN ('complaint/c0', 'complaint/c1')) + stream WHERE stream < 0",
        "complaint/c1, event")]
    [InlineData(
        "the key of sealed texts is emptied and no event says so",
        "UPDATE sealed_keys SET wrapped = x'' WHERE stream = (SELECT id FROM streams WHERE name = 'complaint/c0')",
        "complaint/c0: the key of its sealed texts is empty")]
    [InlineData("a stream is put in", "INSERT INTO streams (id, name, seq) VALUES (9999, 'complaint/forged', 0)", "complaint/forged")]
    [InlineData("a due row is taken away", "UPDATE streams SET facility = NULL, due_at = NULL WHERE name = 'complaint/c7'", "complaint/c7: its due row says never")]
    [InlineData("a due row is moved", "UPDATE streams SET due_at = due_at + 86400000 WHERE name = 'complaint/c7'", "complaint/c7: its due row says")]
    public async Task What_no_single_column_tells_is_found_too(string what, string change, string place)
    {
        var (code, said) = await After(change);

        Assert.True(code == 1, what);
        Assert.Contains(place, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_complaint_that_is_gone_without_a_trace_is_missed()
    {
        const string C0 = "(SELECT id FROM streams WHERE name = 'complaint/c0')";
        var (code, said) = await After(
            $"DELETE FROM feeds WHERE event IN (SELECT id FROM events WHERE stream = {C0}); DELETE FROM events WHERE stream = {C0};"
            + $"DELETE FROM request_keys WHERE stream = {C0}; DELETE FROM sealed_keys WHERE stream = {C0}; DELETE FROM sealed_texts WHERE stream = {C0};"
            + $"DELETE FROM tree_streams WHERE stream = {C0}; DELETE FROM streams WHERE name = 'complaint/c0'");

        Assert.Equal(1, code);
        Assert.Contains("feed of province, row", said, StringComparison.Ordinal);
        Assert.Contains("daily head 1: it covers", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_is_found_against_the_daily_head()
    {
        var (code, said) = await After(Recomputed());
        Assert.Equal(1, code);
        Assert.Contains("facility/f2, event 1: events 1 to 1 are not those that daily head 1 covers", said, StringComparison.Ordinal);

        // and when what the head covers was changed as well, the head itself tells
        (code, said) = await After(
            Recomputed() + "; UPDATE tree_streams SET hash = (SELECT hash FROM events e WHERE e.stream = tree_streams.stream AND e.seq = tree_streams.seq)");
        Assert.Equal(1, code);
        Assert.Contains("daily head 1: what it covers is not what it was", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_turned_back_is_whole_in_itself_and_found_against_the_anchor()
    {
        Copy();
        File.Copy(lived.EarlierFile, SqliteStore.PathIn(Changed), overwrite: true);
        Assert.Equal((0, ""), await Differences(Changed));

        var (code, said) = await Verify("--data", Changed, "--anchor", _lived.Anchor);

        Assert.Equal(1, code);
        Assert.Contains("daily head 2: it was anchored and is not in this store", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_that_was_written_anew_and_signed_with_another_key_is_found()
    {
        var other = Path.Combine(_folder.FullName, "other");
        await LivedStore.Live(new SiloOptions { Data = other });
        Assert.Equal((0, ""), await Differences(other));

        // the forger's own keys are with his store: only what was kept elsewhere tells
        var (code, said) = await Verify("--data", other, "--key", Path.Combine(Untouched, "keys", AuditKey.PublicFile));
        Assert.Equal(1, code);
        Assert.Contains("daily head 1: it is signed by another key", said, StringComparison.Ordinal);
        (code, said) = await Verify("--data", other, "--anchor", _lived.Anchor);
        Assert.Equal(1, code);
        Assert.Contains("daily head 1: it is not the one that was anchored", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_complaint_leaves_its_proof()
    {
        Copy();
        await using (var store = await Monitoring.Silo.Storage.Store.Open(
            new SiloOptions { Data = Changed }, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, TimeProvider.System))
        {
            var stream = "complaint/c0";
            var events = await store.Log.Read(stream, 0, CancellationToken.None);
            var erased = new NewEvent(LivedStore.Start.AddDays(30), "erased", """{"kind":"erased"}""", null, []);
            var append = new Append(
                stream, events.Length, [erased], null, [], new SealedTexts([], System.Collections.Immutable.ImmutableDictionary<string, System.Collections.Immutable.ImmutableArray<byte>>.Empty));
            Assert.IsType<AppendResult.Committed>(
                await store.Log.Append(EventChain.Link(append, events[^1].Hash), CancellationToken.None));
        }

        var (_, said) = await Verify("--data", Changed);

        // the rules do not know the event yet; chain and sealed texts do
        Assert.DoesNotContain("link", said, StringComparison.Ordinal);
        Assert.DoesNotContain("sealed texts is", said, StringComparison.Ordinal);
        Assert.Contains("(1 complaints erased)", said, StringComparison.Ordinal);
    }

    private static string Other((string Name, string Type) column) => column.Type switch
    {
        "INTEGER" => $"coalesce({column.Name}, 0) + 1000",
        // a signature may end in any byte, in this one too
        "BLOB" => $"substr({column.Name}, 1, max(length({column.Name}) - 1, 0)) || iif(substr({column.Name}, -1) = x'A7', x'A8', x'A7')",
        _ => $"coalesce({column.Name}, '') || 'x'",
    };

    /// <summary>The tables of history: what grains remember beside it and the steps of the schema are not.</summary>
    private List<(string Table, List<(string Name, string Type)> Columns)> Tables()
    {
        var tables = new List<(string, List<(string, string)>)>();
        using var session = SqliteSession.OpenReader(SqliteStore.PathIn(Untouched));
        foreach (var table in Lines(session, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))
        {
            if (table is not ("migrations" or "grain_states" or "reminders" or "sqlite_sequence"))
            {
                tables.Add((table, [.. Lines(session, $"SELECT name || ' ' || type FROM pragma_table_info('{table}')")
                    .Select(line => line.Split(' ')).Select(parts => (parts[0], parts[1]))]));
            }
        }

        return tables;
    }

    /// <summary>Some rows of a table, how to find each, and what a difference in it must name.</summary>
    private IEnumerable<(string Where, string[] Places)> Rows(string table, Random chance, string among = "")
    {
        var (key, place) = table switch
        {
            "streams" => ("id", "name || '|stream number ' || id"),
            "audiences" => ("id", "'of ' || name || '|by ' || name || '|number ' || id || '|' || name"),
            "documents" => ("id", "kind || ' ' || name || '|document number ' || id || '|daily head 1'"),
            "events" => ("id", "(SELECT s.name FROM streams s WHERE s.id = stream) || '|feed of'"),
            "feeds" => ("audience || '/' || seq", "(SELECT 'feed of ' || a.name FROM audiences a WHERE a.id = audience) || '|complaint/'"),
            "request_keys" => ("client || '/' || key", "(SELECT s.name FROM streams s WHERE s.id = stream)"),
            "sealed_keys" => ("stream", "(SELECT s.name FROM streams s WHERE s.id = stream)"),
            "sealed_texts" => ("stream || '/' || name", "(SELECT s.name FROM streams s WHERE s.id = stream)"),
            "tree_heads" => ("number", "'daily head ' || number"),
            "tree_streams" => ("stream || '/' || head", "(SELECT s.name FROM streams s WHERE s.id = stream) || '|daily head ' || head"),
            "tree_feeds" => ("audience || '/' || head", "(SELECT 'feed of ' || a.name FROM audiences a WHERE a.id = audience) || '|daily head ' || head"),
            "tree_documents" => ("document", "'daily head ' || head"),
            _ => throw new InvalidOperationException($"Say where a change of {table} is to be found."),
        };
        using var session = SqliteSession.OpenReader(SqliteStore.PathIn(Untouched));
        var rows = Lines(session, $"SELECT {key} || '~' || {place} FROM {table} {among}");
        chance.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        return rows.Take(RowsOfEach).Select(row => row.Split('~')).Select(row => ($"{key} = '{row[0]}'".Replace($"{key} = ", $"({key}) || '' = ", StringComparison.Ordinal), row[1].Split('|')));
    }

    /// <summary>The event of a facility with another body and the link that fits it.</summary>
    private string Recomputed()
    {
        using var session = SqliteSession.OpenReader(SqliteStore.PathIn(Untouched));
        using var row = session.Use("SELECT e.id, e.at, e.kind, e.body, e.item FROM events e JOIN streams s ON s.id = e.stream WHERE s.name = 'facility/f2'");
        Assert.True(row.Step());
        var body = row.Text(3).Replace("RSUD 2", "RSUD X", StringComparison.Ordinal);
        var forged = new NewEvent(
            DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(1)), row.Text(2), body, row.Text(4), ["province", "region:3601", "facility:f2"]);
        var hash = EventChain.Link(new Append("facility/f2", 0, [forged], null, [], null), EventHash.None).Events[0].Hash;
        return string.Create(
            CultureInfo.InvariantCulture, $"UPDATE events SET body = '{body.Replace("'", "''", StringComparison.Ordinal)}', hash = x'{hash}' WHERE id = {row.Int64(0)}");
    }

    private async Task<(int Code, string Said)> After(string sql)
    {
        Copy();
        using (var session = SqliteSession.OpenWriter(SqliteStore.PathIn(Changed)))
        {
            session.Execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; BEGIN");
            session.Execute(sql);
            session.Execute("COMMIT; PRAGMA journal_mode = WAL");
        }

        return await Differences(Changed);
    }

    private void Copy()
    {
        Directory.CreateDirectory(Path.Combine(Changed, "keys"));
        File.Delete(SqliteStore.PathIn(Changed) + "-wal");
        File.Delete(SqliteStore.PathIn(Changed) + "-shm");
        File.Copy(SqliteStore.PathIn(Untouched), SqliteStore.PathIn(Changed), overwrite: true);
        foreach (var key in Directory.GetFiles(Path.Combine(Untouched, "keys")))
        {
            File.Copy(key, Path.Combine(Changed, "keys", Path.GetFileName(key)), overwrite: true);
        }
    }

    private static async Task<(int Code, string Said)> Differences(string data)
    {
        var (code, said) = await Verify("--data", data);
        return (code, string.Join('\n', said.Split(Environment.NewLine).Where(line => line.StartsWith("DIFFERENCE", StringComparison.Ordinal))));
    }

    private static async Task<(int Code, string Said)> Verify(params string[] args)
    {
        await using var output = new StringWriter();
        return (await VerifyVerb.Run(args, TimeProvider.System, output), output.ToString());
    }

    private static List<string> Lines(SqliteSession session, string sql)
    {
        using var rows = session.Use(sql);
        var lines = new List<string>();
        while (rows.Step())
        {
            lines.Add(rows.IsNull(0) ? "" : rows.Text(0));
        }

        return lines;
    }

    /// <summary>One store for all of them: each changes a copy.</summary>
    public sealed class Lived : IAsyncLifetime
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitoring-lived-");

        internal LivedStore Store { get; private set; } = null!;

        /// <summary>The file as it was after its first head.</summary>
        internal string EarlierFile => Path.Combine(_folder.FullName, "earlier.db");

        public async Task InitializeAsync()
        {
            var data = Path.Combine(_folder.FullName, "untouched");
            Store = await LivedStore.Live(new SiloOptions { Data = data }, () => File.Copy(SqliteStore.PathIn(data), EarlierFile));
        }

        public Task DisposeAsync()
        {
            _folder.Delete(recursive: true);
            return Task.CompletedTask;
        }
    }
}
