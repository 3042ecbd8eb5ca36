using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Moving;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>An empty SQLite file being filled.</summary>
internal sealed class SqliteFilling(SqliteDatabase database) : IStoreFilling
{
    private const string AnyRow =
        "SELECT EXISTS (SELECT 1 FROM streams) OR EXISTS (SELECT 1 FROM documents) OR EXISTS (SELECT 1 FROM audiences)";

    private const string BrokenStream = """
        SELECT s.name || ' says ' || s.seq || ' events and has ' || count(e.seq) || ', the last of them ' || coalesce(max(e.seq), 0)
        FROM streams s LEFT JOIN events e ON e.stream = s.id GROUP BY s.id
        HAVING s.seq <> count(e.seq) OR s.seq <> coalesce(max(e.seq), 0) LIMIT 1
        """;

    private const string BrokenFeed = """
        SELECT 'the feed of ' || a.name || ' has ' || count(f.seq) || ' rows, numbered up to ' || max(f.seq)
        FROM audiences a JOIN feeds f ON f.audience = a.id GROUP BY a.id HAVING count(f.seq) <> max(f.seq) LIMIT 1
        """;

    public ValueTask<bool> IsEmpty(CancellationToken cancellation) =>
        database.Read(0, static (session, _) => session.Use(AnyRow).Number() == 0, cancellation);

    public async ValueTask Mark(bool unfinished, CancellationToken cancellation) =>
        await database.Commit(new MarkWrite(unfinished), cancellation);

    public async ValueTask Fill(IReadOnlyList<MovedLine> lines, CancellationToken cancellation) =>
        await database.Commit(new FillWrite(lines), cancellation);

    public ValueTask<string?> WhatIsWrong(CancellationToken cancellation) => database.Read(
        0, static (session, _) => session.Scalar(BrokenStream) ?? session.Scalar(BrokenFeed), cancellation);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private sealed class MarkWrite(bool unfinished) : Write<bool>
    {
        private const string Set = "INSERT INTO documents (kind, name, version, body) VALUES (?1, ?1, '1', '')";
        private const string Clear = "DELETE FROM documents WHERE kind = ?1";

        public override bool Apply(SqliteSession session)
        {
            session.Use(unfinished ? Set : Clear).Bind(1, UnfinishedImport.Kind).Run();
            return true;
        }
    }

    private sealed class FillWrite(IReadOnlyList<MovedLine> lines) : Write<bool>
    {
        private const string AddDocument = "INSERT INTO documents (kind, name, version, body) VALUES (?1, ?2, ?3, ?4)";
        private const string AddStream = "INSERT INTO streams (id, name, seq, facility, due_at, urgency) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        private const string AddEvent = "INSERT INTO events (stream, seq, at, kind, body, item, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        private const string AddKey = "INSERT INTO request_keys (client, key, fingerprint, stream, seq) VALUES (?1, ?2, ?3, ?4, ?5)";
        private const string AddWrapped = "INSERT INTO sealed_keys (stream, wrapped, digest) VALUES (?1, ?2, ?3)";
        private const string AddText = "INSERT INTO sealed_texts (stream, name, cipher, seq) VALUES (?1, ?2, ?3, ?4)";
        private const string AddHead = "INSERT INTO tree_heads (number, body, signature) VALUES (?1, ?2, ?3)";
        private const string CoverDocument = "INSERT INTO tree_documents (document, head, hash) VALUES (?1, ?2, ?3)";
        private const string CoverStream = "INSERT INTO tree_streams (stream, head, seq, hash) VALUES (?1, ?2, ?3, ?4)";

        private const string CoverFeed = """
            INSERT INTO tree_feeds (audience, head, seq, hash) VALUES ((SELECT id FROM audiences WHERE name = ?1), ?2, ?3, ?4)
            """;

        private const string AddAudience = "INSERT INTO audiences (name) VALUES (?1) ON CONFLICT DO NOTHING";

        // the event must be there: without it the row would fail, as it must
        private const string AddFeedRow = """
            INSERT INTO feeds (audience, seq, event) VALUES (
              (SELECT id FROM audiences WHERE name = ?1), ?2, (SELECT id FROM events WHERE stream = ?3 AND seq = ?4))
            """;

        public override bool Apply(SqliteSession session)
        {
            foreach (var line in lines)
            {
                if (line.Document is { } document)
                {
                    session.Use(AddDocument).Bind(1, document.Kind).Bind(2, document.Id)
                        .Bind(3, document.Version).Bind(4, document.Body).Run();
                    if (document.Leaf is { } leaf)
                    {
                        session.Use(CoverDocument).Bind(1, session.LastRowId).Bind(2, leaf.Head).Bind(3, leaf.Hash.AsSpan()).Run();
                    }
                }
                else if (line.Stream is { } stream)
                {
                    Add(session, stream);
                }
                else if (line.Audience is { } audience)
                {
                    Add(session, audience);
                }
                else if (line.Feed is { } feed)
                {
                    Add(session, feed);
                }
                else if (line.Tree is { } tree)
                {
                    session.Use(AddHead).Bind(1, tree.Number).Bind(2, tree.Body).Bind(3, tree.Signature.AsSpan()).Run();
                }
            }

            return true;
        }

        private static void Add(SqliteSession session, MovedStream stream)
        {
            session.Use(AddStream).Bind(1, stream.Number).Bind(2, stream.Name).Bind(3, stream.Seq)
                .Bind(4, stream.Facility).Bind(5, stream.DueAt).Bind(6, stream.Urgency ?? Urgency.Unknown).Run();
            foreach (var happened in stream.Events)
            {
                var add = session.Use(AddEvent).Bind(1, stream.Number).Bind(2, happened.Seq).Bind(3, happened.At)
                    .Bind(4, happened.Kind).Bind(5, happened.Body).Bind(6, happened.Item);
                (happened.Hash is null ? add : add.Bind(7, happened.Hash.AsSpan())).Run();
            }

            foreach (var key in stream.Keys)
            {
                session.Use(AddKey).Bind(1, key.Client).Bind(2, key.Key).Bind(3, key.Fingerprint)
                    .Bind(4, stream.Number).Bind(5, key.Seq).Run();
            }

            if (stream.Wrapped is { } wrapped)
            {
                var add = session.Use(AddWrapped).Bind(1, stream.Number).Bind(2, wrapped.AsSpan());
                (stream.Digest is null ? add : add.Bind(3, stream.Digest.AsSpan())).Run();
            }

            foreach (var leaf in stream.Leaves)
            {
                session.Use(CoverStream).Bind(1, stream.Number).Bind(2, leaf.Head).Bind(3, leaf.Seq).Bind(4, leaf.Hash.AsSpan()).Run();
            }

            foreach (var (name, text) in stream.Texts)
            {
                session.Use(AddText).Bind(1, stream.Number).Bind(2, name).Bind(3, text.Cipher.AsSpan()).Bind(4, text.Seq).Run();
            }
        }

        private static void Add(SqliteSession session, MovedAudience audience)
        {
            session.Use(AddAudience).Bind(1, audience.Name).Run();
            foreach (var leaf in audience.Leaves)
            {
                session.Use(CoverFeed).Bind(1, audience.Name).Bind(2, leaf.Head).Bind(3, leaf.Seq).Bind(4, leaf.Hash.AsSpan()).Run();
            }
        }

        private static void Add(SqliteSession session, MovedFeed feed)
        {
            session.Use(AddAudience).Bind(1, feed.Audience).Run();
            for (var i = 0; i < feed.Rows.Length; i++)
            {
                session.Use(AddFeedRow).Bind(1, feed.Audience).Bind(2, feed.First + i)
                    .Bind(3, feed.Rows[i][0]).Bind(4, feed.Rows[i][1]).Run();
            }
        }
    }
}
