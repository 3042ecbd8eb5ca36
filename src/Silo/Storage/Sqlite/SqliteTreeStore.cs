using System.Collections.Immutable;
using Monitoring.Silo.Audit;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Daily heads in the file of the event log.</summary>
internal sealed class SqliteTreeStore(SqliteDatabase database) : ITreeStore
{
    /// <summary>Rows in one write: those who wait behind it wait a few milliseconds.</summary>
    private const int AtOnce = 500;

    private const string SelectHeads =
        "SELECT number, body, signature FROM tree_heads WHERE number > ?1 AND body IS NOT NULL ORDER BY number";

    private const string SelectFeeds = """
        SELECT a.id, a.name,
               coalesce((SELECT t.seq FROM tree_feeds t WHERE t.audience = a.id ORDER BY t.head DESC LIMIT 1), 0) AS covered,
               (SELECT max(f.seq) FROM feeds f WHERE f.audience = a.id) AS last
        FROM audiences a WHERE last > covered ORDER BY a.id
        """;

    private const string SelectRows = """
        SELECT f.seq, e.stream, e.seq FROM feeds f JOIN events e ON e.id = f.event
        WHERE f.audience = ?1 AND f.seq > ?2 AND f.seq <= ?3 ORDER BY f.seq LIMIT ?4
        """;

    private const string SelectDocuments = """
        SELECT id, kind, name, version, body FROM documents d
        WHERE NOT EXISTS (SELECT 1 FROM tree_documents t WHERE t.document = d.id) ORDER BY id
        """;

    private const string SelectStreams = """
        SELECT s.id, s.name,
               coalesce((SELECT t.seq FROM tree_streams t WHERE t.stream = s.id ORDER BY t.head DESC LIMIT 1), 0) AS covered,
               s.seq, e.hash
        FROM streams s JOIN events e ON e.stream = s.id AND e.seq = s.seq
        WHERE s.id > ?1 AND s.id <= ?2 AND s.seq > covered ORDER BY s.id
        """;

    public ValueTask<bool> IsMine(CancellationToken cancellation) => ValueTask.FromResult(true);

    public ValueTask<ImmutableArray<StoredHead>> Heads(long after, CancellationToken cancellation) => All(
        SelectHeads, s => s.Bind(1, after), r => new StoredHead(r.Int64(0), r.Text(1), r.Bytes(2)), cancellation);

    public async ValueTask Begin(long head, CancellationToken cancellation) => await Write(
        session =>
        {
            // most days there is nothing to take away, and then the tables are not looked through
            if (session.Use("DELETE FROM tree_heads WHERE number = ?1 AND body IS NULL RETURNING number").Bind(1, head).Number() is not null)
            {
                foreach (var table in (string[])["tree_streams", "tree_feeds", "tree_documents"])
                {
                    session.Use($"DELETE FROM {table} WHERE head = ?1").Bind(1, head).Run();
                }
            }

            session.Use("INSERT INTO tree_heads (number) VALUES (?1)").Bind(1, head).Run();
        },
        cancellation);

    public ValueTask<ImmutableArray<Grown>> Feeds(CancellationToken cancellation) => All(
        SelectFeeds, s => s, r => new Grown(r.Int64(0), r.Text(1), r.Int64(2) + 1, r.Int64(3), []), cancellation);

    public ValueTask<ImmutableArray<(long Number, long Stream, long Seq)>> FeedRows(
        long audience, long after, long upTo, int limit, CancellationToken cancellation) => All(
        SelectRows,
        s => s.Bind(1, audience).Bind(2, after).Bind(3, upTo).Bind(4, limit),
        r => (r.Int64(0), r.Int64(1), r.Int64(2)),
        cancellation);

    public ValueTask<ImmutableArray<NewDocument>> Documents(CancellationToken cancellation) => All(
        SelectDocuments, s => s, r => new NewDocument(r.Int64(0), r.Text(1), r.Text(2), r.Text(3), r.Text(4)), cancellation);

    public ValueTask<long> LastStream(CancellationToken cancellation) => database.Read(
        0, static (session, _) => session.Use("SELECT max(id) FROM streams").Number() ?? 0, cancellation);

    public ValueTask<ImmutableArray<Grown>> Streams(long after, long upTo, CancellationToken cancellation) => All(
        SelectStreams,
        s => s.Bind(1, after).Bind(2, upTo),
        r => new Grown(r.Int64(0), r.Text(1), r.Int64(2) + 1, r.Int64(3), r.IsNull(4) ? new byte[32] : r.Bytes(4)),
        cancellation);

    public async ValueTask Cover(long head, TreePart part, IReadOnlyList<Grown> grown, CancellationToken cancellation)
    {
        var sql = part switch
        {
            TreePart.Streams => "INSERT INTO tree_streams (stream, head, seq, hash) VALUES (?1, ?2, ?3, ?4)",
            TreePart.Feeds => "INSERT INTO tree_feeds (audience, head, seq, hash) VALUES (?1, ?2, ?3, ?4)",
            TreePart.Documents => "INSERT INTO tree_documents (document, head, hash) VALUES (?1, ?2, ?4)",
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
        foreach (var some in grown.Chunk(AtOnce))
        {
            await Write(
                session =>
                {
                    foreach (var one in some)
                    {
                        var row = session.Use(sql).Bind(1, one.Number).Bind(2, head).Bind(4, one.Hash.AsSpan());
                        (part == TreePart.Documents ? row : row.Bind(3, one.To)).Run();
                    }
                },
                cancellation);
        }
    }

    public async ValueTask Finish(StoredHead head, CancellationToken cancellation) => await Write(
        session => session.Use("UPDATE tree_heads SET body = ?2, signature = ?3 WHERE number = ?1 AND body IS NULL")
            .Bind(1, head.Number).Bind(2, head.Body).Bind(3, head.Signature.AsSpan()).Run(),
        cancellation);

    private ValueTask<ImmutableArray<T>> All<T>(
        string sql, Func<Statement, Statement> bind, Func<Statement, T> read, CancellationToken cancellation) => database.Read(
        (sql, bind, read),
        static (session, asked) =>
        {
            using var rows = asked.bind(session.Use(asked.sql));
            var all = ImmutableArray.CreateBuilder<T>();
            while (rows.Step())
            {
                all.Add(asked.read(rows));
            }

            return all.DrainToImmutable();
        },
        cancellation);

    private async ValueTask Write(Action<SqliteSession> apply, CancellationToken cancellation) =>
        await database.Commit(new TreeWrite(apply), cancellation);

    private sealed class TreeWrite(Action<SqliteSession> apply) : Write<bool>
    {
        public override bool Apply(SqliteSession session)
        {
            apply(session);
            return true;
        }
    }
}
