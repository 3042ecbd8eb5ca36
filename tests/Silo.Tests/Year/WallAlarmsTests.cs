using Monitoring.Grains.Feed;
using Monitoring.Silo.Year;

namespace Monitoring.Silo.Tests.Year;

public class WallAlarmsTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 4, 2, 0, 0, TimeSpan.Zero);

    private static FeedItem Item(Standing? was, Standing standing, string? complaint = "c1", params string[] rungs) => new()
    {
        At = At, Kind = "breached", Complaint = complaint, Facility = "h1", Region = "3671", Clock = "kwtk",
        Was = was, Standing = complaint is null ? null : standing, Rungs = [.. rungs],
    };

    [Fact]
    public void A_case_is_an_alarm_when_it_turns_red_and_no_second_one_while_it_is()
    {
        var alarms = new WallAlarms();
        alarms.Take(Item(Standing.Open, Standing.Overdue));
        alarms.Take(Item(Standing.Overdue, Standing.Overdue));
        alarms.Take(Item(Standing.Overdue, Standing.Handled));
        alarms.Take(Item(Standing.Handled, Standing.Overdue, rungs: ["R2", "R4"]));
        alarms.Take(Item(Standing.Open, Standing.Overdue) with { Imported = true });

        Assert.Equal((2, 1), (alarms.Lit.Count, alarms.Called.Count));
    }

    [Fact]
    public void A_broken_promise_of_a_facility_itself_is_an_alarm_too()
    {
        var alarms = new WallAlarms();
        alarms.Take(Item(null, Standing.Open, complaint: null));

        Assert.Equal(1, alarms.Lit.Count);
    }

    [Fact]
    public void The_gauge_turns_on_above_ten_in_ten_minutes_and_off_below_five()
    {
        var minutes = Enumerable.Range(0, 11).Select(_ => 0.0).Concat([9.9, 10.1, 10.2]).Concat(Enumerable.Range(0, 11).Select(_ => 40.0));

        Assert.Equal(2, WallAlarms.Floods(minutes.Select(m => At.AddMinutes(m))));
        Assert.Equal(0, WallAlarms.Floods(Enumerable.Range(0, 10).Select(_ => At)));
    }
}
