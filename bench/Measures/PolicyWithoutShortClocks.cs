using System.Text.Json.Nodes;

namespace Monitoring.Bench.Measures;

/// <summary>
/// The shipped policy less the clocks that run out within hours. Filing a million complaints takes longer than the
/// shortest of them, and an idle server would not be idle. What stays is what an open complaint carries for days.
/// </summary>
internal static class PolicyWithoutShortClocks
{
    private static readonly string[] Short = ["receipt", "first_contact"];

    /// <returns>The file.</returns>
    public static string Write(Place place, WorkFolder folder)
    {
        var shipped = Path.Combine(place.Root, "policies", "banten.json");
        var policy = JsonNode.Parse(File.ReadAllText(shipped))!.AsObject();
        var clocks = policy["clocks"]!.AsArray();
        clocks.RemoveAll(c => Short.Contains(c!["id"]!.GetValue<string>()));
        var file = folder.File("policy.json");
        File.WriteAllText(file, policy.ToJsonString());
        return file;
    }
}
