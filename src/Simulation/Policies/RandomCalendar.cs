using System.Globalization;

namespace Monitoring.Simulation.Policies;

/// <summary>Draws calendars: a zone, with daylight saving or without, a week, a stretch of other hours, days off.</summary>
internal static class RandomCalendar
{
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    /// <param name="bones">Decides zone and week, which a revision leaves alone.</param>
    /// <param name="dice">Decides the rest.</param>
    /// <param name="id">The calendar's id.</param>
    /// <param name="version">Its version; a revision has other holidays in the same week.</param>
    public static string Draw(Dice bones, Dice dice, string id, string version)
    {
        var zone = bones.One("Asia/Jakarta", "UTC", "America/New_York", "Australia/Lord_Howe");
        var week = string.Join(", ", Enumerable.Range(0, bones.One(5, 5, 6, 7)).Select(day =>
            $"\"{Day(day)}\": [{Windows(bones)}]"));
        var specialFrom = FirstDay.AddDays(dice.Below(300));
        var special = dice.Happens(0.5)
            ? $$"""{"from": "{{Iso(specialFrom)}}", "to": "{{Iso(specialFrom.AddDays(dice.Below(30)))}}", "name": "other hours", "source": "drawn", "week": {"tue": [{{Windows(dice)}}], "sat": ["09:00-10:30"]} }"""
            : "";
        return $$"""
            {
              "id": "{{id}}", "version": "{{version}}", "title": {"id": "Acak", "en": "Drawn"}, "timeZone": "{{zone}}",
              "week": { {{week}} },
              "special": [ {{special}} ],
              "holidays": { "2025": [], "2026": [ {{Holidays(dice)}} ] }
            }
            """;
    }

    private static string Windows(Dice dice) => dice.Below(4) switch
    {
        0 => "\"00:00-24:00\"",
        1 => "\"07:30-12:00\", \"13:00-16:00\"",
        2 => "\"09:00-09:45\"",
        _ => "\"08:00-16:30\"",
    };

    private static string Holidays(Dice dice)
    {
        var days = Enumerable.Range(0, dice.Below(25)).Select(_ => FirstDay.AddDays(dice.Below(365))).ToHashSet();
        return string.Join(", ", days.Order().Select(day =>
            $$"""{"date": "{{Iso(day)}}", "name": "day off", "kind": "other", "source": "drawn"}"""));
    }

    private static string Day(int day) => day switch
    {
        0 => "mon", 1 => "tue", 2 => "wed", 3 => "thu", 4 => "fri", 5 => "sat", _ => "sun",
    };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
