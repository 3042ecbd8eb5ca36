using System.Text.Json.Nodes;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>
/// Two regions, three facilities and the triage desk: enough for feeds that differ, quick to load. The policy is the
/// shipped one less the clocks that run out within hours: in a long run only the deadlines that it files shall pass.
/// </summary>
internal sealed class SmallProvince : IDisposable
{
    public const string Triage = "desk";

    public static readonly IReadOnlyList<string> Regions = ["3601", "3602"];

    public static readonly IReadOnlyList<string> Facilities = ["h-1", "h-2", "p-1"];

    private const string Roster = """
        {
          "id": "small", "version": "1", "title": {"id": "Kecil", "en": "Small"},
          "province": {"code": "36", "name": "Banten"},
          "regions": [
            {"code": "3601", "name": "Kabupaten Satu", "short": "Satu"},
            {"code": "3602", "name": "Kabupaten Dua", "short": "Dua"}
          ],
          "triage": {"id": "desk", "name": "Meja", "kind": "triage", "owner": "pemprov"},
          "facilities": [
            {"id": "h-1", "name": "RSUD Satu", "kind": "hospital", "class": "C", "owner": "pemkab", "region": "3601"},
            {"id": "h-2", "name": "RSUD Dua", "kind": "hospital", "class": "B", "owner": "pemkab", "region": "3602"},
            {"id": "p-1", "name": "Puskesmas Satu", "kind": "puskesmas", "owner": "pemkab", "region": "3601"}
          ]
        }
        """;

    private static readonly string[] ShortClocks = ["receipt", "first_contact"];

    private readonly TempFolder _folder = new();

    public SmallProvince()
    {
        File.WriteAllText(_folder.File("roster.json"), Roster);
        var policy = JsonNode.Parse(File.ReadAllText(Path.Combine(Places.Tree, "policies", "banten.json")))!;
        policy["clocks"]!.AsArray().RemoveAll(clock => ShortClocks.Contains((string?)clock!["id"]));
        File.WriteAllText(_folder.File("policy.json"), policy.ToJsonString());
    }

    /// <summary>What a server must be told to serve it.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [("Facilities", _folder.File("roster.json")), ("Policy", _folder.File("policy.json"))];

    public void Dispose() => _folder.Dispose();
}
