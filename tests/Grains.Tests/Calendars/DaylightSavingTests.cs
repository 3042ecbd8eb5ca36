using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using NodaTime;
using static Monitoring.Grains.Tests.Calendars.TestCalendars;

namespace Monitoring.Grains.Tests.Calendars;

/// <summary>In New York, 02:00-03:00 is skipped on 9 March 2014 and 01:00-02:00 occurs twice on 2 November 2014.</summary>
public class DaylightSavingTests
{
    private static readonly string[] Sunday = ["00:00-24:00"];

    [Fact]
    public void A_skipped_wall_clock_time_moves_forward() => Assert.Equal(
        At("2014-03-09T03:30:00-04:00"),
        Boston.DueAt(At("2014-03-08T02:30:00-05:00"), new Limit.CalendarDays(1, DayEnd.SameTime)));

    [Fact]
    public void A_repeated_wall_clock_time_is_the_first_of_the_two() => Assert.Equal(
        At("2014-11-02T01:30:00-04:00"),
        Boston.DueAt(At("2014-11-01T01:30:00-04:00"), new Limit.CalendarDays(1, DayEnd.SameTime)));

    [Fact]
    public void Elapsed_time_does_not_see_the_change() => Assert.Equal(
        At("2014-03-09T11:00:00-04:00"),
        Boston.DueAt(At("2014-03-08T10:00:00-05:00"), new Limit.Elapsed(TimeSpan.FromHours(24))));

    [Theory]
    [InlineData("2014-03-09", 23)]
    [InlineData("2014-11-02", 25)]
    [InlineData("2014-06-01", 24)]
    public void A_day_around_the_clock_has_the_hours_it_has(string day, int hours)
    {
        var calendar = Of("America/New_York", $"\"sun\": [\"{Sunday[0]}\"]");
        var segment = Assert.Single(calendar.SegmentsBetween(At($"{day}T00:00:00-12:00").AddDays(-1), At($"{day}T00:00:00-12:00").AddDays(2)));

        Assert.Equal(TimeSpan.FromHours(hours), segment.Worked);
        Assert.Equal(day, NodaTime.Text.LocalDatePattern.Iso.Format(segment.Day));
    }

    [Fact]
    public void A_window_within_the_skipped_hour_has_no_time_but_its_day_still_counts()
    {
        var calendar = Of("America/New_York", """ "sun": ["02:15-02:45"], "mon": ["08:00-12:00"] """);

        Assert.Equal(TimeSpan.FromMinutes(30), calendar.WorkingTimeBetween(At("2014-03-09T00:00:00-05:00"), At("2014-03-10T00:00:00-04:00")));
        Assert.True(calendar.IsWorkingDay(new LocalDate(2014, 3, 9)));
    }

    [Fact]
    public void Windows_that_the_skipped_hour_pushes_into_each_other_count_once()
    {
        var calendar = Of("America/New_York", """ "sun": ["02:15-02:45", "03:00-05:00"] """);

        Assert.Equal(
            TimeSpan.FromHours(1.75), // 03:15-05:00
            calendar.WorkingTimeBetween(At("2014-03-09T00:00:00-05:00"), At("2014-03-10T00:00:00-04:00")));
    }

    [Fact]
    public void A_date_that_the_zone_leapt_over_is_no_working_day()
    {
        var samoa = Of("Pacific/Apia", Weekdays("08:00-16:00"), "\"2011\": []");

        Assert.False(samoa.IsWorkingDay(new LocalDate(2011, 12, 30)));
        Assert.Equal(
            At("2012-01-02T23:59:59+14:00"),
            samoa.DueAt(At("2011-12-29T09:00:00-10:00"), new Limit.WorkingDays(1, DayEnd.EndOfDay)));
    }

    [Fact]
    public void Midnight_may_be_skipped()
    {
        // São Paulo went from 00:00 to 01:00 on 19 October 2014
        WorkCalendar calendar = Of("America/Sao_Paulo", Weekdays("00:00-24:00") + """, "sat": ["00:00-24:00"], "sun": ["00:00-24:00"]""");

        Assert.Equal(
            TimeSpan.FromHours(47),
            calendar.WorkingTimeBetween(At("2014-10-18T00:00:00-03:00"), At("2014-10-20T00:00:00-02:00")));
    }
}
