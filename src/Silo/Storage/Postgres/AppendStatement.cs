using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Npgsql;
using NpgsqlTypes;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>A batch as the arrays of <c>append_batch</c>, and its answer as results. See <c>Migrations/0006_urgency.sql</c>.</summary>
internal static class AppendStatement
{
    private const string Sql = """
        SELECT append, outcome, client, key, fingerprint, stream, seq FROM append_batch(
          $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
        """;

    private const int Committed = 0;
    private const int KeyTaken = 2;

    /// <summary>Commits a batch. When this returns the server has said that it is durable.</summary>
    public static async Task<AppendResult[]> Run(
        NpgsqlConnection connection, IReadOnlyList<AppendWrite> batch, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        Bind(command.Parameters, batch);
        await command.PrepareAsync(cancellation);
        var results = new AppendResult[batch.Count];
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation))
        {
            var n = rows.GetInt32(0) - 1;
            results[n] = Result(rows, batch[n].Append);
        }

        // the rows come before the commit; only the end of the answer comes after it
        await rows.NextResultAsync(cancellation);
        return results;
    }

    private static AppendResult Result(NpgsqlDataReader row, Append append) => row.GetInt32(1) switch
    {
        Committed => new AppendResult.Committed(append.ExpectedSeq + append.Events.Length),
        KeyTaken => new AppendResult.KeyTaken(
            new StoredKey(new RequestKey(row.GetString(2), row.GetString(3), row.GetString(4)), row.GetString(5), row.GetInt64(6))),
        _ => new AppendResult.Conflict(),
    };

    private static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<AppendWrite> batch)
    {
        var appends = batch.Select(write => write.Append).ToList();
        Texts(parameters, appends, a => a.Stream);
        Numbers(parameters, appends, a => a.ExpectedSeq);
        Numbers(parameters, appends, a => a.ExpectedSeq + a.Events.Length);
        Texts(parameters, appends, a => a.Due?.Facility);
        Add(parameters, NpgsqlDbType.Bigint, appends.ConvertAll(a => a.Due?.NextAt.ToUnixTimeMilliseconds()));
        Add(parameters, NpgsqlDbType.Smallint, appends.ConvertAll(a => (short)(a.Due?.Urgency ?? Urgency.Unknown)));

        var keys = Of(appends, a => a.Keys);
        Ordinals(parameters, keys);
        Texts(parameters, keys, k => k.Item.Client);
        Texts(parameters, keys, k => k.Item.Key);
        Texts(parameters, keys, k => k.Item.Fingerprint);

        var events = Of(appends, a => a.Events.Select((e, i) => (Seq: a.ExpectedSeq + i + 1, Event: e)));
        Ordinals(parameters, events);
        Numbers(parameters, events, e => e.Item.Seq);
        Numbers(parameters, events, e => e.Item.Event.At.ToUnixTimeMilliseconds());
        Texts(parameters, events, e => e.Item.Event.Kind);
        Texts(parameters, events, e => e.Item.Event.Body);
        Texts(parameters, events, e => e.Item.Event.Item);
        Bytes(parameters, events, e => e.Item.Event.Hash.ToArray());

        // an audience named twice still sees the event once
        var rows = events.SelectMany(e => e.Item.Event.Audiences.Distinct(StringComparer.Ordinal)
            .Select(audience => (e.Append, Item: (e.Item.Seq, Audience: audience)))).ToList();
        Ordinals(parameters, rows);
        Numbers(parameters, rows, r => r.Item.Seq);
        Texts(parameters, rows, r => r.Item.Audience);

        var wrapped = Of(appends, a => a.Sealed is { } s ? [s.WrappedKey.ToArray()] : Enumerable.Empty<byte[]>());
        Ordinals(parameters, wrapped);
        Bytes(parameters, wrapped, w => w.Item);

        var texts = Of(appends, a => a.Sealed?.Texts.AsEnumerable() ?? []);
        Ordinals(parameters, texts);
        Texts(parameters, texts, t => t.Item.Key);
        Bytes(parameters, texts, t => t.Item.Value.ToArray());
    }

    private static List<(int Append, T Item)> Of<T>(List<Append> appends, Func<Append, IEnumerable<T>> items) =>
        [.. appends.SelectMany((a, n) => items(a).Select(item => (n + 1, item)))];

    private static void Ordinals<T>(NpgsqlParameterCollection to, List<(int Append, T Item)> rows) =>
        Add(to, NpgsqlDbType.Integer, rows.ConvertAll(r => r.Append));

    private static void Numbers<T>(NpgsqlParameterCollection to, List<T> rows, Converter<T, long> of) =>
        Add(to, NpgsqlDbType.Bigint, rows.ConvertAll(of));

    private static void Texts<T>(NpgsqlParameterCollection to, List<T> rows, Converter<T, string?> of) =>
        Add(to, NpgsqlDbType.Text, rows.ConvertAll(of));

    private static void Bytes<T>(NpgsqlParameterCollection to, List<T> rows, Converter<T, byte[]> of) =>
        Add(to, NpgsqlDbType.Bytea, rows.ConvertAll(of));

    private static void Add<T>(NpgsqlParameterCollection to, NpgsqlDbType element, List<T> values) => to.Add(
        new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
}
