using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>What can be asked of the log's tables. Each is one statement, so each sees one instant.</summary>
internal static class LogQueries
{
    private const string SelectEvents = """
        SELECT e.seq, e.at, e.kind, e.body, e.hash FROM streams s JOIN events e ON e.stream = s.id
        WHERE s.name = $1 AND e.seq > $2 ORDER BY e.seq
        """;

    private const string SelectKey = """
        SELECT k.fingerprint, s.name, k.seq FROM request_keys k JOIN streams s ON s.id = k.stream
        WHERE k.client = $1 AND k.key = $2
        """;

    private const string SelectFeed = """
        SELECT f.seq, e.item FROM feeds f JOIN events e ON e.stream = f.stream AND e.seq = f.event
        WHERE f.audience = (SELECT id FROM audiences WHERE name = $1) AND f.seq > $2 ORDER BY f.seq LIMIT $3
        """;

    private const string SelectHead = "SELECT head FROM audiences WHERE name = $1";

    private const string SelectDue = """
        SELECT name, facility, due_at, urgency FROM streams
        WHERE due_at < $1 AND due_at >= $2 AND (due_at > $2 OR name > $3) ORDER BY due_at, name LIMIT $4
        """;

    private const string SelectDueOfFacility = """
        SELECT name, facility, due_at, urgency FROM streams
        WHERE facility = $5 AND due_at < $1 AND due_at >= $2 AND (due_at > $2 OR name > $3) ORDER BY due_at, name LIMIT $4
        """;

    private const string SelectSealed = """
        SELECT k.wrapped, t.name, t.cipher
        FROM streams s JOIN sealed_keys k ON k.stream = s.id LEFT JOIN sealed_texts t ON t.stream = s.id
        WHERE s.name = $1
        """;

    // the server hashes the facility: a million names need not travel to be compared
    private const string SelectMarks = """
        SELECT id, seq, coalesce(hashtextextended(facility, 0), 0), coalesce(due_at, 0) FROM streams
        WHERE id > $1 ORDER BY id LIMIT $2
        """;

    private const string SelectRow = """
        SELECT id, seq, coalesce(hashtextextended(facility, 0), 0), coalesce(due_at, 0), name, facility, due_at, urgency FROM streams
        WHERE id = $1
        """;

    /// <summary>All of them, for the test that none reads a whole table.</summary>
    public static ImmutableArray<string> All { get; } =
        [SelectEvents, SelectKey, SelectFeed, SelectHead, SelectDue, SelectDueOfFacility, SelectSealed, SelectMarks, SelectRow];

    public static ValueTask<ImmutableArray<StoredEvent>> Events(
        PostgresDatabase database, string stream, long after, CancellationToken cancellation) => database.Read(
        SelectEvents,
        with =>
        {
            with.AddWithValue(stream);
            with.AddWithValue(after);
        },
        rows => Rows(rows, Event, cancellation),
        cancellation);

    public static ValueTask<StoredKey?> Key(PostgresDatabase database, RequestKey key, CancellationToken cancellation) =>
        database.Read(
            SelectKey,
            with =>
            {
                with.AddWithValue(key.Client);
                with.AddWithValue(key.Key);
            },
            async rows => await rows.ReadAsync(cancellation)
                ? new StoredKey(key with { Fingerprint = rows.GetString(0) }, rows.GetString(1), rows.GetInt64(2))
                : null,
            cancellation);

    public static ValueTask<ImmutableArray<FeedRow>> Feed(
        PostgresDatabase database, string audience, long after, int limit, CancellationToken cancellation) => database.Read(
        SelectFeed,
        with =>
        {
            with.AddWithValue(audience);
            with.AddWithValue(after);
            with.AddWithValue((long)limit);
        },
        rows => Rows(rows, r => new FeedRow(r.GetInt64(0), r.GetString(1)), cancellation),
        cancellation);

    public static ValueTask<long> Head(PostgresDatabase database, string audience, CancellationToken cancellation) =>
        database.Read(
            SelectHead,
            with => with.AddWithValue(audience),
            async rows => await rows.ReadAsync(cancellation) ? rows.GetInt64(0) : 0,
            cancellation);

    public static ValueTask<ImmutableArray<DueRow>> Due(
        PostgresDatabase database,
        DateTimeOffset before,
        string? facility,
        DueRow? after,
        int limit,
        CancellationToken cancellation) => database.Read(
        facility is null ? SelectDue : SelectDueOfFacility,
        with =>
        {
            with.AddWithValue(RoundedUp(before));
            with.AddWithValue(after?.NextAt.ToUnixTimeMilliseconds() ?? long.MinValue);
            with.AddWithValue(after?.Stream ?? "");
            with.AddWithValue((long)limit);
            if (facility is not null)
            {
                with.AddWithValue(facility);
            }
        },
        rows => Rows(rows, r => Due(r, 0), cancellation),
        cancellation);

    public static ValueTask<SealedTexts?> Sealed(PostgresDatabase database, string stream, CancellationToken cancellation) =>
        database.Read(SelectSealed, with => with.AddWithValue(stream), rows => Sealed(rows, cancellation), cancellation);

    public static ValueTask<ImmutableArray<StreamMark>> Marks(
        PostgresDatabase database, long after, int limit, CancellationToken cancellation) => database.Read(
        SelectMarks,
        with =>
        {
            with.AddWithValue(after);
            with.AddWithValue((long)limit);
        },
        rows => Rows(rows, Mark, cancellation),
        cancellation);

    public static ValueTask<StreamRow?> Row(PostgresDatabase database, long place, CancellationToken cancellation) =>
        database.Read(
            SelectRow,
            with => with.AddWithValue(place),
            async rows => await rows.ReadAsync(cancellation)
                ? new StreamRow(
                    Mark(rows),
                    rows.GetString(4),
                    rows.GetInt64(1),
                    await rows.IsDBNullAsync(6, cancellation) ? null : Due(rows, 4))
                : null,
            cancellation);

    private static DueRow Due(NpgsqlDataReader row, int from) =>
        new(row.GetString(from), row.GetString(from + 1), At(row.GetInt64(from + 2))) { Urgency = row.GetInt16(from + 3) };

    private static StreamMark Mark(NpgsqlDataReader row) =>
        StreamMark.Of(row.GetInt64(0), row.GetInt64(1), unchecked((ulong)row.GetInt64(2)), row.GetInt64(3));

    private static async Task<SealedTexts?> Sealed(NpgsqlDataReader rows, CancellationToken cancellation)
    {
        ImmutableArray<byte>? wrapped = null;
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableArray<byte>>();
        while (await rows.ReadAsync(cancellation))
        {
            wrapped ??= [.. (byte[])rows[0]];
            if (!await rows.IsDBNullAsync(1, cancellation))
            {
                texts[rows.GetString(1)] = [.. (byte[])rows[2]];
            }
        }

        return wrapped is { } key ? new SealedTexts(key, texts.ToImmutable()) : null;
    }

    private static async Task<ImmutableArray<T>> Rows<T>(
        NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        while (await rows.ReadAsync(cancellation))
        {
            all.Add(read(rows));
        }

        return all.DrainToImmutable();
    }

    private static StoredEvent Event(NpgsqlDataReader row) =>
        new(row.GetInt64(0), At(row.GetInt64(1)), row.GetString(2), row.GetString(3))
        {
            Hash = EventHash.Of(row.IsDBNull(4) ? null : (byte[])row[4]),
        };

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    // a row of 10.000 s is before 10.0005 s
    private static long RoundedUp(DateTimeOffset at) =>
        at.ToUnixTimeMilliseconds() + (at.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);
}
