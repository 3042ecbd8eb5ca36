using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using NodaTime;
using static Monitoring.Grains.Tests.Calendars.TestCalendars;

namespace Monitoring.Grains.Tests.Calendars;

/// <summary>A complaint of Friday 13 March 2026, a week before Idul Fitri: its clocks cross.</summary>
public class LebaranTests
{
    private static readonly DateTimeOffset ReceivedAt = At("2026-03-13T10:00:00+07:00");

    private static WorkCalendar Calendar => Banten;

    [Fact]
    public void Three_working_days_end_on_25_March() =>
        Assert.Equal(At("2026-03-25T23:59:59+07:00"), Due(new Limit.WorkingDays(3, DayEnd.EndOfDay)));

    [Fact]
    public void Fourteen_working_days_end_on_10_April() =>
        Assert.Equal(At("2026-04-10T23:59:59+07:00"), Due(new Limit.WorkingDays(14, DayEnd.EndOfDay)));

    [Fact]
    public void The_duty_of_fourteen_calendar_days_ends_on_27_March() =>
        Assert.Equal(At("2026-03-27T23:59:59+07:00"), Due(new Limit.CalendarDays(14, DayEnd.EndOfDay)));

    [Fact]
    public void The_red_indicator_ends_the_next_day_at_the_same_hour() =>
        Assert.Equal(At("2026-03-14T10:00:00+07:00"), Due(new Limit.Elapsed(TimeSpan.FromHours(24))));

    [Fact]
    public void A_joint_holiday_is_no_working_day()
    {
        Assert.False(Calendar.IsWorkingDay(new LocalDate(2025, 8, 18)));
        Assert.True(Calendar.IsWorkingDay(new LocalDate(2025, 8, 19)));
    }

    [Fact]
    public void Working_hours_are_those_of_Ramadan()
    {
        var windows = Calendar.WindowsOn(new LocalDate(2026, 3, 16));

        Assert.NotEqual(Calendar.Week.On(IsoDayOfWeek.Monday).AsEnumerable(), windows.AsEnumerable());
        Assert.Equal(Calendar.Week.On(IsoDayOfWeek.Monday).AsEnumerable(), Calendar.WindowsOn(new LocalDate(2026, 4, 13)).AsEnumerable());
    }

    [Fact]
    public void A_deadline_in_a_year_whose_holidays_are_not_published_is_provisional()
    {
        Assert.True(Calendar.KnowsYear(2027));
        Assert.False(Calendar.KnowsYear(2028));
        Assert.False(Calendar.IsProvisional(ReceivedAt, At("2027-12-31T23:59:59+07:00")));

        // in Jakarta the year 2028 has begun while it is still 2027 in UTC
        var due = At("2028-01-01T00:00:00+07:00");
        Assert.True(Calendar.IsProvisional(ReceivedAt, due));
        Assert.True(Calendar.IsProvisional(ReceivedAt, due, new Limit.WorkingHours(TimeSpan.FromHours(1))));
        Assert.False(Calendar.IsProvisional(ReceivedAt, due, new Limit.CalendarDays(700, DayEnd.EndOfDay)));
        Assert.False(Calendar.IsProvisional(ReceivedAt, due, new Limit.Elapsed(TimeSpan.FromHours(1))));
    }

    private static DateTimeOffset Due(Limit limit) => Calendar.DueAt(ReceivedAt, limit);
}
