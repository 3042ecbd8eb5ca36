using Monitoring.Grains;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Verify.Oracle;
using static Monitoring.Simulation.Tests.FacilityWorld;

namespace Monitoring.Simulation.Tests;

/// <summary>A year of a hospital and a puskesmas: every clock of a facility is kept once and broken once, at its instant.</summary>
public class FacilityYearTests
{
    private static readonly DateTimeOffset Start = Local(2026, 1, 5, 9);
    private static readonly Actor Desk = new("operator");

    private static readonly WakerOptions Timers = new() { Net = false };
    private static readonly WakerOptions NetAlone = new() { ComplaintTimer = false, FacilityBook = false };

    public static TheoryData<string, WakerOptions> Wakers => new()
    {
        { "timer and book", Timers },
        { "the net alone", NetAlone },
        { "all three", new WakerOptions() },
    };

    [Theory]
    [MemberData(nameof(Wakers))]
    public void In_a_year_every_clock_fires_at_its_instant_and_no_other(string who, WakerOptions wakers)
    {
        using var world = new FacilityWorld(wakers, Start);
        foreach (var (at, act) in Year(world))
        {
            world.LiveTo(at);
            act();
        }

        world.LiveTo(Local(2027, 1, 6, 9));

        var breaches = world.Events(Hospital).OfType<FacilityBreached>().ToList();
        Assert.Equal(
            [
                ("officer_presence", Local(2026, 2, 5, 23, 59, 59)),
                ("monitoring_visit", Local(2026, 2, 28, 23, 59, 59)),
                ("visit_report", Local(2026, 3, 27, 23, 59, 59)),
                ("indicator_report", Local(2026, 5, 10, 23, 59, 59)),
                ("channel_heartbeat", Local(2026, 6, 15, 23, 59, 59)),
                ("forum_promise", Local(2026, 8, 17, 12)),
                ("breach_notice", Local(2026, 10, 4, 10)),
                ("retention_review", Local(2027, 1, 5, 23, 59, 59)),
            ],
            breaches.Select(b => (b.Clock, b.At)));
        Assert.Equal(
            [("public_forum", Local(2027, 1, 5, 23, 59, 59)), ("retention_review", Local(2027, 1, 5, 23, 59, 59))],
            world.Events(Puskesmas).OfType<FacilityBreached>().Select(b => (b.Clock, b.At)));
        Assert.All(breaches, b => Assert.True(
            b.DecidedAt > b.DueAt && b.DecidedAt - b.DueAt <= TimeSpan.FromSeconds(10), $"{who}: {b.Clock} was noticed at {b.DecidedAt:O}"));
        foreach (var id in new[] { Hospital, Puskesmas })
        {
            Assert.Empty(world.Judge(id).Differences);
            Assert.Equal(366, world.Events(id).OfType<Looked>().Count());
            Assert.Equal(12, world.Events(id).OfType<MonthBegan>().Count());
        }
    }

    [Fact]
    public void A_process_that_dies_again_and_again_fires_the_same_once_with_the_same_stamps()
    {
        using var quiet = new FacilityWorld(Timers, Start);
        using var killed = new FacilityWorld(Timers, Start);
        foreach (var (at, act) in Year(quiet))
        {
            quiet.LiveTo(at);
            act();
        }

        var (chance, deaths) = (new Random(36), 0);
        foreach (var (at, act) in Year(killed))
        {
            while (killed.Now < at)
            {
                var next = killed.Now.AddHours(chance.Next(1, 24 * 20));
                killed.LiveTo(next < at ? next : at);
                var back = killed.Now.AddHours(chance.Next(0, 24 * 3));
                killed.KillAndReturnAt(back < at ? back : at);
                deaths++;
            }

            act();
        }

        quiet.LiveTo(Local(2027, 1, 6, 9));
        killed.LiveTo(Local(2027, 1, 6, 9));

        Assert.True(deaths > 30, $"only {deaths} deaths");
        Assert.Equal(Told(quiet), Told(killed));
        Assert.DoesNotContain(killed.Judge(Hospital).Differences, d => d.Kind != DifferenceKind.Late);
    }

    [Fact]
    public void Three_complaints_of_one_kind_in_one_unit_raise_an_alarm_once_and_it_ends()
    {
        using var world = new FacilityWorld(Timers, Start);
        world.LiveTo(Local(2026, 11, 2, 9));
        for (var i = 0; i < 3; i++)
        {
            world.File($"c{i}", Hospital);
            world.LiveTo(world.Now.AddHours(2));
        }

        world.LiveTo(Local(2026, 11, 20));

        var raised = Assert.Single(world.Events(Hospital).OfType<AlarmRaised>());
        Assert.Equal(("cluster", "igd/waktu_tunggu", Local(2026, 11, 3, 6)), (raised.Alarm, raised.Subject, raised.At));
        Assert.Equal(["c0", "c1", "c2"], raised.Cases.AsEnumerable());
        Assert.Equal(Local(2026, 11, 10, 6), Assert.Single(world.Events(Hospital).OfType<AlarmEnded>()).At);
        foreach (var audience in new[] { Audience.Province, Audience.Region("3673"), Audience.Facility(Hospital) })
        {
            Assert.Equal(["alarmRaised", "alarmEnded"], world.Feed(audience).Where(i => i.Alarm is not null).Select(i => i.Kind));
        }

        Assert.Empty(world.Feed(Audience.Region("3601")).Where(i => i.Alarm is not null));
        Assert.Empty(world.Judge(Hospital).Differences);
    }

    [Fact]
    public void A_command_that_comes_before_the_mornings_look_was_made_does_not_take_what_it_finds_away()
    {
        using var world = new FacilityWorld(new WakerOptions { Net = false, ComplaintTimer = false, FacilityBook = false }, Start);
        world.LiveTo(Local(2026, 11, 2, 9));
        for (var i = 0; i < 3; i++)
        {
            world.File($"c{i}", Hospital);
        }

        world.LiveTo(Local(2026, 11, 3, 7));
        Done(world, Hospital, new ReportNothing { By = Desk });

        Assert.Equal(("cluster", Local(2026, 11, 3, 6)), world.Events(Hospital).OfType<AlarmRaised>().Select(a => (a.Alarm, a.At)).Single());
    }

    [Fact]
    public void A_whistleblowers_case_is_no_sign_of_life_opens_no_case_and_is_behind_no_alarm()
    {
        using var with = new FacilityWorld(Timers, Start);
        using var without = new FacilityWorld(Timers, Start);
        foreach (var world in new[] { with, without })
        {
            world.LiveTo(Local(2026, 11, 2, 9));
            for (var i = 0; world == with && i < 5; i++)
            {
                world.File($"w{i}", Hospital, whistleblower: true);
            }

            world.LiveTo(Local(2026, 11, 20));
        }

        Assert.Equal(without.Stored(Hospital).Select(e => (e.Body, e.Hash)), with.Stored(Hospital).Select(e => (e.Body, e.Hash)));
        Assert.Equal(without.Feed(Audience.Facility(Hospital)).Length, with.Feed(Audience.Facility(Hospital)).Length);
    }

    [Fact]
    public void A_facility_shows_what_it_owes_and_what_it_will_do_next()
    {
        using var world = new FacilityWorld(Timers, Start);
        world.Tell(Hospital, new TellIncident("laptop", null) { By = Desk });

        var look = world.Look(Hospital);

        Assert.Contains(look.Own.Clocks, c => c is { Clock: "breach_notice", Subject: "laptop", StoppedAt: null });
        Assert.All(look.Own.Clocks, c => Assert.Equal(c.Ledger!.Limit ?? 0, c.Ledger!.Counted));
        Assert.Contains(look.Armed, t => t is { Name: "own-deadline", For: "look" });
        Assert.Equal(Local(2026, 1, 6, 6), look.Own.NextAt);

        // what was filed in time and is being committed is waited for
        Assert.Equal(look.Own.NextAt + FacilityGrain.SettlesAfter, look.Armed.Single(t => t.Name == "own-deadline").FiresAt);
        world.LiveTo(Local(2026, 1, 6, 6, 0, 1));
        Assert.Empty(world.Events(Hospital).OfType<Looked>());
    }

    private static IEnumerable<(DateTimeOffset At, Action Act)> Year(FacilityWorld world)
    {
        var acts = new List<(DateTimeOffset At, Action Act)>();

        // every Monday a zero-report, but for one week in June at the hospital
        for (var monday = Local(2026, 1, 5, 10); monday < Local(2027, 1, 6); monday = monday.AddDays(7))
        {
            var skips = monday == Local(2026, 6, 15, 10);
            Add(monday, skips ? () => { } : () => Done(world, Hospital, new ReportNothing { By = Desk }));
            Add(monday.AddMinutes(1), () => Done(world, Puskesmas, new ReportNothing { By = Desk }));
        }

        // every month the indicator, in time but for April's
        for (var month = 2; month <= 13; month++)
        {
            var reported = Local(2026 + ((month - 1) / 12), ((month - 1) % 12) + 1, month == 5 ? 12 : 3, 11);
            var name = $"2026-{month - 1:00}";
            Add(reported, () => Done(world, Hospital, new ReportIndicator(name, 0, 0) { By = Desk }));
        }

        Add(Local(2026, 2, 2, 8), () => Done(world, Hospital, new HoldWorkshop(Local(2026, 1, 31, 10)) { By = Desk }));
        Add(Local(2026, 2, 3, 10), () => world.File("c1", Hospital));
        Add(Local(2026, 2, 6, 10), () => world.Ask("c1", new Withdraw("by-reporter") { By = new Actor("citizen") }));
        Add(Local(2026, 3, 13, 10), () => Done(world, Hospital, new Visit(null) { By = Desk }));
        Add(Local(2026, 3, 30, 10), () => Done(world, Hospital, new ReportVisit { By = Desk }));
        Add(Local(2026, 7, 1, 10), () => Done(world, Hospital, new MakePromise("lift", Local(2026, 8, 17, 12)) { By = Desk }));
        Add(Local(2026, 7, 1, 11), () => Done(world, Hospital, new MakePromise("queue", Local(2026, 8, 17, 12)) { By = Desk }));
        Add(Local(2026, 8, 17, 12), () => Done(world, Hospital, new KeepPromise("queue") { By = Desk }));
        Add(Local(2026, 9, 1, 13), () => Done(world, Hospital, new HoldForum(Local(2026, 9, 1, 9)) { By = Desk }));
        Add(Local(2026, 10, 1, 12), () => Done(world, Hospital, new TellIncident("laptop", Local(2026, 10, 1, 10)) { By = Desk }));
        Add(Local(2026, 10, 5, 10), () => Done(world, Hospital, new Notify("laptop") { By = Desk }));
        return acts.OrderBy(a => a.At);

        void Add(DateTimeOffset at, Action act) => acts.Add((at, act));
    }

    private static void Done(FacilityWorld world, string facility, FacilityCommand command)
    {
        var outcome = world.Tell(facility, command);
        Assert.True(outcome.Receipt is not null, $"{command.GetType().Name}: {outcome.Refusal?.Code ?? outcome.Kind.ToString()}");
    }

    private static IEnumerable<string> Told(FacilityWorld world) => new[] { Hospital, Puskesmas }.SelectMany(id =>
        world.Events(id).Select(e => $"{id} {e.Kind} {e.At:O} {(e is FacilityBreached b ? $"{b.Clock}/{b.Epoch}" : e is FacilityEscalated s ? $"{s.Clock}/{s.Epoch}/{s.Step}" : "")}"));
}
