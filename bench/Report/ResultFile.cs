using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Bench.Report;

/// <summary>The same figures for programs: <c>artifacts/bench/&lt;utc&gt;.json</c>.</summary>
/// <param name="At">When the run ended.</param>
/// <param name="Command">What was asked.</param>
/// <param name="Machine">On what.</param>
/// <param name="Figures">The numbers.</param>
/// <param name="Remarks">What to know when reading them.</param>
/// <param name="Mistakes">What was wrong; the run failed unless this is empty.</param>
internal sealed record ResultFile(
    DateTimeOffset At,
    string Command,
    Machine Machine,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<string> Mistakes)
{
    /// <returns>The file.</returns>
    public static string Write(Place place, Machine machine, string[] args, Figures figures, DateTimeOffset now)
    {
        var name = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture) + ".json";
        var file = Path.Combine(place.Results, name);
        var result = new ResultFile(
            now,
            string.Join(' ', ["./run bench", .. args]),
            machine,
            figures.Medians(),
            figures.Remarks,
            figures.Mistakes);
        File.WriteAllText(file, JsonSerializer.Serialize(result, ResultJson.Default.ResultFile));
        return file;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ResultFile))]
internal sealed partial class ResultJson : JsonSerializerContext;
