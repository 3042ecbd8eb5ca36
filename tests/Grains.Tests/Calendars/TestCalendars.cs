using Monitoring.Grains.Rules.Calendars;

namespace Monitoring.Grains.Tests.Calendars;

internal static class TestCalendars
{
    /// <summary>The calendar that is shipped for Banten.</summary>
    public static WorkCalendar Banten { get; } =
        CalendarReader.Read(ShippedFile.Text("policies", "calendar-id-banten.json"), "calendar-id-banten.json");

    /// <summary>08:30-17:00 on weekdays; 2013 without holidays, 2014 with its first ones, later years unknown.</summary>
    public static WorkCalendar Boston { get; } = Of(
        "America/New_York",
        Weekdays("08:30-17:00"),
        """
        "2013": [],
        "2014": [
          {"date": "2014-01-01", "name": "New Year's Day", "kind": "other", "source": "test"},
          {"date": "2014-01-20", "name": "Martin Luther King Jr. Day", "kind": "other", "source": "test"},
          {"date": "2014-02-17", "name": "Presidents' Day", "kind": "other", "source": "test"},
          {"date": "2014-04-21", "name": "Patriots' Day", "kind": "other", "source": "test"}
        ]
        """);

    /// <summary>Monday to Friday around the clock, in a zone with daylight saving time.</summary>
    public static WorkCalendar AllWeekdays { get; } = Of("America/New_York", Weekdays("00:00-24:00"), "\"2014\": []");

    /// <summary>Two windows a day, half a Saturday, and a week of short days.</summary>
    public static WorkCalendar WithLunch { get; } = Of(
        "Asia/Jakarta",
        Weekdays("08:00-12:00\", \"13:00-16:00") + """, "sat": ["08:00-11:00"]""",
        "\"2025\": [], \"2026\": [{\"date\": \"2026-01-01\", \"name\": \"Tahun Baru\", \"kind\": \"other\", \"source\": \"test\"}]",
        """{"from": "2026-03-02", "to": "2026-03-06", "name": "Short week", "source": "test", "week": {"tue": ["09:00-10:00"]}}""");

    public static WorkCalendar Of(string zone, string week, string holidays = "", string special = "") => CalendarReader.Read(
        $$"""
        {
          "id": "test", "version": "1", "title": {"id": "Uji", "en": "Test"}, "timeZone": "{{zone}}",
          "week": { {{week}} },
          "special": [ {{special}} ],
          "holidays": { {{holidays}} }
        }
        """,
        "test.json");

    public static string Weekdays(string windows) =>
        string.Join(", ", new[] { "mon", "tue", "wed", "thu", "fri" }.Select(day => $"\"{day}\": [\"{windows}\"]"));

    /// <summary>An instant written with its offset, as in <c>2026-03-13T09:00:00+07:00</c>.</summary>
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
