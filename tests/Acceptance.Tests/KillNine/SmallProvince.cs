namespace Monitoring.Acceptance.Tests.KillNine;

/// <summary>Two regions, three facilities and the triage desk: enough for feeds that differ, quick to load.</summary>
internal static class SmallProvince
{
    public const string Triage = "desk";

    public static readonly IReadOnlyList<string> Regions = ["3601", "3602"];

    public static readonly IReadOnlyList<string> Facilities = ["h-1", "h-2", "p-1"];

    public const string Roster = """
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
}
