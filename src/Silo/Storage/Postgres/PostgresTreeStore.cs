using System.Collections.Immutable;
using Monitoring.Silo.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>Daily heads in the database of the event log.</summary>
internal sealed class PostgresTreeStore(PostgresDatabase database) : ITreeStore, IAsyncDisposable
{
    private const string SelectHeads =
        "SELECT number, body, signature FROM tree_heads WHERE number > $1 AND body IS NOT NULL ORDER BY number";

    private const string BeginHead = """
        WITH gone AS (DELETE FROM tree_heads WHERE number = $1 AND body IS NULL RETURNING number),
             s AS (DELETE FROM tree_streams USING gone WHERE head = gone.number),
             f AS (DELETE FROM tree_feeds USING gone WHERE head = gone.number)
        DELETE FROM tree_documents USING gone WHERE head = gone.number
        """;

    private const string SelectFeeds = """
        SELECT a.id::bigint, a.name, coalesce(t.seq, 0), a.head FROM audiences a
        LEFT JOIN LATERAL (SELECT seq FROM tree_feeds WHERE audience = a.id ORDER BY tree_feeds.head DESC LIMIT 1) t ON true
        WHERE a.head > coalesce(t.seq, 0) ORDER BY a.id
        """;

    private const string SelectRows = """
        SELECT seq, stream, event FROM feeds WHERE audience = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4
        """;

    private const string SelectDocuments = """
        SELECT id, kind, name, version, body FROM documents d
        WHERE NOT EXISTS (SELECT 1 FROM tree_documents t WHERE t.document = d.id) ORDER BY id
        """;

    private const string SelectStreams = """
        SELECT s.id, s.name, coalesce(t.seq, 0), s.seq, e.hash FROM streams s
        LEFT JOIN LATERAL (SELECT seq FROM tree_streams WHERE stream = s.id ORDER BY head DESC LIMIT 1) t ON true
        JOIN events e ON e.stream = s.id AND e.seq = s.seq
        WHERE s.id > $1 AND s.id <= $2 AND s.seq > coalesce(t.seq, 0) ORDER BY s.id
        """;

    private const string CoverStreams =
        "INSERT INTO tree_streams (stream, head, seq, hash) SELECT n, $1, s, h FROM unnest($2, $3, $4) AS u(n, s, h)";

    private const string CoverFeeds =
        "INSERT INTO tree_feeds (audience, head, seq, hash) SELECT n::integer, $1, s, h FROM unnest($2, $3, $4) AS u(n, s, h)";

    private const string CoverDocuments =
        "INSERT INTO tree_documents (document, head, hash) SELECT n, $1, h FROM unnest($2, $3, $4) AS u(n, s, h)";

    private readonly HeldLock _lock = new(database, AdvisoryLocks.Heads, shared: false);

    public ValueTask<bool> IsMine(CancellationToken cancellation) => _lock.IsMine(cancellation);

    public ValueTask<ImmutableArray<StoredHead>> Heads(long after, CancellationToken cancellation) => All(
        SelectHeads, r => new StoredHead(r.GetInt64(0), r.GetString(1), (byte[])r[2]), cancellation, after);

    public async ValueTask Begin(long head, CancellationToken cancellation)
    {
        await database.WriteOnce(BeginHead, with => with.AddWithValue(head), cancellation);
        await database.WriteOnce("INSERT INTO tree_heads (number) VALUES ($1)", with => with.AddWithValue(head), cancellation);
    }

    public ValueTask<ImmutableArray<Grown>> Feeds(CancellationToken cancellation) => All(
        SelectFeeds, r => new Grown(r.GetInt64(0), r.GetString(1), r.GetInt64(2) + 1, r.GetInt64(3), []), cancellation);

    public ValueTask<ImmutableArray<(long Number, long Stream, long Seq)>> FeedRows(
        long audience, long after, long upTo, int limit, CancellationToken cancellation) => All(
        SelectRows, r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), cancellation, (int)audience, after, upTo, (long)limit);

    public ValueTask<ImmutableArray<NewDocument>> Documents(CancellationToken cancellation) => All(
        SelectDocuments,
        r => new NewDocument(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4)),
        cancellation);

    public async ValueTask<long> LastStream(CancellationToken cancellation) =>
        (await All("SELECT coalesce(max(id), 0) FROM streams", r => r.GetInt64(0), cancellation))[0];

    public ValueTask<ImmutableArray<Grown>> Streams(long after, long upTo, CancellationToken cancellation) => All(
        SelectStreams,
        r => new Grown(
            r.GetInt64(0), r.GetString(1), r.GetInt64(2) + 1, r.GetInt64(3), r.IsDBNull(4) ? new byte[32] : (byte[])r[4]),
        cancellation,
        after,
        upTo);

    public async ValueTask Cover(long head, TreePart part, IReadOnlyList<Grown> grown, CancellationToken cancellation)
    {
        if (grown.Count == 0)
        {
            return;
        }

        await database.WriteOnce(
            part switch
            {
                TreePart.Streams => CoverStreams,
                TreePart.Feeds => CoverFeeds,
                TreePart.Documents => CoverDocuments,
                _ => throw new ArgumentOutOfRangeException(nameof(part)),
            },
            with =>
            {
                with.AddWithValue(head);
                with.Add(new NpgsqlParameter { Value = grown.Select(g => g.Number).ToArray() });
                with.Add(new NpgsqlParameter { Value = grown.Select(g => g.To).ToArray() });
                with.Add(new NpgsqlParameter
                {
                    Value = grown.Select(g => g.Hash).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea,
                });
            },
            cancellation);
    }

    public async ValueTask Finish(StoredHead head, CancellationToken cancellation) => await database.WriteOnce(
        "UPDATE tree_heads SET body = $2, signature = $3 WHERE number = $1 AND body IS NULL",
        with =>
        {
            with.AddWithValue(head.Number);
            with.AddWithValue(head.Body);
            with.AddWithValue(head.Signature);
        },
        cancellation);

    public ValueTask DisposeAsync() => _lock.DisposeAsync();

    private ValueTask<ImmutableArray<T>> All<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params object[] values) => database.Read(
        sql,
        with =>
        {
            foreach (var value in values)
            {
                with.Add(new NpgsqlParameter { Value = value });
            }
        },
        async rows =>
        {
            var all = ImmutableArray.CreateBuilder<T>();
            while (await rows.ReadAsync(cancellation))
            {
                all.Add(read(rows));
            }

            return all.DrainToImmutable();
        },
        cancellation);
}
