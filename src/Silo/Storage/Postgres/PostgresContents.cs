using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Monitoring.Silo.Moving;
using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>A database read whole, as it was at one instant; those who write to it are not held up.</summary>
internal sealed class PostgresContents : IStoreContents
{
    private const int FeedRowsInALine = 1_000;
    private const int StreamsAtOnce = 500;

    private const string Documents = """
        SELECT d.kind, d.name, d.version, d.body, t.head, t.hash FROM documents d
        LEFT JOIN tree_documents t ON t.document = d.id AND t.head IN (SELECT number FROM tree_heads WHERE body IS NOT NULL)
        ORDER BY d.id
        """;

    private const string Streams =
        "SELECT id, name, seq, facility, due_at, urgency FROM streams WHERE id > $1 ORDER BY id LIMIT $2";

    private const string Events =
        "SELECT stream, seq, at, kind, body, item, hash FROM events WHERE stream BETWEEN $1 AND $2 ORDER BY stream, seq";

    private const string Wrapped = "SELECT stream, wrapped, digest FROM sealed_keys WHERE stream BETWEEN $1 AND $2";
    private const string Texts = "SELECT stream, name, cipher, seq FROM sealed_texts WHERE stream BETWEEN $1 AND $2";

    // the keys of a stream are not indexed: they come in one pass beside the streams, in the same order
    private const string Keys =
        "DECLARE keys NO SCROLL CURSOR FOR SELECT stream, client, key, fingerprint, seq FROM request_keys ORDER BY stream, client, key";

    private const string Heads = "SELECT number, body, signature FROM tree_heads WHERE body IS NOT NULL ORDER BY number";
    private const string Audiences = "SELECT id, name FROM audiences ORDER BY id";
    private const string FeedRows = "SELECT seq, stream, event FROM feeds WHERE audience = $1 ORDER BY seq";

    private const string LeavesOfStreams = """
        SELECT t.stream, t.head, t.seq, t.hash FROM tree_streams t JOIN tree_heads h ON h.number = t.head AND h.body IS NOT NULL
        WHERE t.stream BETWEEN $1 AND $2 ORDER BY t.stream, t.head
        """;

    private const string LeavesOfFeeds = """
        SELECT t.audience, t.head, t.seq, t.hash FROM tree_feeds t JOIN tree_heads h ON h.number = t.head AND h.body IS NOT NULL
        ORDER BY t.audience, t.head
        """;

    /// <summary>Each row says where and what.</summary>
    private static readonly ImmutableArray<string> StrayRows =
    [
        """
        SELECT 'stream number ' || e.stream, 'it is not there, and has ' || count(*) || ' events'
        FROM events e LEFT JOIN streams s ON s.id = e.stream WHERE s.id IS NULL GROUP BY e.stream
        """,
        """
        SELECT 'stream number ' || k.stream, 'it is not there, and the key ' || k.key || ' of ' || k.client || ' points to it'
        FROM request_keys k LEFT JOIN streams s ON s.id = k.stream WHERE s.id IS NULL
        """,
        """
        SELECT 'stream number ' || t.stream, 'it is not there, and has sealed texts or a key of them' FROM
          (SELECT stream FROM sealed_keys UNION SELECT stream FROM sealed_texts) t LEFT JOIN streams s ON s.id = t.stream WHERE s.id IS NULL
        """,
        """
        SELECT 'stream number ' || t.stream, 'it is not there, and daily head ' || t.head || ' covers it up to event ' || t.seq
        FROM tree_streams t LEFT JOIN streams s ON s.id = t.stream WHERE s.id IS NULL
        """,
        """
        SELECT 'feed of audience number ' || t.audience,
               'the audience is not there, and daily head ' || t.head || ' covers its feed up to row ' || t.seq
        FROM tree_feeds t LEFT JOIN audiences a ON a.id = t.audience WHERE a.id IS NULL
        """,
        """
        SELECT 'feed of audience number ' || f.audience, 'the audience is not there, and its feed has ' || count(*) || ' rows'
        FROM feeds f LEFT JOIN audiences a ON a.id = f.audience WHERE a.id IS NULL GROUP BY f.audience
        """,
        """
        SELECT 'feed of ' || a.name, 'the store says that it goes up to row ' || a.head || '; it goes up to ' || coalesce(f.last, 0)
        FROM audiences a LEFT JOIN (SELECT audience, max(seq) AS last FROM feeds GROUP BY audience) f ON f.audience = a.id
        WHERE a.head <> coalesce(f.last, 0)
        """,
        """
        SELECT 'document number ' || t.document, 'it is not there, and daily head ' || t.head || ' covers it'
        FROM tree_documents t LEFT JOIN documents d ON d.id = t.document WHERE d.id IS NULL
        """,
        """
        SELECT 'daily head ' || t.head, 'it is not there, and ' || count(*) || ' streams, feeds or documents are in its tree'
        FROM (SELECT head FROM tree_streams UNION ALL SELECT head FROM tree_feeds UNION ALL SELECT head FROM tree_documents) t
        LEFT JOIN tree_heads h ON h.number = t.head WHERE h.number IS NULL GROUP BY t.head
        """,
    ];

    private readonly NpgsqlConnection _connection;
    private readonly Queue<(long Stream, MovedKey Key)> _keys = new();

    private PostgresContents(NpgsqlConnection connection) => _connection = connection;

    /// <exception cref="StorageRefusedException">It cannot be reached, or this program does not know its schema.</exception>
    public static async Task<PostgresContents> Of(string connectionString)
    {
        var connection = new NpgsqlConnection(ConnectionSettings.Of(connectionString).Connection + ";Pooling=false;Command Timeout=0");
        try
        {
            await connection.OpenAsync();
            var contents = new PostgresContents(connection);
            await contents.Run("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0");
            await contents.Run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            await using var ask = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM migrations", connection);
            var schema = (int)(await ask.ExecuteScalarAsync())!;
            return schema == PostgresMigrations.Known[^1].Number
                ? contents
                : throw new StorageRefusedException(
                    $"The database has schema {schema}, and this program knows {PostgresMigrations.Known[^1].Number}: start the server on it once, or use its own version.");
        }
        catch (Exception e)
        {
            await connection.DisposeAsync();
            throw e is NpgsqlException ? new StorageRefusedException($"There is no store to read: {e.Message}") : e;
        }
    }

    public async IAsyncEnumerable<MovedLine> AllButFeeds([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in Rows(Documents, cancellation))
        {
            var document = new MovedDocument(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3));
            document.Leaf = row.IsDBNull(4) ? null : new MovedLeaf(row.GetInt64(4), 1, (byte[])row[5]);
            yield return new MovedLine { Document = document };
        }

        await Run(Keys);
        for (var after = long.MinValue; ;)
        {
            var streams = await Page(after, cancellation);
            foreach (var stream in streams)
            {
                yield return new MovedLine { Stream = stream };
            }

            if (streams.Count < StreamsAtOnce)
            {
                break;
            }

            after = streams[^1].Number;
        }

        await foreach (var row in Rows(Heads, cancellation))
        {
            yield return new MovedLine { Tree = new(row.GetInt64(0), row.GetString(1), (byte[])row[2]) };
        }
    }

    public async IAsyncEnumerable<MovedLine> Feeds([EnumeratorCancellation] CancellationToken cancellation)
    {
        var leaves = new Dictionary<long, ImmutableArray<MovedLeaf>.Builder>();
        await foreach (var row in Rows(LeavesOfFeeds, cancellation))
        {
            Of(leaves, row.GetInt32(0)).Add(new(row.GetInt64(1), row.GetInt64(2), (byte[])row[3]));
        }

        var audiences = new List<(int Id, string Name)>();
        await foreach (var row in Rows(Audiences, cancellation))
        {
            audiences.Add((row.GetInt32(0), row.GetString(1)));
        }

        foreach (var (id, name) in audiences)
        {
            yield return new MovedLine { Audience = new(name, Of(leaves, id).ToImmutable()) };
            var part = new FeedPart(FeedRowsInALine);
            await foreach (var row in Rows(FeedRows, cancellation, id))
            {
                if (part.Add(name, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)) is { } full)
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

    public async IAsyncEnumerable<(string Place, string What)> Strays([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var sql in StrayRows)
        {
            await foreach (var row in Rows(sql, cancellation))
            {
                yield return (row.GetString(0), row.GetString(1));
            }
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<List<MovedStream>> Page(long after, CancellationToken cancellation)
    {
        var streams = new List<MovedStream>();
        await foreach (var row in Rows(Streams, cancellation, after, (long)StreamsAtOnce))
        {
            streams.Add(new MovedStream
            {
                Number = row.GetInt64(0),
                Name = row.GetString(1),
                Seq = row.GetInt64(2),
                Facility = row.IsDBNull(3) ? null : row.GetString(3),
                DueAt = row.IsDBNull(4) ? null : row.GetInt64(4),
                Urgency = row.GetInt16(5) is > Grains.Rules.Complaints.Urgency.Unknown and var urgency ? urgency : null,
            });
        }

        if (streams.Count > 0)
        {
            await Complete(streams, cancellation);
        }

        return streams;
    }

    private async Task Complete(List<MovedStream> streams, CancellationToken cancellation)
    {
        object[] range = [streams[0].Number, streams[^1].Number];
        var events = new Dictionary<long, ImmutableArray<MovedEvent>.Builder>();
        await foreach (var row in Rows(Events, cancellation, range))
        {
            Of(events, row.GetInt64(0)).Add(new(
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetString(3),
                row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5),
                row.IsDBNull(6) ? null : (byte[])row[6]));
        }

        var wrapped = new Dictionary<long, (byte[] Wrapped, byte[]? Digest)>();
        await foreach (var row in Rows(Wrapped, cancellation, range))
        {
            wrapped[row.GetInt64(0)] = ((byte[])row[1], row.IsDBNull(2) ? null : (byte[])row[2]);
        }

        var texts = new Dictionary<long, ImmutableSortedDictionary<string, MovedText>.Builder>();
        await foreach (var row in Rows(Texts, cancellation, range))
        {
            if (!texts.TryGetValue(row.GetInt64(0), out var of))
            {
                texts.Add(row.GetInt64(0), of = ImmutableSortedDictionary.CreateBuilder<string, MovedText>(StringComparer.Ordinal));
            }

            of[row.GetString(1)] = new((byte[])row[2], row.IsDBNull(3) ? null : row.GetInt64(3));
        }

        var leaves = new Dictionary<long, ImmutableArray<MovedLeaf>.Builder>();
        await foreach (var row in Rows(LeavesOfStreams, cancellation, range))
        {
            Of(leaves, row.GetInt64(0)).Add(new(row.GetInt64(1), row.GetInt64(2), (byte[])row[3]));
        }

        foreach (var stream in streams)
        {
            stream.Leaves = Of(leaves, stream.Number).ToImmutable();
            stream.Events = Of(events, stream.Number).ToImmutable();
            stream.Keys = await KeysOf(stream.Number, cancellation);
            (stream.Wrapped, stream.Digest) = wrapped.GetValueOrDefault(stream.Number);
            stream.Texts = texts.TryGetValue(stream.Number, out var own) ? own.ToImmutable() : stream.Texts;
        }
    }

    private async Task<ImmutableArray<MovedKey>> KeysOf(long stream, CancellationToken cancellation)
    {
        var keys = ImmutableArray.CreateBuilder<MovedKey>();
        while (await NextKey(cancellation) is { } next && next.Stream <= stream)
        {
            var key = _keys.Dequeue().Key;
            if (next.Stream == stream)
            {
                keys.Add(key); // others are strays
            }
        }

        return keys.DrainToImmutable();
    }

    private async Task<(long Stream, MovedKey Key)?> NextKey(CancellationToken cancellation)
    {
        if (_keys.Count == 0)
        {
            await foreach (var row in Rows("FETCH 2000 FROM keys", cancellation))
            {
                _keys.Enqueue((row.GetInt64(0), new(row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4))));
            }
        }

        return _keys.TryPeek(out var next) ? next : null;
    }

    private static ImmutableArray<T>.Builder Of<T>(Dictionary<long, ImmutableArray<T>.Builder> all, long stream)
    {
        if (!all.TryGetValue(stream, out var of))
        {
            all.Add(stream, of = ImmutableArray.CreateBuilder<T>());
        }

        return of;
    }

    private async IAsyncEnumerable<NpgsqlDataReader> Rows(
        string sql, [EnumeratorCancellation] CancellationToken cancellation, params object[] values)
    {
#pragma warning disable CA2100 // one of the constants above
        await using var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            yield return rows;
        }
    }

    private async Task Run(string sql)
    {
#pragma warning disable CA2100 // one of the constants above
        await using var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
