using Monitoring.Grains.Rules.Policies;
using static Monitoring.Grains.Tests.Calendars.TestCalendars;

namespace Monitoring.Grains.Tests.Calendars;

/// <summary>The promises of a real city: one business day, and 120 days by the wall clock.</summary>
public class BostonRulesTests
{
    [Theory]
    [InlineData("2014-03-04T11:22:33.444-05:00", "2014-03-05T11:22:33.444-05:00")] // within hours
    [InlineData("2014-03-04T08:30:00-05:00", "2014-03-05T08:30:00-05:00")] // at the opening
    [InlineData("2014-03-04T03:10:00-05:00", "2014-03-05T08:30:00-05:00")] // before it
    [InlineData("2014-03-04T16:59:59.999-05:00", "2014-03-05T16:59:59.999-05:00")]
    [InlineData("2014-03-04T17:00:00-05:00", "2014-03-06T08:30:00-05:00")] // at closing work is over
    [InlineData("2014-03-04T21:00:00-05:00", "2014-03-06T08:30:00-05:00")] // after hours
    [InlineData("2014-03-08T12:00:00-05:00", "2014-03-11T08:30:00-04:00")] // on a Saturday, the clocks change on Sunday
    [InlineData("2014-03-07T15:00:00-05:00", "2014-03-10T15:00:00-04:00")] // over that weekend
    [InlineData("2014-01-17T10:00:00-05:00", "2014-01-21T10:00:00-05:00")] // over a holiday weekend
    [InlineData("2014-01-20T10:00:00-05:00", "2014-01-22T08:30:00-05:00")] // on a holiday
    [InlineData("2013-01-18T10:00:00-05:00", "2013-01-21T10:00:00-05:00")] // the same holiday in the year without a calendar
    [InlineData("2013-12-31T18:00:00-05:00", "2014-01-03T08:30:00-05:00")] // over the turn of the year
    public void One_business_day_at_the_same_time(string openedAt, string dueAt) =>
        Assert.Equal(At(dueAt), Boston.DueAt(At(openedAt), new Limit.WorkingDays(1, DayEnd.SameTime)));

    [Theory]
    [InlineData("2014-01-10T09:15:00-05:00", "2014-05-10T09:15:00-04:00")] // 119 days and 23 hours elapse
    [InlineData("2014-08-01T23:30:00-04:00", "2014-11-29T23:30:00-05:00")]
    [InlineData("2014-05-10T09:15:00-04:00", "2014-09-07T09:15:00-04:00")]
    public void A_hundred_and_twenty_days_keep_the_wall_clock(string openedAt, string dueAt) =>
        Assert.Equal(At(dueAt), Boston.DueAt(At(openedAt), new Limit.CalendarDays(120, DayEnd.SameTime)));
}
