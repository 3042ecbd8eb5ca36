using System.Collections.Immutable;
using System.Security.Cryptography;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>One append on its way into a commit.</summary>
internal sealed class AppendWrite(Append append, AudienceNumbers numbers, CommitHints hints) : Write<AppendResult>
{
    // a stream of no event is a new one: it can have a row only to hold a due row
    private const string Begin = """
        INSERT INTO streams (name, seq, facility, due_at, urgency) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (name) DO UPDATE SET seq = ?2, facility = ?3, due_at = ?4, urgency = ?5 WHERE seq = 0 RETURNING id
        """;

    private const string Advance =
        "UPDATE streams SET seq = ?2, facility = ?3, due_at = ?4, urgency = ?5 WHERE name = ?1 AND seq = ?6 RETURNING id";

    private const string AddEvent =
        "INSERT INTO events (stream, seq, at, kind, body, item, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

    private const string EnterFeed = "INSERT INTO feeds (audience, seq, event) VALUES (?1, ?2, ?3)";

    private const string UseKey =
        "INSERT INTO request_keys (client, key, fingerprint, stream, seq) VALUES (?1, ?2, ?3, ?4, ?5)";

    private const string KeepWrapped = """
        INSERT INTO sealed_keys (stream, wrapped, digest) VALUES (?1, ?2, ?3)
        ON CONFLICT (stream) DO UPDATE SET wrapped = excluded.wrapped, digest = coalesce(excluded.digest, digest)
        WHERE length(wrapped) > 0
        """;

    private const string KeepText = """
        INSERT INTO sealed_texts (stream, name, cipher, seq) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (stream, name) DO UPDATE SET cipher = excluded.cipher, seq = excluded.seq
        """;

    public string Stream => append.Stream;

    public override bool Erases => append.Sealed is { WrappedKey.IsEmpty: true } && Outcome is AppendResult.Committed;

    public override bool Apply(SqliteSession session)
    {
        foreach (var key in append.Keys)
        {
            if (StoredKeys.Find(session, key) is { } existing)
            {
                Outcome = new AppendResult.KeyTaken(existing);
                return false;
            }
        }

        var last = append.ExpectedSeq + append.Events.Length;
        if (MoveHead(session, last) is not { } stream)
        {
            Outcome = new AppendResult.Conflict();
            return false;
        }

        AddEvents(session, stream);
        foreach (var key in append.Keys)
        {
            session.Use(UseKey)
                .Bind(1, key.Client).Bind(2, key.Key).Bind(3, key.Fingerprint).Bind(4, stream).Bind(5, last).Run();
        }

        Seal(session, stream, last);
        Outcome = new AppendResult.Committed(last);
        return true;
    }

    public override void RolledBack() => numbers.Forget();

    public override void Settle()
    {
        base.Settle();
        if (Outcome is AppendResult.Committed)
        {
            foreach (var written in append.Events)
            {
                hints.Add(written.Audiences);
            }
        }
    }

    /// <summary>The fence: one row changes if the head is where the writer left it, none otherwise.</summary>
    private long? MoveHead(SqliteSession session, long last)
    {
        var head = session.Use(append.ExpectedSeq == 0 ? Begin : Advance)
            .Bind(1, append.Stream)
            .Bind(2, last)
            .Bind(3, append.Due?.Facility)
            .Bind(4, append.Due?.NextAt.ToUnixTimeMilliseconds())
            .Bind(5, append.Due?.Urgency ?? Urgency.Unknown);
        return append.ExpectedSeq == 0 ? head.Number() : head.Bind(6, append.ExpectedSeq).Number();
    }

    private void AddEvents(SqliteSession session, long stream)
    {
        var seq = append.ExpectedSeq;
        Span<byte> hash = stackalloc byte[EventHash.Size];
        foreach (var written in append.Events)
        {
            written.Hash.CopyTo(hash);
            session.Use(AddEvent)
                .Bind(1, stream)
                .Bind(2, ++seq)
                .Bind(3, written.At.ToUnixTimeMilliseconds())
                .Bind(4, written.Kind)
                .Bind(5, written.Body)
                .Bind(6, written.Item)
                .Bind(7, (ReadOnlySpan<byte>)hash)
                .Run();
            EnterFeeds(session, written.Audiences, session.LastRowId);
        }
    }

    private void EnterFeeds(SqliteSession session, ImmutableArray<string> audiences, long written)
    {
        for (var i = 0; i < audiences.Length; i++)
        {
            // an audience named twice still sees the event once
            if (!audiences.AsSpan(0, i).Contains(audiences[i]))
            {
                var (audience, seq) = numbers.Next(session, audiences[i]);
                session.Use(EnterFeed).Bind(1, audience).Bind(2, seq).Bind(3, written).Run();
            }
        }
    }

    private void Seal(SqliteSession session, long stream, long last)
    {
        if (append.Sealed is not { } texts)
        {
            return;
        }

        var keep = session.Use(KeepWrapped).Bind(1, stream).Bind(2, texts.WrappedKey.AsSpan());
        (texts.WrappedKey.IsEmpty ? keep : keep.Bind(3, SHA256.HashData(texts.WrappedKey.AsSpan()))).Run();
        foreach (var (name, cipher) in texts.Texts)
        {
            session.Use(KeepText).Bind(1, stream).Bind(2, name).Bind(3, cipher.AsSpan()).Bind(4, last).Run();
        }
    }
}
