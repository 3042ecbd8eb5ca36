using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>What can be asked of the log's tables. Each is one statement, so each sees one instant.</summary>
internal static class LogQueries
{
    private const string SelectEvents = """
        SELECT e.seq, e.at, e.kind, e.body, e.hash FROM streams s JOIN events e ON e.stream = s.id
        WHERE s.name = ?1 AND e.seq > ?2 ORDER BY e.seq
        """;

    private const string SelectFeed = """
        SELECT f.seq, e.item FROM feeds f JOIN events e ON e.id = f.event
        WHERE f.audience = (SELECT id FROM audiences WHERE name = ?1) AND f.seq > ?2 ORDER BY f.seq LIMIT ?3
        """;

    private const string SelectHead =
        "SELECT max(seq) FROM feeds WHERE audience = (SELECT id FROM audiences WHERE name = ?1)";

    private const string SelectDue = """
        SELECT name, facility, due_at, urgency FROM streams
        WHERE due_at < ?1 AND due_at >= ?2 AND (due_at > ?2 OR name > ?3) ORDER BY due_at, name LIMIT ?4
        """;

    private const string SelectDueOfFacility = """
        SELECT name, facility, due_at, urgency FROM streams
        WHERE facility = ?5 AND due_at < ?1 AND due_at >= ?2 AND (due_at > ?2 OR name > ?3) ORDER BY due_at, name LIMIT ?4
        """;

    private const string SelectSealed = """
        SELECT k.wrapped, t.name, t.cipher
        FROM streams s JOIN sealed_keys k ON k.stream = s.id LEFT JOIN sealed_texts t ON t.stream = s.id
        WHERE s.name = ?1
        """;

    private const string SelectMarks = "SELECT id, seq, facility, due_at FROM streams WHERE id > ?1 ORDER BY id LIMIT ?2";

    private const string SelectRow = "SELECT id, seq, facility, due_at, name, urgency FROM streams WHERE id = ?1";

    /// <summary>All of them, for the test that none reads a whole table.</summary>
    public static ImmutableArray<string> All { get; } =
        [SelectEvents, SelectFeed, SelectHead, SelectDue, SelectDueOfFacility, SelectSealed, SelectMarks, SelectRow];

    public static ImmutableArray<StoredEvent> Events(SqliteSession session, (string Stream, long After) asked)
    {
        using var rows = session.Use(SelectEvents).Bind(1, asked.Stream).Bind(2, asked.After);
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        while (rows.Step())
        {
            events.Add(new StoredEvent(rows.Int64(0), At(rows.Int64(1)), rows.Text(2), rows.Text(3))
            {
                Hash = EventHash.Of(rows.IsNull(4) ? null : rows.Bytes(4)),
            });
        }

        return events.DrainToImmutable();
    }

    public static ImmutableArray<FeedRow> Feed(SqliteSession session, (string Audience, long After, int Limit) asked)
    {
        using var rows = session.Use(SelectFeed).Bind(1, asked.Audience).Bind(2, asked.After).Bind(3, asked.Limit);
        var items = ImmutableArray.CreateBuilder<FeedRow>();
        while (rows.Step())
        {
            items.Add(new FeedRow(rows.Int64(0), rows.Text(1)));
        }

        return items.DrainToImmutable();
    }

    public static long Head(SqliteSession session, string audience) =>
        session.Use(SelectHead).Bind(1, audience).Number() ?? 0;

    public static ImmutableArray<DueRow> Due(
        SqliteSession session, (DateTimeOffset Before, string? Facility, DueRow? After, int Limit) asked)
    {
        using var rows = session.Use(asked.Facility is null ? SelectDue : SelectDueOfFacility)
            .Bind(1, RoundedUp(asked.Before))
            .Bind(2, asked.After?.NextAt.ToUnixTimeMilliseconds() ?? long.MinValue)
            .Bind(3, asked.After?.Stream ?? "")
            .Bind(4, asked.Limit);
        if (asked.Facility is not null)
        {
            rows.Bind(5, asked.Facility);
        }

        var due = ImmutableArray.CreateBuilder<DueRow>();
        while (rows.Step())
        {
            due.Add(new DueRow(rows.Text(0), rows.Text(1), At(rows.Int64(2))) { Urgency = (int)rows.Int64(3) });
        }

        return due.DrainToImmutable();
    }

    public static SealedTexts? Sealed(SqliteSession session, string stream)
    {
        using var rows = session.Use(SelectSealed).Bind(1, stream);
        ImmutableArray<byte>? wrapped = null;
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableArray<byte>>();
        while (rows.Step())
        {
            wrapped ??= [.. rows.Bytes(0)];
            if (!rows.IsNull(1))
            {
                texts[rows.Text(1)] = [.. rows.Bytes(2)];
            }
        }

        return wrapped is { } key ? new SealedTexts(key, texts.ToImmutable()) : null;
    }

    public static ImmutableArray<StreamMark> Marks(SqliteSession session, (long After, int Limit) asked)
    {
        using var rows = session.Use(SelectMarks).Bind(1, asked.After).Bind(2, asked.Limit);
        var marks = ImmutableArray.CreateBuilder<StreamMark>(asked.Limit);
        while (rows.Step())
        {
            marks.Add(Mark(rows));
        }

        return marks.DrainToImmutable();
    }

    public static StreamRow? Row(SqliteSession session, long place)
    {
        using var rows = session.Use(SelectRow).Bind(1, place);
        return rows.Step()
            ? new StreamRow(
                Mark(rows),
                rows.Text(4),
                rows.Int64(1),
                rows.IsNull(3) ? null : new DueRow(rows.Text(4), rows.Text(2), At(rows.Int64(3))) { Urgency = (int)rows.Int64(5) })
            : null;
    }

    // the facility's bytes are not made a text: there are a million of them, and they are only compared
    private static StreamMark Mark(Statement row) => row.IsNull(3)
        ? StreamMark.Of(row.Int64(0), row.Int64(1), 0, 0)
        : StreamMark.Of(row.Int64(0), row.Int64(1), StreamMark.NumberOf(row.Utf8(2)), row.Int64(3));

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    // a row of 10.000 s is before 10.0005 s
    private static long RoundedUp(DateTimeOffset at) =>
        at.ToUnixTimeMilliseconds() + (at.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);
}
