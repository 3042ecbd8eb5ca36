using CsvHelper;

namespace Monitoring.Acceptance.Tests.Replay;

/// <summary>Reads a file row by row, by the names of its columns.</summary>
internal static class Csv
{
    private static readonly CsvReaderOptions Commas = CsvReaderOptions.Default with { Separator = ',' };

    public static IReadOnlyList<T> Read<T>(string path, Func<Func<string, string>, T> row)
    {
        using var file = new StreamReader(path);
        using var csv = CsvReader.Create(file, Commas, leaveOpen: true);
        var columns = csv.Headers.ToArray().Index().ToDictionary(c => c.Item, c => c.Index);
        var rows = new List<T>();
        while (csv.Read())
        {
            rows.Add(row(column => csv.GetString(columns[column])));
        }

        return rows;
    }
}
