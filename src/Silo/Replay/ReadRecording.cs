using System.Collections.Immutable;
using CsvHelper;

namespace Monitoring.Silo.Replay;

/// <summary>Reads a recorded file through its map. Bad rows are counted, named by line and stop nothing.</summary>
public static class ReadRecording
{
    private const string Unknown = "unknown";

    public static Recording From(TextReader csv, ReplayMap map)
    {
        var rows = new Rows(map);
        rows.Read(csv);
        return map.IsEventLog ? CasesOfEvents.From(rows, map) : CasesOfRows(rows, map);
    }

    private static Recording CasesOfRows(Rows rows, ReplayMap map)
    {
        var cases = new Dictionary<string, RecordedCase>(StringComparer.Ordinal);
        var end = DateTimeOffset.MinValue;
        foreach (var row in rows.Good)
        {
            try
            {
                var recorded = OneRow(row, map);
                if (!cases.TryAdd(recorded.Id, recorded))
                {
                    throw new RowException($"the id {recorded.Id} stands in an earlier row");
                }

                end = Latest(end, recorded.OpenedAt, row.Instant(map.ClosedAt));
            }
            catch (RowException e)
            {
                rows.Refuse(row.Line, e.Message);
            }
        }

        return new Recording([.. cases.Values.OrderBy(c => c.OpenedAt)], rows.Bad(), end);
    }

    private static RecordedCase OneRow(Row row, ReplayMap map)
    {
        var opened = row.Instant(map.OpenedAt) ?? throw new RowException("it has no opening instant");
        var closed = row.Instant(map.ClosedAt);

        // some cases close seconds before they open: they end at their opening
        ImmutableArray<RecordedStep> steps =
            closed is { } at ? [new RecordedStep(at < opened ? opened : at, "close")] : [];
        return Traits(row, map, row.Text(map.Id) ?? throw new RowException("it has no id"), opened) with { Steps = steps };
    }

    internal static RecordedCase Traits(Row row, ReplayMap map, string id, DateTimeOffset opened) => new(
        id,
        row.Text(map.Facility) ?? Unknown,
        row.Text(map.Channel) ?? Unknown,
        row.Text(map.Category),
        row.Text(map.Class),
        row.Text(map.Grade),
        opened,
        row.Instant(map.DueAt),
        []);

    internal static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b, DateTimeOffset? c = null)
    {
        var later = a > b ? a : b;
        return c > later ? c.Value : later;
    }
}

/// <summary>A row cannot be used; the message says why.</summary>
internal sealed class RowException(string reason) : Exception(reason);

/// <summary>The rows of a file, read by column name.</summary>
internal sealed class Rows(ReplayMap map)
{
    /// <summary>One stray quote must not swallow the rest of the file, so a field ends with its line.</summary>
    private static readonly CsvReaderOptions Options = CsvReaderOptions.Default with
    {
        Separator = ',',
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
        PoolStrings = true,
    };

    private readonly List<BadRow> _bad = [];
    private readonly Stamps _stamps = new(map);

    public List<Row> Good { get; } = [];

    public ImmutableArray<BadRow> Bad() => [.. _bad.OrderBy(b => b.Line)];

    public void Refuse(int line, string reason) => _bad.Add(new BadRow(line, reason));

    /// <exception cref="InvalidDataException">The file lacks a column that the map names.</exception>
    public void Read(TextReader csv)
    {
        using var reader = CsvReader.Create(csv, Options, leaveOpen: true);
        string[] header = [.. reader.Headers];
        if (header is [])
        {
            throw new InvalidDataException("The file has no header row.");
        }

        var columns = Columns(header);
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            if (reader.FieldCount != header.Length)
            {
                Refuse(line, $"it has {reader.FieldCount} fields where the header has {header.Length}");
                continue;
            }

            Good.Add(new Row(line, [.. Enumerable.Range(0, header.Length).Select(reader.GetString)], columns, _stamps));
        }
    }

    private Dictionary<string, int> Columns(string[] header)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < header.Length; i++)
        {
            columns.TryAdd(header[i], i);
        }

        string?[] named =
        [
            map.Id, map.Facility, map.Channel, map.Category, map.Class, map.Grade, map.OpenedAt, map.DueAt, map.ClosedAt,
            map.Case, map.At, map.State,
        ];
        var absent = named.Where(n => n is not null && !columns.ContainsKey(n)).ToArray();
        return absent is []
            ? columns
            : throw new InvalidDataException($"The file has no column {string.Join(", ", absent)}.");
    }
}

/// <summary>One row of a file.</summary>
internal sealed class Row(int line, ImmutableArray<string> fields, Dictionary<string, int> columns, Stamps stamps)
{
    public int Line => line;

    /// <summary>The value of a column; null if the map names none or nothing is there.</summary>
    public string? Text(string? column)
    {
        var text = column is null ? null : fields[columns[column]];
        return stamps.IsNull(text) ? null : text!.Trim();
    }

    /// <exception cref="RowException">The stamp is in no known format.</exception>
    public DateTimeOffset? Instant(string? column)
    {
        if (Text(column) is not { } text)
        {
            return null;
        }

        return stamps.Read(text) ?? throw new RowException($"'{text}' in {column} is not a known stamp");
    }
}
