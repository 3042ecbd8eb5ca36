namespace Monitoring.Grains.Tests.Policies;

internal static class TestPacks
{
    /// <summary>A small pack that uses every member of the format; tests quote its lines.</summary>
    public const string Good = """
        {
          "$schema": "./policy.schema.json",
          "id": "office",
          "version": "2026.1",
          "title": {"id": "Kantor", "en": "Office"},
          "calendar": "office",
          "grades": ["red", "yellow"],
          "rungs": [
            {"id": "R0", "label": {"id": "Unit", "en": "Unit"}},
            {"id": "R1", "label": {"id": "Humas", "en": "Public relations"}}
          ],
          "clocks": [
            {
              "id": "kwtk",
              "label": {"id": "Tanggap", "en": "Response"},
              "start": "registered",
              "again": "reopened",
              "stop": ["followedUp"],
              "limitByGrade": {
                "red": {"elapsed": "PT24H"},
                "ungraded": {"workingHours": "PT153H6M", "until": "windowEnd"}
              },
              "pausable": false,
              "appliesTo": {"kinds": ["hospital"], "grades": ["red"], "whistleblower": false},
              "ladder": "response",
              "basis": "Permenkes 30/2022",
              "verified": "secondary"
            },
            {
              "id": "silence",
              "label": {"id": "Senyap", "en": "Silence"},
              "start": "answered",
              "stop": ["replied", "closed"],
              "limit": {"workingDays": 10},
              "pausable": true,
              "appliesTo": {},
              "onExpiry": "close",
              "basis": "SP4N",
              "verified": "practice",
              "active": false
            },
            {
              "id": "outside",
              "label": {"id": "Luar", "en": "Outside"},
              "start": "registered",
              "stop": ["closed"],
              "limit": {"external": true},
              "pausable": false,
              "appliesTo": {},
              "basis": "The case's own",
              "verified": "product"
            }
          ],
          "ladders": {
            "response": {
              "red": [
                {"when": "open", "rungs": ["R0"]},
                {"when": "12.5%", "rungs": ["R0"]},
                {"when": "breach", "rungs": ["R0", "R1"]},
                {"when": "breach", "plus": {"calendarDays": 2, "until": "sameTime"}, "rungs": ["R1"]}
              ],
              "any": [{"when": "breach", "rungs": ["R1"]}]
            }
          },
          "climbUnacknowledgedAfter": {
            "red": {"elapsed": "PT30M"},
            "any": {"workingDays": 1, "until": "sameTime"}
          }
        }
        """;
}
