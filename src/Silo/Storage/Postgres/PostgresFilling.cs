using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Moving;
using Npgsql;
using NpgsqlTypes;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>An empty database being filled.</summary>
internal sealed class PostgresFilling : IStoreFilling
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
        FROM audiences a JOIN feeds f ON f.audience = a.id GROUP BY a.id HAVING count(f.seq) <> max(f.seq) OR max(f.seq) <> a.head LIMIT 1
        """;

    private const string LostRow = """
        SELECT 'row ' || f.seq || ' of a feed points to an event that is not there' FROM feeds f
        LEFT JOIN events e ON e.stream = f.stream AND e.seq = f.event WHERE e.seq IS NULL LIMIT 1
        """;

    private const string GoOnCounting = """
        SELECT setval(pg_get_serial_sequence('streams', 'id'), coalesce((SELECT max(id) FROM streams), 0) + 1, false)
        """;

    private readonly NpgsqlConnection _connection;

    private PostgresFilling(NpgsqlConnection connection) => _connection = connection;

    /// <exception cref="StorageRefusedException">It cannot be used as it stands.</exception>
    public static async Task<PostgresFilling> Of(string connectionString)
    {
        var connection = new NpgsqlConnection(ConnectionSettings.Of(connectionString).Connection + ";Pooling=false;Command Timeout=0");
        try
        {
            await connection.OpenAsync();
            await PostgresMigrations.Apply(connection, CancellationToken.None);
            var filling = new PostgresFilling(connection);
            await filling.Run("SET statement_timeout = 0", CancellationToken.None);
            return filling;
        }
        catch (NpgsqlException e)
        {
            await connection.DisposeAsync();
            throw new StorageRefusedException($"The database cannot be used: {e.Message}");
        }
    }

    public async ValueTask<bool> IsEmpty(CancellationToken cancellation) => !(bool)(await Ask(AnyRow, cancellation))!;

    public async ValueTask Mark(bool unfinished, CancellationToken cancellation) => await Run(
        unfinished
            ? "INSERT INTO documents (kind, name, version, body) VALUES ($1, $1, '1', '')"
            : "DELETE FROM documents WHERE kind = $1",
        cancellation,
        UnfinishedImport.Kind);

    public async ValueTask Fill(IReadOnlyList<MovedLine> lines, CancellationToken cancellation)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellation);
        foreach (var document in lines.Select(line => line.Document).OfType<MovedDocument>())
        {
            var id = (long)(await Ask(
                "INSERT INTO documents (kind, name, version, body) VALUES ($1, $2, $3, $4) RETURNING id",
                cancellation, document.Kind, document.Id, document.Version, document.Body))!;
            if (document.Leaf is { } leaf)
            {
                await Run(
                    "INSERT INTO tree_documents (document, head, hash) VALUES ($1, $2, $3)", cancellation, id, leaf.Head, leaf.Hash);
            }
        }

        foreach (var tree in lines.Select(line => line.Tree).OfType<MovedTree>())
        {
            await Run(
                "INSERT INTO tree_heads (number, body, signature) VALUES ($1, $2, $3)", cancellation, tree.Number, tree.Body, tree.Signature);
        }

        await FillStreams([.. lines.Select(line => line.Stream).OfType<MovedStream>()], cancellation);
        await FillAudiences([.. lines.Select(line => line.Audience).OfType<MovedAudience>()], cancellation);
        await FillFeeds([.. lines.Select(line => line.Feed).OfType<MovedFeed>()], cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask<string?> WhatIsWrong(CancellationToken cancellation)
    {
        await Run(GoOnCounting, cancellation);
        return await Ask(BrokenStream, cancellation) as string
            ?? await Ask(BrokenFeed, cancellation) as string
            ?? await Ask(LostRow, cancellation) as string;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task FillStreams(List<MovedStream> streams, CancellationToken cancellation)
    {
        await Copy("streams (id, name, seq, facility, due_at, urgency)", streams, async (row, s) =>
        {
            await Number(row, s.Number, cancellation);
            await Text(row, s.Name, cancellation);
            await Number(row, s.Seq, cancellation);
            await Text(row, s.Facility, cancellation);
            await Number(row, s.DueAt, cancellation);
            await row.WriteAsync((short)(s.Urgency ?? Urgency.Unknown), NpgsqlDbType.Smallint, cancellation);
        }, cancellation);
        await Copy("events (stream, seq, at, kind, body, item, hash)", streams.SelectMany(s => s.Events, (s, e) => (s, e)), async (row, happened) =>
        {
            await Number(row, happened.s.Number, cancellation);
            await Number(row, happened.e.Seq, cancellation);
            await Number(row, happened.e.At, cancellation);
            await Text(row, happened.e.Kind, cancellation);
            await Text(row, happened.e.Body, cancellation);
            await Text(row, happened.e.Item, cancellation);
            await Bytes(row, happened.e.Hash, cancellation);
        }, cancellation);
        await Copy("request_keys (client, key, fingerprint, stream, seq)", streams.SelectMany(s => s.Keys, (s, k) => (s, k)), async (row, used) =>
        {
            await Text(row, used.k.Client, cancellation);
            await Text(row, used.k.Key, cancellation);
            await Text(row, used.k.Fingerprint, cancellation);
            await Number(row, used.s.Number, cancellation);
            await Number(row, used.k.Seq, cancellation);
        }, cancellation);
        await Copy("sealed_keys (stream, wrapped, digest)", streams.Where(s => s.Wrapped is not null), async (row, s) =>
        {
            await Number(row, s.Number, cancellation);
            await Bytes(row, s.Wrapped, cancellation);
            await Bytes(row, s.Digest, cancellation);
        }, cancellation);
        await Copy("tree_streams (stream, head, seq, hash)", streams.SelectMany(s => s.Leaves, (s, l) => (s, l)), async (row, leaf) =>
        {
            await Number(row, leaf.s.Number, cancellation);
            await Number(row, leaf.l.Head, cancellation);
            await Number(row, leaf.l.Seq, cancellation);
            await Bytes(row, leaf.l.Hash, cancellation);
        }, cancellation);
        await Copy("sealed_texts (stream, name, cipher, seq)", streams.SelectMany(s => s.Texts, (s, t) => (s, t)), async (row, text) =>
        {
            await Number(row, text.s.Number, cancellation);
            await Text(row, text.t.Key, cancellation);
            await Bytes(row, text.t.Value.Cipher, cancellation);
            await Number(row, text.t.Value.Seq, cancellation);
        }, cancellation);
    }

    private async Task FillAudiences(List<MovedAudience> audiences, CancellationToken cancellation)
    {
        foreach (var audience in audiences)
        {
            var id = (int)(await Ask("INSERT INTO audiences (name, head) VALUES ($1, 0) RETURNING id", cancellation, audience.Name))!;
            foreach (var leaf in audience.Leaves)
            {
                await Run(
                    "INSERT INTO tree_feeds (audience, head, seq, hash) VALUES ($1, $2, $3, $4)",
                    cancellation, id, leaf.Head, leaf.Seq, leaf.Hash);
            }
        }
    }

    private async Task FillFeeds(List<MovedFeed> feeds, CancellationToken cancellation)
    {
        foreach (var feed in feeds)
        {
            await Run(
                "INSERT INTO audiences AS a (name, head) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET head = greatest(a.head, excluded.head)",
                cancellation, feed.Audience, feed.First + feed.Rows.Length - 1);
            var id = (int)(await Ask("SELECT id FROM audiences WHERE name = $1", cancellation, feed.Audience))!;
            await Copy("feeds (audience, seq, stream, event)", feed.Rows.Select((r, n) => (r, n)), async (row, entered) =>
            {
                await row.WriteAsync(id, NpgsqlDbType.Integer, cancellation);
                await Number(row, feed.First + entered.n, cancellation);
                await Number(row, entered.r[0], cancellation);
                await Number(row, entered.r[1], cancellation);
            }, cancellation);
        }
    }

    private async Task Copy<T>(
        string table, IEnumerable<T> items, Func<NpgsqlBinaryImporter, T, Task> write, CancellationToken cancellation)
    {
        await using var rows = await _connection.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var item in items)
        {
            await rows.StartRowAsync(cancellation);
            await write(rows, item);
        }

        await rows.CompleteAsync(cancellation);
    }

    private static Task Number(NpgsqlBinaryImporter row, long? value, CancellationToken cancellation) =>
        value is { } number ? row.WriteAsync(number, NpgsqlDbType.Bigint, cancellation) : row.WriteNullAsync(cancellation);

    private static Task Text(NpgsqlBinaryImporter row, string? value, CancellationToken cancellation) =>
        value is null ? row.WriteNullAsync(cancellation) : row.WriteAsync(value, NpgsqlDbType.Text, cancellation);

    private static Task Bytes(NpgsqlBinaryImporter row, byte[]? value, CancellationToken cancellation) =>
        value is null ? row.WriteNullAsync(cancellation) : row.WriteAsync(value, NpgsqlDbType.Bytea, cancellation);

    private async Task Run(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<object?> Ask(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
#pragma warning disable CA2100 // one of the constants above
        var command = new NpgsqlCommand(sql, _connection);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
