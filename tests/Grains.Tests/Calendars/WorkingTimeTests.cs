using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using static Monitoring.Grains.Tests.Calendars.TestCalendars;

namespace Monitoring.Grains.Tests.Calendars;

public class WorkingTimeTests
{
    private static readonly DateTimeOffset MondayMorning = At("2026-02-02T08:00:00+07:00");

    [Theory]
    [InlineData(4, "2026-02-02T12:00:00+07:00")] // used up exactly at closing: due at that closing
    [InlineData(5, "2026-02-02T14:00:00+07:00")]
    [InlineData(7, "2026-02-02T16:00:00+07:00")]
    [InlineData(35, "2026-02-06T16:00:00+07:00")]
    [InlineData(38, "2026-02-07T11:00:00+07:00")] // half a Saturday
    [InlineData(39, "2026-02-09T09:00:00+07:00")]
    public void Hours_are_counted_inside_the_windows(int hours, string dueAt) =>
        Assert.Equal(At(dueAt), WithLunch.DueAt(MondayMorning, new Limit.WorkingHours(TimeSpan.FromHours(hours))));

    [Fact]
    public void A_special_week_has_its_own_hours() => Assert.Equal(
        At("2026-03-09T08:30:00+07:00"), // one hour on Tuesday, none on the other days of that week, Saturday 3 h
        WithLunch.AddWorkingTime(At("2026-03-02T08:00:00+07:00"), TimeSpan.FromHours(4.5)));

    [Fact]
    public void Weekdays_around_the_clock_skip_only_the_weekend() => Assert.Equal(
        At("2014-03-24T09:00:00-04:00"), // 300 h = 12.5 weekdays
        AllWeekdays.AddWorkingTime(At("2014-03-05T20:00:00-05:00"), TimeSpan.FromHours(301)));

    [Fact]
    public void Time_used_up_when_the_week_ends_is_due_on_Friday_at_midnight() => Assert.Equal(
        At("2014-03-08T00:00:00-05:00"),
        AllWeekdays.AddWorkingTime(At("2014-03-03T00:00:00-05:00"), TimeSpan.FromHours(120)));

    [Fact]
    public void Years_of_working_time_run_over_many_years() => Assert.Equal(
        At("2019-03-04T00:00:00-05:00") + TimeSpan.FromHours(1),
        AllWeekdays.AddWorkingTime(
            At("2014-03-03T00:00:00-05:00"),
            AllWeekdays.WorkingTimeBetween(At("2014-03-03T00:00:00-05:00"), At("2019-03-04T00:00:00-05:00")) + TimeSpan.FromHours(1)));

    [Fact]
    public void No_time_ends_at_the_start_even_outside_the_windows()
    {
        var night = At("2026-02-02T23:00:00+07:00");

        Assert.Equal(night, WithLunch.AddWorkingTime(night, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => WithLunch.AddWorkingTime(night, TimeSpan.FromHours(-1)));
    }

    [Fact]
    public void Nothing_is_worked_backwards() =>
        Assert.Equal(TimeSpan.Zero, WithLunch.WorkingTimeBetween(MondayMorning.AddDays(3), MondayMorning));

    [Theory]
    [InlineData("2026-02-02T12:00:00+07:00", "2026-02-02T13:00:00+07:00")] // closing is no working moment
    [InlineData("2026-02-02T11:59:59.999+07:00", "2026-02-02T11:59:59.999+07:00")]
    [InlineData("2026-02-02T13:00:00+07:00", "2026-02-02T13:00:00+07:00")]
    [InlineData("2026-02-07T11:00:00+07:00", "2026-02-09T08:00:00+07:00")]
    [InlineData("2025-12-31T18:00:00+07:00", "2026-01-02T08:00:00+07:00")] // next year, after its first holiday
    public void The_next_working_moment_is_now_or_the_next_opening(string at, string moment) =>
        Assert.Equal(At(moment), WithLunch.NextWorkingMoment(At(at)));

    [Fact]
    public void Half_of_a_limit_in_working_hours_is_half_of_its_working_time()
    {
        var limit = new Limit.WorkingHours(TimeSpan.FromHours(10));
        var due = WithLunch.DueAt(MondayMorning, limit);

        Assert.Equal(At("2026-02-02T14:00:00+07:00"), WithLunch.PartOf(MondayMorning, due, limit, 0.5));
        Assert.Equal(MondayMorning, WithLunch.PartOf(MondayMorning, due, limit, 0));
        Assert.Equal(due, WithLunch.PartOf(MondayMorning, due, limit, 1));
    }

    [Fact]
    public void Half_of_a_limit_in_elapsed_time_is_half_of_that() => Assert.Equal(
        MondayMorning.AddHours(12),
        WithLunch.PartOf(MondayMorning, MondayMorning.AddHours(24), new Limit.Elapsed(TimeSpan.FromHours(24)), 0.5));

    [Theory]
    [InlineData(0.57)] // 56.999… in binary
    [InlineData(0.29)]
    [InlineData(0.07)]
    public void A_part_that_comes_out_even_is_not_a_millisecond_short(double fraction)
    {
        var limit = new Limit.Elapsed(TimeSpan.FromSeconds(100));

        Assert.Equal(
            MondayMorning.AddSeconds(Math.Round(100 * fraction)),
            WithLunch.PartOf(MondayMorning, MondayMorning.AddSeconds(100), limit, fraction));
    }

    [Fact]
    public void A_part_of_an_external_deadline_that_passed_before_the_start_is_that_deadline() => Assert.Equal(
        MondayMorning.AddHours(-5),
        WithLunch.PartOf(MondayMorning, MondayMorning.AddHours(-5), new Limit.External(), 0.5));

    [Fact]
    public void An_external_deadline_is_not_computed() =>
        Assert.Throws<ArgumentException>(() => WithLunch.DueAt(MondayMorning, new Limit.External()));

    [Fact]
    public void Results_are_whole_milliseconds_in_UTC()
    {
        var start = MondayMorning.AddTicks(1_234_567);
        var due = WithLunch.AddWorkingTime(start, TimeSpan.FromTicks(98_765_432_1));

        Assert.Equal(0, due.Ticks % TimeSpan.TicksPerMillisecond);
        Assert.Equal(TimeSpan.Zero, due.Offset);
        Assert.Equal(At("2026-02-02T08:00:00.123+07:00") + TimeSpan.FromMilliseconds(98_765), due);
    }

    [Fact]
    public void Working_time_that_never_comes_is_refused_instead_of_searched_for_ever()
    {
        var rests = Of(
            "UTC",
            """ "mon": ["08:00-09:00"] """,
            special: """{"from": "2000-01-01", "to": "2299-12-31", "name": "closed", "source": "test", "week": {}}""");

        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => rests.AddWorkingTime(MondayMorning, TimeSpan.FromHours(1)));
        Assert.Contains("does not have that much working time in the 50 years after 2026", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => rests.NextWorkingMoment(MondayMorning));
        Assert.Throws<ArgumentOutOfRangeException>(() => rests.DueAt(MondayMorning, new Limit.WorkingDays(1, DayEnd.EndOfDay)));
    }

    [Fact]
    public void Instants_beyond_the_tables_are_known_beforehand()
    {
        Assert.True(WithLunch.Covers(MondayMorning));
        Assert.False(WithLunch.Covers(DateTimeOffset.MinValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => WithLunch.NextWorkingMoment(DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task Threads_that_meet_a_new_year_agree()
    {
        WorkCalendar calendar = Of("America/New_York", Weekdays("08:30-17:00"));
        var limit = new Limit.WorkingDays(14, DayEnd.EndOfDay);
        var years = Enumerable.Range(1950, 100).Select(year => new DateTimeOffset(year, 12, 20, 15, 0, 0, TimeSpan.Zero)).ToList();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => years.Select(at => calendar.DueAt(at, limit)).ToList())));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
    }
}
