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
    public void A_case_lights_up_when_it_turns_red_and_not_again_while_it_is()
    {
        var alarms = new WallAlarms();
        alarms.Take(Item(Standing.Open, Standing.Overdue));
        alarms.Take(Item(Standing.Overdue, Standing.Overdue));
        alarms.Take(Item(Standing.Overdue, Standing.Handled));
        alarms.Take(Item(Standing.Handled, Standing.Overdue, rungs: ["R2", "R4"]));
        alarms.Take(Item(Standing.Open, Standing.Overdue) with { Imported = true });

        Assert.Equal((2, 2, 1), (alarms.Lit.Count, alarms.Red.Count, alarms.Called.Count));
    }

    [Fact]
    public void What_a_facility_itself_breaks_and_what_is_found_about_it_light_up_too()
    {
        var alarms = new WallAlarms();
        var own = Item(null, Standing.Open, complaint: null);
        alarms.Take(own with { Kind = "facilityBreached", Clock = "channel_heartbeat" });
        alarms.Take(own with { Kind = "alarmRaised", Clock = null, Alarm = "cluster" });
        alarms.Take(own with { Kind = "facilityEscalated", Clock = "channel_heartbeat" });
        alarms.Take(own with { Kind = "alarmEnded", Clock = null, Alarm = "cluster" });

        Assert.Equal((2, 0, 2), (alarms.Lit.Count, alarms.Red.Count, alarms.Raised.Count));
    }

    [Fact]
    public void What_is_found_by_comparing_all_facilities_is_counted_apart_and_each_finding_keeps_whom_it_is_about()
    {
        var alarms = new WallAlarms();
        var found = Item(null, Standing.Open, complaint: null, "R4") with { Kind = "alarmRaised", Clock = null };
        alarms.Take(found with { Alarm = "silence" });
        alarms.Take(found with { Alarm = "silence", Facility = "h2" });
        alarms.Take(found with { Alarm = "unequal_treatment" });
        alarms.Take(found with { Alarm = "gaming" });

        Assert.Equal((4, 3, 4, 3), (alarms.Lit.Count, alarms.Found.Count, alarms.Called.Count, alarms.Raised.Count));
        Assert.Equal(["silence", "unequal_treatment", "gaming"], alarms.About("h1").Select(one => one.Alarm));
    }

    [Fact]
    public void What_lights_up_at_one_instant_for_one_reason_is_one_alarm_with_a_number()
    {
        var alarms = new WallAlarms();
        alarms.Take(Item(Standing.Open, Standing.Overdue));
        alarms.Take(Item(Standing.Open, Standing.Overdue, "c2") with { Facility = "h2", DecidedAt = At.AddSeconds(2) });
        alarms.Take(Item(Standing.Open, Standing.Overdue, "c3") with { Clock = "settle" });
        alarms.Take(Item(Standing.Open, Standing.Overdue, "c4") with { At = At.AddMilliseconds(1) });

        Assert.Equal((4, 3), (alarms.Lit.Count, alarms.Raised.Count));
        var first = alarms.Largest.First();
        Assert.Equal(("kwtk", 2, 2, At), (first.Reason, first.Count, first.Facilities, first.At));
    }

    [Fact]
    public void Cases_that_turn_red_by_somebodys_move_are_alarms_of_their_own()
    {
        var alarms = new WallAlarms();
        alarms.Take(Item(Standing.Closed, Standing.Overdue) with { Kind = "reopened" });
        alarms.Take(Item(Standing.Closed, Standing.Overdue, "c2") with { Kind = "reopened" });

        Assert.Equal(2, alarms.Raised.Count);
    }

    [Fact]
    public void The_gauge_turns_on_above_ten_in_ten_minutes_and_off_below_five()
    {
        var minutes = Enumerable.Range(0, 11).Select(_ => 0.0).Concat([9.9, 10.1, 10.2]).Concat(Enumerable.Range(0, 11).Select(_ => 40.0));

        Assert.Equal(2, WallAlarms.Floods(minutes.Select(m => At.AddMinutes(m))));
        Assert.Equal(0, WallAlarms.Floods(Enumerable.Range(0, 10).Select(_ => At)));
    }
}
