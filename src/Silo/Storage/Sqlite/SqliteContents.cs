using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Monitoring.Silo.Moving;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>A SQLite file read whole, in one read transaction; the server that owns it goes on meanwhile.</summary>
internal sealed class SqliteContents : IStoreContents
{
    private const int FeedRowsInALine = 1_000;

    private const string Documents = "SELECT kind, name, version, body FROM documents ORDER BY id";
    private const string Streams = "SELECT id, name, seq, facility, due_at FROM streams ORDER BY id";
    private const string Events = "SELECT seq, at, kind, body, item, hash FROM events WHERE stream = ?1 ORDER BY seq";

    // the keys of a stream are not indexed: they come in one pass beside the streams, in the same order
    private const string Keys = "SELECT stream, client, key, fingerprint, seq FROM request_keys ORDER BY stream, client, key";
    private const string Wrapped = "SELECT wrapped, digest FROM sealed_keys WHERE stream = ?1";
    private const string Texts = "SELECT name, cipher, seq FROM sealed_texts WHERE stream = ?1";

    private const string Feeds = """
        SELECT a.name, f.seq, e.stream, e.seq FROM feeds f
        JOIN audiences a ON a.id = f.audience JOIN events e ON e.id = f.event ORDER BY f.audience, f.seq
        """;

    private readonly SqliteSession _session;

    private SqliteContents(SqliteSession session) => _session = session;

    /// <exception cref="StorageRefusedException">There is no file, or none that this program knows.</exception>
    public static SqliteContents Of(string folder)
    {
        var path = SqliteStore.PathIn(folder);
        if (!File.Exists(path))
        {
            throw new StorageRefusedException($"There is no store in {Path.GetFullPath(folder)}.");
        }

        var session = SqliteSession.OpenReader(path);
        session.Execute("PRAGMA busy_timeout = 1000; PRAGMA temp_store = FILE; BEGIN");
        var schema = session.Use("SELECT max(number) FROM migrations").Number();
        if (schema == SqliteMigrations.Known[^1].Number)
        {
            return new SqliteContents(session);
        }

        session.Dispose();
        throw new StorageRefusedException(
            $"{path} has schema {schema}, and this program knows {SqliteMigrations.Known[^1].Number}: start the server on it once, or use its own version.");
    }

    public async IAsyncEnumerable<MovedLine> Everything([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var line in AllDocuments().Concat(AllStreams()).Concat(AllFeeds()))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<MovedLine> AllDocuments()
    {
        using var rows = _session.Use(Documents);
        while (rows.Step())
        {
            yield return new MovedLine { Document = new(rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3)) };
        }
    }

    private IEnumerable<MovedLine> AllStreams()
    {
        using var keys = new KeysBesideStreams(_session.Use(Keys));
        using var rows = _session.Use(Streams);
        while (rows.Step())
        {
            var number = rows.Int64(0);
            var (wrapped, digest) = WrappedOf(number);
            yield return new MovedLine
            {
                Stream = new MovedStream
                {
                    Number = number,
                    Name = rows.Text(1),
                    Seq = rows.Int64(2),
                    Facility = rows.IsNull(3) ? null : rows.Text(3),
                    DueAt = rows.IsNull(4) ? null : rows.Int64(4),
                    Events = EventsOf(number),
                    Keys = keys.Of(number),
                    Wrapped = wrapped,
                    Digest = digest,
                    Texts = TextsOf(number),
                },
            };
        }
    }

    private IEnumerable<MovedLine> AllFeeds()
    {
        using var rows = _session.Use(Feeds);
        var part = new FeedPart(FeedRowsInALine);
        while (rows.Step())
        {
            if (part.Add(rows.Text(0), rows.Int64(1), rows.Int64(2), rows.Int64(3)) is { } full)
            {
                yield return full;
            }
        }

        if (part.Take() is { } last)
        {
            yield return last;
        }
    }

    private ImmutableArray<MovedEvent> EventsOf(long stream)
    {
        using var rows = _session.Use(Events).Bind(1, stream);
        var events = ImmutableArray.CreateBuilder<MovedEvent>();
        while (rows.Step())
        {
            events.Add(new(
                rows.Int64(0),
                rows.Int64(1),
                rows.Text(2),
                rows.Text(3),
                rows.IsNull(4) ? null : rows.Text(4),
                rows.IsNull(5) ? null : rows.Bytes(5)));
        }

        return events.DrainToImmutable();
    }

    private (byte[]? Wrapped, byte[]? Digest) WrappedOf(long stream)
    {
        using var row = _session.Use(Wrapped).Bind(1, stream);
        return row.Step() ? (row.Bytes(0), row.IsNull(1) ? null : row.Bytes(1)) : default;
    }

    private ImmutableSortedDictionary<string, MovedText> TextsOf(long stream)
    {
        using var rows = _session.Use(Texts).Bind(1, stream);
        var texts = ImmutableSortedDictionary.CreateBuilder<string, MovedText>(StringComparer.Ordinal);
        while (rows.Step())
        {
            texts[rows.Text(0)] = new(rows.Bytes(1), rows.IsNull(2) ? null : rows.Int64(2));
        }

        return texts.ToImmutable();
    }

    /// <summary>Reads the keys along with the streams: both in the order of the stream's number.</summary>
    private sealed class KeysBesideStreams : IDisposable
    {
        private readonly Statement _rows;
        private bool _more;

        public KeysBesideStreams(Statement rows)
        {
            _rows = rows;
            _more = rows.Step();
        }

        public ImmutableArray<MovedKey> Of(long stream)
        {
            var keys = ImmutableArray.CreateBuilder<MovedKey>();
            for (; _more && _rows.Int64(0) == stream; _more = _rows.Step())
            {
                keys.Add(new(_rows.Text(1), _rows.Text(2), _rows.Text(3), _rows.Int64(4)));
            }

            return keys.DrainToImmutable();
        }

        public void Dispose() => _rows.Dispose();
    }
}
