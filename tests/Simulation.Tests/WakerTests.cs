using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Wakers;
using static Monitoring.Simulation.Tests.World;

namespace Monitoring.Simulation.Tests;

public class WakerTests
{
    private static readonly Actor Desk = new("operator");

    private static readonly WakerOptions Nobody = new() { ComplaintTimer = false, FacilityBook = false, Net = false };

    public static TheoryData<string, WakerOptions> Wakers => new()
    {
        { "the complaint's own timer", Nobody with { ComplaintTimer = true } },
        { "timer and facility", Nobody with { ComplaintTimer = true, FacilityBook = true } },
        { "the net alone", Nobody with { Net = true } },
        { "all three", new WakerOptions() },
    };

    [Theory]
    [MemberData(nameof(Wakers))]
    public void Every_deadline_breaches_once_and_none_early(string who, WakerOptions wakers)
    {
        using var world = new World(wakers);
        for (var i = 0; i < 50; i++)
        {
            world.File($"c{i:D2}", Start + TimeSpan.FromSeconds(30 + (i * 7)));
        }

        world.LiveTo(Start + TimeSpan.FromMinutes(10));

        var breaches = world.Breaches();
        Assert.Equal(50, breaches.Select(b => b.Complaint).Distinct().Count());
        Assert.Equal(50, breaches.Length);
        Assert.All(breaches, b => Assert.True(b.DecidedAt > b.DueAt, $"{who}: {b.Complaint} was early"));
        Assert.All(breaches, b => Assert.True(b.DecidedAt - b.DueAt <= TimeSpan.FromSeconds(5), $"{who}: {b.Complaint}"));
    }

    [Fact]
    public void With_every_waker_switched_off_nothing_breaches()
    {
        using var world = new World(Nobody);
        world.File("c1", Start + TimeSpan.FromMinutes(1));

        world.LiveTo(Start + TimeSpan.FromDays(1));

        Assert.Empty(world.Breaches());
    }

    [Fact]
    public void Wakers_that_stood_still_find_what_they_missed_and_its_breach_keeps_its_deadline()
    {
        var still = false;
        using var world = new World(new WakerOptions { StandStill = () => still });
        DateTimeOffset[] dueAt = [.. Enumerable.Range(1, 3).Select(n => Start + TimeSpan.FromMinutes(n))];
        foreach (var at in dueAt)
        {
            world.File($"c{at.Minute}", at);
        }

        world.LiveTo(Start + TimeSpan.FromSeconds(30));
        still = true;
        var stillUntil = Start + TimeSpan.FromMinutes(10);
        world.LiveTo(stillUntil);
        Assert.Empty(world.Breaches());

        still = false;
        world.LiveTo(stillUntil + TimeSpan.FromSeconds(10));

        Assert.Equal(dueAt, world.Breaches().Select(b => b.DueAt!.Value).Order());
        Assert.All(world.Breaches(), b => Assert.True(b.DecidedAt >= stillUntil, $"{b.Complaint} was noticed by somebody"));
    }

    [Fact]
    public void The_own_timer_fires_at_the_first_instant_at_which_the_promise_is_broken()
    {
        using var world = new World(Nobody with { ComplaintTimer = true });
        var dueAt = Start + TimeSpan.FromDays(100);
        world.File("c1", dueAt);

        // an idle activation is collected long before, so somebody must ask for it: here its own look does
        world.LiveTo(dueAt - TimeSpan.FromMinutes(1));
        world.Host.Drive(() => world.Grain("c1").Look());
        world.LiveTo(dueAt + TimeSpan.FromSeconds(1));

        Assert.Equal(dueAt + TimeSpan.FromMilliseconds(1), world.Breaches().Single().DecidedAt);
    }

    [Fact]
    public void The_facility_wakes_a_complaint_that_sleeps_so_that_it_is_on_time()
    {
        using var world = new World(Nobody with { ComplaintTimer = true, FacilityBook = true });
        var dueAt = Start + TimeSpan.FromDays(100);
        world.File("c1", dueAt);

        world.LiveTo(dueAt + TimeSpan.FromSeconds(1));

        Assert.Equal(dueAt + TimeSpan.FromMilliseconds(1), world.Breaches().Single().DecidedAt);
    }

    [Fact]
    public void A_complaint_that_went_to_sleep_once_it_was_filed_is_on_time_all_the_same()
    {
        using var world = new World(new WakerOptions { Net = false, SleepAfterFiling = true });
        var dueAt = Start + TimeSpan.FromHours(2);
        world.File("c1", dueAt);
        Assert.DoesNotContain(world.Host.Host.CountByClass(), c => c.GrainType.Contains("complaint", StringComparison.Ordinal) && c.Active > 0);

        world.LiveTo(dueAt + TimeSpan.FromSeconds(1));

        Assert.Equal(dueAt + TimeSpan.FromMilliseconds(1), world.Breaches().Single().DecidedAt);
    }

    [Fact]
    public void Its_facility_wakes_on_time_a_complaint_that_it_was_told_of_and_that_was_lost_since()
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions { Net = false }, log);
        var dueAt = Start + TimeSpan.FromMinutes(4);
        world.File("c0", Start + TimeSpan.FromDays(1)); // so that the facility has read its book before it is told
        world.File("c1", dueAt);

        // whoever does not know what became of its write goes, and its timer with it
        log.FailNext(afterCommit: false);
        Assert.Throws<StorageUnknownException>(() => world.CarryOut("c1", new Grains.Rules.Complaints.Verify { By = Desk }));
        world.LiveTo(dueAt + TimeSpan.FromSeconds(1));

        Assert.Equal(dueAt + TimeSpan.FromMilliseconds(1), world.Breaches().Single().DecidedAt);
    }

    [Fact]
    public void After_a_cold_start_what_came_due_meanwhile_fires_once_in_order_with_its_deadline()
    {
        using var world = new World(new WakerOptions());
        world.File("late", Start + TimeSpan.FromHours(3));
        world.File("early", Start + TimeSpan.FromHours(1));
        world.File("later", Start + TimeSpan.FromDays(40));
        world.KillAndReturnAt(Start + TimeSpan.FromDays(2));

        world.LiveTo(Start + TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));

        Assert.Equal(
            [("early", Start + TimeSpan.FromHours(1)), ("late", Start + TimeSpan.FromHours(3))],
            world.Breaches().Select(b => (b.Complaint, b.DueAt!.Value)));
        Assert.All(world.Breaches(), b => Assert.True(b.DecidedAt >= Start + TimeSpan.FromDays(2)));
    }

    [Fact]
    public void A_write_that_happened_but_reported_failure_has_its_effect_once()
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions(), log);
        var key = new RequestKey("client", "k1", "print");
        log.FailNext(afterCommit: true);
        Assert.Throws<StorageUnknownException>(() => world.File("c1", Start + TimeSpan.FromHours(1), key));

        var again = world.File("c1", Start + TimeSpan.FromHours(1), key);

        Assert.Equal((OutcomeKind.Repeated, new EarlierRequest("c1", 1)), (again.Kind, again.Existing));
        Assert.Equal(1, world.Host.Drive(() => world.Grain("c1").Look()).Version);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_write_of_unknown_outcome_whoever_asks_is_told_what_the_log_says(bool happened)
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions(), log);
        world.File("c1", Start + TimeSpan.FromHours(1));
        log.FailNext(happened);
        Assert.Throws<StorageUnknownException>(() => world.CarryOut("c1", new Grains.Rules.Complaints.Verify { By = Desk }));

        var look = world.Host.Drive(() => world.Grain("c1").Look());

        Assert.Equal(happened ? 2 : 1, look.Version);
    }

    [Fact]
    public void A_write_that_failed_leaves_nothing_and_the_next_turn_reads_the_log()
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions(), log);
        log.FailNext(afterCommit: false);
        Assert.Throws<StorageUnknownException>(() => world.File("c1", Start + TimeSpan.FromHours(1)));
        Assert.Equal(0, world.Host.Drive(() => world.Grain("c1").Look()).Version);

        Assert.Equal(OutcomeKind.Done, world.File("c1", Start + TimeSpan.FromHours(1)).Kind);
    }

    [Fact]
    public void A_filing_whose_write_failed_is_taken_when_it_is_repeated()
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions(), log);
        log.FailNext(afterCommit: false);
        Assert.Throws<StorageUnknownException>(() => world.File("c1", Start + TimeSpan.FromHours(1)));

        Assert.Equal(OutcomeKind.Done, world.File("c1", Start + TimeSpan.FromHours(1)).Kind);
    }

    [Fact]
    public void What_was_filed_is_not_filed_again_by_an_activation_that_has_read_nothing()
    {
        using var world = new World(new WakerOptions());
        var key = new RequestKey("client", "k1", "print");
        world.File("c1", Start + TimeSpan.FromHours(1), key);
        world.KillAndReturnAt(Start + TimeSpan.FromMinutes(1));

        var again = world.File("c1", Start + TimeSpan.FromHours(1), key);
        var other = world.File("c1", Start + TimeSpan.FromHours(2));

        Assert.Equal((OutcomeKind.Repeated, new EarlierRequest("c1", 1)), (again.Kind, again.Existing));
        Assert.Equal("already-filed", other.Refusal?.Code);
        Assert.Equal(1, world.Host.Drive(() => world.Grain("c1").Look()).Version);
    }

    [Fact]
    public void An_activation_that_filed_nothing_because_it_was_refused_still_finds_what_there_is()
    {
        using var world = new World(new WakerOptions());
        world.File("c1", Start + TimeSpan.FromHours(1));
        world.KillAndReturnAt(Start + TimeSpan.FromMinutes(1));

        var refused = world.Host.Drive(() => world.Grain("c1").File(
            world.Filing(Start + TimeSpan.FromHours(1)) with { IfVersion = 7 }));

        Assert.Equal("version-changed", refused.Refusal?.Code);
        Assert.Equal(1, world.Host.Drive(() => world.Grain("c1").Look()).Version);
    }

    [Fact]
    public void A_breach_whose_write_failed_is_written_at_the_next_wake_up()
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions(), log);
        var dueAt = Start + TimeSpan.FromMinutes(10);
        world.File("c1", dueAt);
        world.LiveTo(dueAt - TimeSpan.FromSeconds(1));
        log.FailNext(afterCommit: false);

        world.LiveTo(dueAt + TimeSpan.FromSeconds(30));

        Assert.Equal(dueAt, world.Breaches().Single().DueAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    public void After_an_outage_in_which_waking_failed_again_and_again_everything_is_caught_up_at_the_next_round(int longer)
    {
        var log = new LyingLog();
        using var world = new World(Nobody with { Net = true }, log);
        world.File("c1", Start + TimeSpan.FromMinutes(1));
        world.LiveTo(Start + TimeSpan.FromSeconds(50));
        log.IsAway = true;
        world.LiveTo(Start + TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(longer));
        log.DueFailsToo = true;
        Assert.Throws<StorageUnknownException>(() => world.LiveTo(world.Host.Now + NetOfDueRows.Every));
        log.IsAway = false;
        var healedAt = world.Host.Now;

        world.LiveTo(healedAt + NetOfDueRows.Every);

        Assert.True(world.Breaches().Single().DecidedAt <= healedAt + NetOfDueRows.Every);
    }

    [Fact]
    public void One_round_of_the_net_wakes_everything_that_is_due_however_much_it_is()
    {
        const int More = 1_001; // than one page of the index
        using var world = new World(Nobody with { Net = true });
        var dueAt = Start + TimeSpan.FromMinutes(1);
        for (var i = 0; i < More; i++)
        {
            world.File($"c{i}", dueAt);
        }

        world.LiveTo(dueAt + NetOfDueRows.Every);

        Assert.Equal(More, world.Breaches().Length);
    }

    [Fact]
    public void One_poisoned_complaint_keeps_the_net_from_no_other()
    {
        var log = new LyingLog { Poisoned = Streams.Complaint("c1") };
        using var world = new World(Nobody with { Net = true }, log);
        world.File("c1", Start + TimeSpan.FromMinutes(1));
        world.File("c2", Start + TimeSpan.FromMinutes(2));

        world.LiveTo(Start + TimeSpan.FromMinutes(10));

        Assert.Equal("c2", world.Breaches().Single().Complaint);
    }

    [Fact]
    public void One_that_was_poisoned_for_long_is_caught_up_within_a_minute_of_its_mending()
    {
        var log = new LyingLog { Poisoned = Streams.Complaint("c1") };
        using var world = new World(Nobody with { Net = true }, log);
        world.File("c1", Start + TimeSpan.FromMinutes(1));
        world.LiveTo(Start + TimeSpan.FromHours(1));
        log.Poisoned = null;

        world.LiveTo(Start + TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));

        Assert.Equal(Start + TimeSpan.FromMinutes(1), world.Breaches().Single().DueAt);
    }
}
