using System.Globalization;
using System.Text;

namespace Monitoring.Bench.Report;

/// <summary>The figures for people, as a Markdown table.</summary>
internal static class Table
{
    private static readonly string[] Header = ["measure", "figure", "measured", "expected", "raw limit, same run"];

    public static string Of(Figures figures)
    {
        string[][] rows =
        [
            Header,
            .. figures.Medians().Select(f => new[]
            {
                f.Measure, f.Name, $"{Number(f.Value)} {f.Unit}".TrimEnd(), f.Expected ?? "", f.RawLimit ?? "",
            }),
        ];
        int[] widths = [.. Header.Select((_, column) => rows.Max(r => r[column].Length))];
        var text = new StringBuilder();
        Line(text, rows[0], widths);
        text.AppendLine("|" + string.Concat(widths.Select(w => new string('-', w + 2) + "|")));
        foreach (var row in rows[1..])
        {
            Line(text, row, widths);
        }

        foreach (var remark in figures.Remarks.Distinct())
        {
            text.AppendLine(remark);
        }

        return text.ToString();
    }

    /// <summary>Three digits that mean something, and no more than two decimals.</summary>
    public static string Number(double value) => value.ToString(
        Math.Abs(value) switch
        {
            >= 100 => "N0",
            >= 10 => "0.#",
            _ => "0.##",
        },
        CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string[] cells, int[] widths) =>
        text.AppendLine("| " + string.Join(" | ", cells.Select((c, i) => c.PadRight(widths[i]))) + " |");
}
