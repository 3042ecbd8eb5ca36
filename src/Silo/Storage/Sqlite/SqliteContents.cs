using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Monitoring.Silo.Moving;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>A SQLite file read whole, in one read transaction; the server that owns it goes on meanwhile.</summary>
internal sealed class SqliteContents : IStoreContents
{
    private const int FeedRowsInALine = 1_000;

    private const string Documents = """
        SELECT d.kind, d.name, d.version, d.body, t.head, t.hash
        FROM documents d LEFT JOIN tree_documents t ON t.document = d.id AND t.head IN (SELECT number FROM tree_heads WHERE body IS NOT NULL)
        ORDER BY d.id
        """;

    private const string Streams = "SELECT id, name, seq, facility, due_at, urgency FROM streams ORDER BY id";
    private const string Events = "SELECT seq, at, kind, body, item, hash FROM events WHERE stream = ?1 ORDER BY seq";

    // the keys of a stream are not indexed: they come in one pass beside the streams, in the same order
    private const string Keys = "SELECT stream, client, key, fingerprint, seq FROM request_keys ORDER BY stream, client, key";
    private const string Wrapped = "SELECT wrapped, digest FROM sealed_keys WHERE stream = ?1";
    private const string Texts = "SELECT name, cipher, seq FROM sealed_texts WHERE stream = ?1";

    private const string Heads = "SELECT number, body, signature FROM tree_heads WHERE body IS NOT NULL ORDER BY number";
    private const string Audiences = "SELECT id, name FROM audiences ORDER BY id";

    private const string Rows =
        "SELECT f.seq, e.stream, e.seq FROM feeds f JOIN events e ON e.id = f.event WHERE f.audience = ?1 ORDER BY f.seq";

    private const string LeavesOfStream = """
        SELECT t.head, t.seq, t.hash FROM tree_streams t JOIN tree_heads h ON h.number = t.head AND h.body IS NOT NULL
        WHERE t.stream = ?1 ORDER BY t.head
        """;

    private const string LeavesOfFeed = """
        SELECT t.head, t.seq, t.hash FROM tree_feeds t JOIN tree_heads h ON h.number = t.head AND h.body IS NOT NULL
        WHERE t.audience = ?1 ORDER BY t.head
        """;

    /// <summary>Each row says where and what.</summary>
    private static readonly ImmutableArray<string> StrayRows =
    [
        """
        SELECT 'stream number ' || stream, 'it is not there, and has ' || count(*) || ' events'
        FROM events WHERE stream NOT IN (SELECT id FROM streams) GROUP BY stream
        """,
        """
        SELECT 'stream number ' || stream, 'it is not there, and the key ' || key || ' of ' || client || ' points to it'
        FROM request_keys WHERE stream NOT IN (SELECT id FROM streams)
        """,
        """
        SELECT 'stream number ' || stream, 'it is not there, and has sealed texts or a key of them' FROM
          (SELECT stream FROM sealed_keys UNION SELECT stream FROM sealed_texts) WHERE stream NOT IN (SELECT id FROM streams)
        """,
        """
        SELECT 'stream number ' || stream, 'it is not there, and daily head ' || head || ' covers it up to event ' || seq
        FROM tree_streams WHERE stream NOT IN (SELECT id FROM streams)
        """,
        """
        SELECT 'feed of audience number ' || audience, 'the audience is not there, and daily head ' || head || ' covers its feed up to row ' || seq
        FROM tree_feeds WHERE audience NOT IN (SELECT id FROM audiences)
        """,
        """
        SELECT 'feed of audience number ' || audience, 'the audience is not there, and its feed has ' || count(*) || ' rows'
        FROM feeds WHERE audience NOT IN (SELECT id FROM audiences) GROUP BY audience
        """,
        """
        SELECT 'feed of ' || a.name || ', row ' || f.seq, 'it points to an event that is not there'
        FROM feeds f JOIN audiences a ON a.id = f.audience LEFT JOIN events e ON e.id = f.event WHERE e.id IS NULL
        """,
        """
        SELECT 'document number ' || document, 'it is not there, and daily head ' || head || ' covers it'
        FROM tree_documents WHERE document NOT IN (SELECT id FROM documents)
        """,
        """
        SELECT 'daily head ' || head, 'it is not there, and ' || count(*) || ' streams, feeds or documents are in its tree'
        FROM (SELECT head FROM tree_streams UNION ALL SELECT head FROM tree_feeds UNION ALL SELECT head FROM tree_documents)
        WHERE head NOT IN (SELECT number FROM tree_heads) GROUP BY head
        """,
    ];

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

    public IAsyncEnumerable<MovedLine> AllButFeeds(CancellationToken cancellation) =>
        OneByOne(AllDocuments().Concat(AllStreams()).Concat(AllHeads()), cancellation);

    public IAsyncEnumerable<MovedLine> Feeds(CancellationToken cancellation) => OneByOne(AllFeeds(), cancellation);

    public IAsyncEnumerable<(string Place, string What)> Strays(CancellationToken cancellation) => OneByOne(AllStrays(), cancellation);

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
            var document = new MovedDocument(rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3));
            document.Leaf = rows.IsNull(4) ? null : new MovedLeaf(rows.Int64(4), 1, rows.Bytes(5));
            yield return new MovedLine { Document = document };
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
                    Urgency = (int)rows.Int64(5) is > Grains.Rules.Complaints.Urgency.Unknown and var urgency ? urgency : null,
                    Events = EventsOf(number),
                    Keys = keys.Of(number),
                    Wrapped = wrapped,
                    Digest = digest,
                    Texts = TextsOf(number),
                    Leaves = LeavesOf(LeavesOfStream, number),
                },
            };
        }
    }

    private IEnumerable<MovedLine> AllHeads()
    {
        using var rows = _session.Use(Heads);
        while (rows.Step())
        {
            yield return new MovedLine { Tree = new(rows.Int64(0), rows.Text(1), rows.Bytes(2)) };
        }
    }

    private IEnumerable<MovedLine> AllFeeds()
    {
        using var audiences = _session.Use(Audiences);
        while (audiences.Step())
        {
            var (id, name) = (audiences.Int64(0), audiences.Text(1));
            yield return new MovedLine { Audience = new(name, LeavesOf(LeavesOfFeed, id)) };
            using var rows = _session.Use(Rows).Bind(1, id);
            var part = new FeedPart(FeedRowsInALine);
            while (rows.Step())
            {
                if (part.Add(name, rows.Int64(0), rows.Int64(1), rows.Int64(2)) is { } full)
                {
                    yield return full;
                }
            }

            if (part.Take() is { } last)
            {
                yield return last;
            }
        }
    }

    private IEnumerable<(string Place, string What)> AllStrays()
    {
        foreach (var sql in StrayRows)
        {
            using var rows = _session.Use(sql);
            while (rows.Step())
            {
                yield return (rows.Text(0), rows.Text(1));
            }
        }
    }

    private static async IAsyncEnumerable<T> OneByOne<T>(
        IEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    private ImmutableArray<MovedLeaf> LeavesOf(string sql, long number)
    {
        using var rows = _session.Use(sql).Bind(1, number);
        var leaves = ImmutableArray.CreateBuilder<MovedLeaf>();
        while (rows.Step())
        {
            leaves.Add(new(rows.Int64(0), rows.Int64(1), rows.Bytes(2)));
        }

        return leaves.DrainToImmutable();
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
            for (; _more && _rows.Int64(0) <= stream; _more = _rows.Step())
            {
                if (_rows.Int64(0) == stream)
                {
                    keys.Add(new(_rows.Text(1), _rows.Text(2), _rows.Text(3), _rows.Int64(4))); // others are strays
                }
            }

            return keys.DrainToImmutable();
        }

        public void Dispose() => _rows.Dispose();
    }
}
