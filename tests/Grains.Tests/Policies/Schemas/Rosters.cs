namespace Monitoring.Grains.Tests.Policies.Schemas;

internal static class Rosters
{
    /// <summary>A duty roster that uses every member of the format.</summary>
    public const string Good = """
        {
          "$schema": "./duty.schema.json",
          "id": "duty",
          "version": "2026.1",
          "timeZone": "Asia/Jakarta",
          "desks": [
            {
              "desk": "head@3671-h-012",
              "holders": [
                {"holder": "officer:head-1", "from": "2026-01-01", "to": "2026-12-31", "away": [{"from": "2026-03-20", "to": "2026-03-24"}]}
              ],
              "standIns": [{"holder": "officer:piket-1", "week": {"mon": ["07:30-12:00", "13:00-24:00"], "sun": ["08:00-10:00"]}}]
            },
            {"desk": "ward@3671-h-012", "holders": []}
          ]
        }
        """;
}
