using System.Text.Json;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.TrustedTime;
using static Monitoring.Grains.Tests.Facilities.FacilityStory;

namespace Monitoring.Grains.Tests.Facilities;

public class FacilityFiringTests
{
    private static readonly DateTimeOffset Start = Local(2026, 1, 5, 9);

    [Fact]
    public void After_an_outage_everything_fires_once_in_the_order_of_its_instants()
    {
        var story = new FacilityStory(Start);
        story.Tell(Start, new HoldWorkshop(null) { By = Desk });
        story.Tell(Start, new TellIncident("x", null) { By = Desk });
        var before = story.Events.Count;

        var back = Local(2027, 3, 1, 12);
        story.Wake(back);

        var fired = story.Events.Skip(before).ToList();
        Assert.Equal(fired.OrderBy(HoldsAt), fired);
        Assert.All(fired.OfType<FacilityBreached>(), e => Assert.Equal(back, e.DecidedAt));
        Assert.Equal(fired.OfType<FacilityBreached>().Count(), fired.OfType<FacilityBreached>().DistinctBy(e => (e.Clock, e.Epoch)).Count());
        Assert.Equal(14, fired.OfType<MonthBegan>().Count());
        Assert.Equal(420, fired.OfType<Looked>().Count());
        Assert.True(fired.Count > 450);

        var count = story.Events.Count;
        story.Wake(back);
        Assert.Equal(count, story.Events.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whoever_wakes_it_how_often_the_same_fires_at_the_same_instants(int seed)
    {
        var often = Live(seed, new Random(seed + 100), wakes: 300);
        var seldom = Live(seed, new Random(seed + 200), wakes: 3);

        Assert.Equal(Told(often), Told(seldom));
    }

    [Fact]
    public void While_the_time_is_in_doubt_nothing_fires_and_afterwards_everything_with_its_own_instant()
    {
        var story = new FacilityStory(Start);
        var late = EndOf(2026, 1, 12).AddHours(5);
        story.Wake(new TimeReading(late, late.AddDays(3)));
        Assert.Empty(story.Breaches);

        story.Wake(late.AddHours(1));
        Assert.Equal(("channel_heartbeat", EndOf(2026, 1, 12)), story.Breaches.Single());
    }

    [Fact]
    public void In_doubt_a_command_is_carried_out_the_feed_is_not_read_and_a_back_dated_visit_takes_no_breach_away()
    {
        var story = new FacilityStory(Start);
        story.Tell(Local(2026, 2, 2, 9), new HoldWorkshop(Local(2026, 1, 31, 9)) { By = Desk });
        story.Wake(EndOf(2026, 2, 28));
        var (count, doubted) = (story.Events.Count, Local(2026, 3, 1, 9));
        story.FiledAndClosed(Local(2026, 3, 1, 8));
        story.Tell(new TimeReading(doubted, doubted.AddDays(9)), new Visit(Local(2026, 2, 27, 9)) { By = Desk });

        Assert.Equal("visited", Assert.Single(story.Events.Skip(count)).Kind);
        Assert.Equal(doubted, Assert.Single(story.Timetable.Clocks, c => c.Rule.Id == "monitoring_visit").StoppedAt);

        story.Wake(Local(2026, 3, 1, 10));
        Assert.Contains(("monitoring_visit", EndOf(2026, 2, 28)), story.Breaches);
        Assert.Contains(story.Events.Skip(count), e => e is Heard);
    }

    [Fact]
    public void What_one_revision_kept_the_next_one_keeps()
    {
        var story = new FacilityStory(Start);
        story.Tell(Start, new HoldWorkshop(null) { By = Desk });
        Rules.Policies.PolicyPack Short(int days) => Pack with
        {
            FacilityClocks = [.. Pack.FacilityClocks.Select(c => c.Id == "monitoring_visit"
                ? c with { Limit = new Rules.Policies.Limit.CalendarDays(days, Rules.Policies.DayEnd.EndOfDay) } : c)],
        };

        story.Revise(Local(2026, 1, 20), Calendar, Short(3), 2);
        story.Revise(Local(2026, 1, 21), Calendar, Short(4), 3);

        Assert.Equal(EndOf(2026, 2, 5), story.DueAt("monitoring_visit"));
        Assert.DoesNotContain(story.Events.OfType<Followed>().Last().Kept, k => k.Clock == "monitoring_visit");
    }

    [Fact]
    public void A_revised_calendar_moves_what_is_open_and_leaves_what_is_broken_or_would_be()
    {
        var story = new FacilityStory(Start);
        story.Tell(Local(2026, 1, 5, 10), new Visit(null) { By = Desk });
        Assert.Equal(EndOf(2026, 1, 12), story.DueAt("visit_report"));

        var text = ShippedFile.Text("policies", "calendar-id-banten.json");
        var holiday = """{"date": "2026-01-09", "name": "Libur daerah", "kind": "libur_daerah", "source": "a decree"}, """;
        var at = text.IndexOf("\"2026\": [", StringComparison.Ordinal) + "\"2026\": [".Length;
        story.Revise(Local(2026, 1, 7, 10), CalendarReader.Read(text.Insert(at, holiday), "revised"));

        Assert.Equal(EndOf(2026, 1, 13), story.DueAt("visit_report"));
        var moved = Assert.Single(story.Events.OfType<Followed>().Last().Moved);
        Assert.Equal(("visit_report", EndOf(2026, 1, 12), EndOf(2026, 1, 13)), (moved.Clock, moved.OldDueAt, moved.DueAt));
    }

    [Fact]
    public void A_shorter_limit_breaks_no_promise_that_was_not_made()
    {
        var story = new FacilityStory(Start);
        story.Tell(Start, new HoldWorkshop(null) { By = Desk });
        var pack = Pack with
        {
            FacilityClocks = [.. Pack.FacilityClocks.Select(c => c.Id == "monitoring_visit"
                ? c with { Limit = new Rules.Policies.Limit.CalendarDays(3, Rules.Policies.DayEnd.EndOfDay) } : c)],
        };

        story.Revise(Local(2026, 1, 20), Calendar, pack);

        Assert.Equal(EndOf(2026, 2, 5), story.DueAt("monitoring_visit"));
        Assert.Equal("monitoring_visit", Assert.Single(story.Events.OfType<Followed>().Last().Kept).Clock);
        story.Wake(Local(2026, 2, 7));
        Assert.Contains(("monitoring_visit", EndOf(2026, 2, 5)), story.Breaches);
    }

    [Fact]
    public void An_alarm_is_told_once_while_it_holds_and_is_said_to_be_over_when_it_is()
    {
        var story = new FacilityStory(Start);
        var found = new Finding("cluster", "er/slow", ["c1", "c2", "c3"]);
        story.Wake(Local(2026, 1, 6, 6, 0, 2), found);
        story.Wake(Local(2026, 1, 7, 6, 0, 2), found);
        Assert.Equal(["c1", "c2", "c3"], Assert.Single(story.State.Alarms).Cases.AsEnumerable());
        story.Wake(Local(2026, 1, 7, 7)); // no look is due: nothing is said about alarms
        Assert.Single(story.State.Alarms);
        story.Wake(Local(2026, 1, 8, 6, 0, 2));

        var raised = Assert.Single(story.Events.OfType<AlarmRaised>());
        Assert.Equal((Local(2026, 1, 6, 6), Local(2026, 1, 6, 6, 0, 2)), (raised.At, raised.DecidedAt));
        Assert.Equal(["R2", "R4"], raised.Rungs.AsEnumerable());
        Assert.Equal(Local(2026, 1, 8, 6), Assert.Single(story.Events.OfType<AlarmEnded>()).At);
        Assert.Empty(story.State.Alarms);
    }

    [Fact]
    public void What_the_audiences_see_counts_broken_promises_and_alarms_and_no_complaint()
    {
        var story = new FacilityStory(Start);
        var decision = new FacilityRules(Pack, Calendar).Wake(story.State, [], [new Finding("cluster", "er/slow", ["c1"])], Local(2026, 1, 13, 7));

        var items = decision.Events.Where(e => !WhatAudiencesSeeOfAFacility.Audiences(e).IsEmpty).Select(WhatAudiencesSeeOfAFacility.Item).ToList();

        Assert.Equal(["facilityBreached", "alarmRaised"], items.Select(i => i.Kind));
        Assert.Equal([new OwnStanding(1, 0), new OwnStanding(1, 1)], items.Select(i => i.Own));
        Assert.All(items, i => Assert.Null(i.Standing ?? (object?)i.Complaint));
        Assert.Equal(["facility:" + Id, "province", "region:3673"], WhatAudiencesSeeOfAFacility.Audiences(decision.Events[^1]).Order());
    }

    [Fact]
    public void A_registration_of_before_these_clocks_is_still_read()
    {
        const string old = """{"at":"2026-01-05T02:00:00+00:00","kind":"registered","version":1,"facility":"f","region":"3673","card":{"name":"RS","kind":"hospital","class":"B","owner":"pemprov"}}""";
        var read = Assert.IsType<Registered>(JsonSerializer.Deserialize(old, FacilityJson.Default.FacilityEvent));
        Assert.Equal(("f", "hospital"), (read.Facility, read.Card.Kind));
    }

    private static FacilityStory Live(int seed, Random wakeful, int wakes)
    {
        var chance = new Random(seed);
        var story = new FacilityStory(Start);
        var acts = new List<(DateTimeOffset At, Action Act)>();
        for (var i = 0; i < 40; i++)
        {
            var at = Start.AddMinutes(chance.Next(1, 150 * 24 * 60));
            Action act = chance.Next(8) switch
            {
                0 => () => story.Tell(at, new HoldWorkshop(at.AddDays(-3)) { By = Desk }),
                1 => () => story.Tell(at, new Visit(null) { By = Desk }),
                2 => () => story.Tell(at, new ReportVisit { By = Desk }),
                3 => () => story.Tell(at, new ReportNothing { By = Desk }),
                4 => () => story.Tell(at, new ReportIndicator("2026-01", 1, 1) { By = Desk }),
                5 => () => story.Tell(at, new TellIncident($"i{at.Ticks}", null) { By = Desk }),
                6 => () => story.Feed(at, "filed", null, Standing.Open),
                _ => () => story.Feed(at, "closed", Standing.Open, Standing.Closed),
            };
            acts.Add((at, act));
        }

        for (var i = 0; i < wakes; i++)
        {
            var at = Start.AddMinutes(wakeful.Next(1, 150 * 24 * 60));
            acts.Add((at, () => story.Wake(at)));
        }

        foreach (var (_, act) in acts.OrderBy(a => a.At))
        {
            act();
        }

        story.Wake(Start.AddDays(160));
        return story;
    }

    private static IEnumerable<string> Told(FacilityStory story) =>
        story.Events.Select(e => $"{e.Kind} {e.At:O} {(e is FacilityBreached b ? b.Clock + b.Epoch : e is FacilityEscalated s ? s.Clock + s.Epoch + s.Step : "")}");

    private static DateTimeOffset HoldsAt(FacilityEvent e) => e is FacilityBreached ? e.At.AddMilliseconds(1) : e.At;
}
