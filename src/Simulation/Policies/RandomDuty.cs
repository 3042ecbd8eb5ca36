using System.Globalization;

namespace Monitoring.Simulation.Policies;

/// <summary>
/// Draws duty rosters: desks with one holder or several, with none, or not listed at all; shifts, ranges of dates, absences, stand-ins.
/// The same few people hold several desks, so that who is accused at one is now and then on duty at another.
/// </summary>
internal static class RandomDuty
{
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    private static readonly string[] People = ["officer:ani", "officer:budi", "officer:citra", "officer:dewi", "officer:eko", "officer:fitri"];

    public static string Draw(Dice dice, string id, string version, IEnumerable<string> desks)
    {
        var listed = desks.Where(_ => dice.Happens(0.8)).Select(desk =>
            $$"""
                {"desk": "{{desk}}", "holders": [{{Stints(dice, dice.Below(4))}}]{{(dice.Happens(0.4) ? $", \"standIns\": [{Stints(dice, 1 + dice.Below(2))}]" : "")}}}
            """);
        return $$"""
            {
              "id": "{{id}}", "version": "{{version}}", "timeZone": "{{dice.One("Asia/Jakarta", "Asia/Jakarta", "America/New_York")}}",
              "desks": [
            {{string.Join(",\n", listed)}}
              ]
            }
            """;
    }

    private static string Stints(Dice dice, int count) => string.Join(", ", Enumerable.Range(0, count).Select(_ => Stint(dice)));

    private static string Stint(Dice dice)
    {
        var from = FirstDay.AddDays(dice.Below(330));
        var range = dice.Below(4) switch
        {
            0 => $", \"from\": \"{Iso(from)}\", \"to\": \"{Iso(from.AddDays(dice.Below(120)))}\"",
            1 => $", \"from\": \"{Iso(from)}\"",
            _ => "",
        };
        var away = FirstDay.AddDays(dice.Below(330));
        var absence = dice.Happens(0.2) ? $$""", "away": [{"from": "{{Iso(away)}}", "to": "{{Iso(away.AddDays(dice.Below(20)))}}"}]""" : "";
        return $$"""{"holder": "{{dice.One(People)}}"{{range}}{{Week(dice)}}{{absence}}}""";
    }

    private static string Week(Dice dice)
    {
        var window = dice.One("00:00-08:00", "08:00-16:00", "16:00-24:00", "07:30-12:00", "");
        var days = dice.One("mon tue wed thu fri", "mon wed sat sun", "mon tue wed thu fri sat sun").Split(' ');
        return window.Length == 0
            ? ""
            : $$""", "week": { {{string.Join(", ", days.Select(day => $"\"{day}\": [\"{window}\"]"))}} }""";
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
