using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Tests.Policies;

namespace Monitoring.Grains.Tests.Calendars;

/// <summary>Each row breaks one thing of a good calendar and says where and why it is refused.</summary>
public class CalendarRefusalTests
{
    private const string Good = """
        {
          "$schema": "./calendar.schema.json",
          "id": "office",
          "version": "2026.1",
          "title": {"id": "Kantor", "en": "Office"},
          "timeZone": "Asia/Jakarta",
          "week": {
            "mon": ["07:30-12:00", "13:00-16:00"],
            "fri": ["07:30-16:30"]
          },
          "special": [
            {"from": "2026-02-19", "to": "2026-03-19", "name": "Ramadan", "source": "s", "week": {"mon": ["08:00-15:00"]}}
          ],
          "holidays": {
            "2025": [],
            "2026": [
              {"date": "2026-01-01", "name": "Tahun Baru", "kind": "libur_nasional", "source": "s"}
            ]
          }
        }
        """;

    [Fact]
    public void The_good_calendar_is_read()
    {
        var calendar = CalendarReader.Read(Good, "office.json");

        Assert.Equal(("office", "2026.1", "Kantor", "Office"), (calendar.Id, calendar.Version, calendar.Title.Id, calendar.Title.En));
        Assert.Equal("Asia/Jakarta", calendar.TimeZone);
        Assert.Equal("Ramadan", Assert.Single(calendar.Special).Name);
        Assert.Equal("libur_nasional", Assert.Single(calendar.Holidays.Years[2026]).Kind);
        Assert.True(calendar.KnowsYear(2025));
        Assert.False(calendar.KnowsYear(2027));
    }

    [Theory]
    [InlineData("\"version\": \"2026.1\",", "", 1, "$", "\"version\" is missing")]
    [InlineData("\"timeZone\": \"Asia/Jakarta\",", "", 1, "$", "\"timeZone\" is missing")]
    [InlineData("\"source\": \"s\", \"week\"", "\"week\"", 12, "$.special[0]", "\"source\" is missing")]
    [InlineData("\"version\": \"2026.1\"", "\"verzion\": \"2026.1\"", 4, "$.verzion", "Unknown member \"verzion\"; known here are")]
    [InlineData("\"version\": \"2026.1\"", "\"version\": 2026", 4, "$.version", "Expected text, not a number")]
    [InlineData("\"version\": \"2026.1\"", "\"version\": \" \"", 4, "$.version", "The text is empty")]
    [InlineData("\"version\": \"2026.1\"", "\"id\": \"again\"", 4, "$.id", "\"id\" occurs twice")]
    [InlineData("\"en\": \"Office\"", "\"en\": null", 5, "$.title.en", "Expected text, not null")]
    [InlineData("Asia/Jakarta", "Asia/Serang", 6, "$.timeZone", "Unknown time zone \"Asia/Serang\"")]
    [InlineData("\"fri\"", "\"friday\"", 9, "$.week.friday", "Unknown member \"friday\"")]
    [InlineData("13:00-16:00", "11:30-16:00", 8, "$.week.mon[1]", "must not overlap")]
    [InlineData("13:00-16:00", "05:00-06:00", 8, "$.week.mon[1]", "must come in order")]
    [InlineData("13:00-16:00", "22:00-06:00", 8, "$.week.mon[1]", "split it at midnight")]
    [InlineData("13:00-16:00", "13:00-24:01", 8, "$.week.mon[1]", "by 24:00")]
    [InlineData("13:00-16:00", "13:00-13:00", 8, "$.week.mon[1]", "must end after it begins")]
    [InlineData("13:00-16:00", "1pm-4pm", 8, "$.week.mon[1]", "not a window such as 07:30-16:00")]
    [InlineData("[\"07:30-16:30\"]", "[]", 9, "$.week.fri", "The list is empty")]
    [InlineData("[\"07:30-16:30\"]", "\"07:30-16:30\"", 9, "$.week.fri", "Expected a list, not text")]
    [InlineData("\"2026-02-19\"", "\"2026-02-30\"", 12, "$.special[0].from", "\"2026-02-30\" is not a date")]
    [InlineData("\"2026-03-19\"", "\"2026-02-18\"", 12, "$.special[0].to", "ends before it begins")]
    [InlineData("\"2025\": []", "\"25\": []", 15, "$.holidays.25", "is not a year from 1900 to 2299")]
    [InlineData("\"2025\": []", "\"2025\": {}", 15, "$.holidays.2025", "Expected a list, not an object")]
    [InlineData("\"2026-01-01\"", "\"2027-01-01\"", 17, "$.holidays.2026[0].date", "does not lie in 2026")]
    [InlineData("\"2026-01-01\"", "\"1.1.2026\"", 17, "$.holidays.2026[0].date", "is not a date such as 2026-03-20")]
    [InlineData("\"kind\": \"libur_nasional\", ", "", 17, "$.holidays.2026[0]", "\"kind\" is missing")]
    [InlineData("\"timeZone\"", "// a remark\n\"timeZone\"", 6, "$.title.en", "Comments are not allowed in JSON")]
    [InlineData("\"2025\": [],", "\"2025\": [", 16, "$.holidays.2025[0]", "Not valid JSON")]
    public void A_calendar_that_makes_no_sense_is_refused_by_place(string good, string bad, int line, string path, string reason) =>
        Refusal.Of(CalendarReader.Read, Good, good, bad).Is(line, path, reason);

    [Fact]
    public void A_calendar_that_never_works_is_refused()
    {
        var start = Good.IndexOf("\"mon\": [\"07", StringComparison.Ordinal);
        var end = Good.IndexOf("\"special\"", StringComparison.Ordinal);

        Refusal.Of(CalendarReader.Read, Good, Good[start..end], "},").Is(7, "$.week", "no working window");
    }

    [Fact]
    public void Special_ranges_that_overlap_are_refused() => Refusal
        .Of(
            CalendarReader.Read,
            Good,
            "\"special\": [",
            "\"special\": [\n{\"from\": \"2026-03-19\", \"to\": \"2026-03-20\", \"name\": \"Eve\", \"source\": \"s\", \"week\": {}},")
        .Is(13, "$.special[1]", "overlaps \"Eve\"");

    [Fact]
    public void A_holiday_listed_twice_is_refused() => Refusal
        .Of(
            CalendarReader.Read,
            Good,
            "\"2026\": [",
            "\"2026\": [\n{\"date\": \"2026-01-01\", \"name\": \"n\", \"kind\": \"other\", \"source\": \"s\"},")
        .Is(18, "$.holidays.2026[1].date", "listed twice");
}
