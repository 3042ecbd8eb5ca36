using Monitoring.Grains;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Virtual;
using Monitoring.Silo.Wakers;
using Xunit.Abstractions;
using static Monitoring.Grains.Rules.Policies.Facilities.AlarmIds;
using static Monitoring.Simulation.Tests.PlantedProvince;

namespace Monitoring.Simulation.Tests;

/// <summary>Planted suppression and planted bias, through grains, log, feeds and the look over the province.</summary>
public class ProvinceLookTests(ITestOutputHelper output)
{
    private const int Seed = 36;
    private const double PerDay = 0.8;

    private static readonly DateTimeOffset Start = Local(2026, 1, 5, 9);
    private static readonly DateTimeOffset StopsAt = Local(2026, 7, 6, 9);

    [Fact]
    public void A_hospital_that_lets_no_complaint_through_any_more_strikes_after_a_fortnight_and_not_again_while_it_lasts()
    {
        using var world = Suppressed(out var quiet);
        world.LookEveryMorningUntil(StopsAt.AddDays(30));

        var last = world.Feed(Audience.Facility(quiet)).Last(i => i.Kind == "filed").At;
        var raised = Assert.Single(world.Raised(quiet, Silence));
        output.WriteLine($"seed {Seed}: last heard of {last:O}, raised at {raised.At:O}");
        Assert.InRange(raised.At - last, TimeSpan.FromDays(14), TimeSpan.FromDays(18));
        Assert.Equal(6, raised.At.AddHours(7).Hour);
        Assert.Equal(TimeSpan.FromMinutes(1), raised.DecidedAt - raised.At);
        Assert.Equal(last.AddHours(7).ToString("yyyy-MM-dd", null), raised.Subject);
        Assert.Equal(["R3", "R4"], raised.Rungs.AsEnumerable());
        Assert.Empty(world.Ended(quiet, Silence));

        foreach (var audience in new[] { Audience.Province, Audience.Region("3673"), Audience.Facility(quiet) })
        {
            Assert.Equal(quiet, Assert.Single(world.Feed(audience), i => i is { Kind: "alarmRaised", Alarm: Silence }).Facility);
        }

        world.Plant([world.Filed(quiet, world.Now.AddHours(3), new CaseTraits { Channel = "SMS" })]);
        world.LookEveryMorningUntil(world.Now.AddDays(1));
        Assert.Single(world.Ended(quiet, Silence));
        Assert.Empty(world.Against(quiet));
    }

    [Fact]
    public void Where_complaints_are_rare_silence_says_nothing()
    {
        using var world = new PlantedProvince(Seed, Start);
        string[] rare = [world.Puskesmas(1), world.Puskesmas(2), world.Puskesmas(3)];
        world.Plant(rare.SelectMany(p => world.Arrivals(p, 0.03, Start, StopsAt)));
        world.LiveTo(StopsAt);
        world.LookEveryMorningUntil(StopsAt.AddDays(80));

        Assert.All(rare, p => Assert.Empty(world.Raised(p, Silence)));
    }

    [Fact]
    public void One_that_was_just_registered_is_judged_by_its_class_a_fortnight_later_and_not_before()
    {
        using var world = Suppressed(out _);
        var registeredAt = StopsAt.AddDays(20);
        world.LiveTo(registeredAt);
        var late = world.Hospital(99);
        world.LookEveryMorningUntil(registeredAt.AddDays(14));
        Assert.Empty(world.Raised(late, Silence));

        world.LookEveryMorningUntil(registeredAt.AddDays(18));
        Assert.InRange(Assert.Single(world.Raised(late, Silence)).At - registeredAt, TimeSpan.FromDays(14), TimeSpan.FromDays(18));
    }

    [Fact]
    public void Nothing_of_a_sealed_case_moves_what_is_said_of_any_facility()
    {
        using var without = Suppressed(out var quiet);
        using var with = Suppressed(out _, world => world.Answered(quiet, 60, "BPJS_PBI", 200, StopsAt, 20, whistleblower: true));
        without.LookEveryMorningUntil(StopsAt.AddDays(30));
        with.LookEveryMorningUntil(StopsAt.AddDays(30));

        Assert.Single(with.Raised(quiet, Silence));
        Assert.Equal(without.Stored(quiet).Select(e => (e.Body, e.Hash)), with.Stored(quiet).Select(e => (e.Body, e.Hash)));
        Assert.Equal(without.Feed(Audience.Province).Length, with.Feed(Audience.Province).Length);
    }

    [Fact]
    public void What_was_decided_and_not_told_when_the_process_died_the_next_one_tells_and_nothing_twice()
    {
        using var world = Suppressed(out var first, silent: 2);
        var second = world.Hospital(2);
        world.Log.Over = Streams.Facility(second);
        world.LookEveryMorningUntil(StopsAt.AddDays(20));
        Assert.Single(world.Raised(first, Silence));
        Assert.Empty(world.Raised(second, Silence));

        world.Log.Over = null;
        world.KillAndReturnAt(world.Now.AddMinutes(40));
        world.LookOver();
        world.LookOver();

        var late = Assert.Single(world.Raised(second, Silence));
        Assert.Equal((Local(2026, 7, 26, 6), Local(2026, 7, 26, 6, 41)), (late.At, late.DecidedAt));
        Assert.Single(world.Raised(first, Silence));
        Assert.All([first, second], f => Assert.Empty(world.Against(f)));
    }

    [Fact]
    public void A_server_that_starts_late_in_the_morning_judges_as_of_six_and_what_came_since_ends_it_the_next_day()
    {
        using var world = Suppressed(out var quiet);
        world.Plant([world.Filed(quiet, Local(2026, 7, 26, 8), new CaseTraits { Channel = "SMS" })]);
        world.LiveTo(Local(2026, 7, 26, 9));
        world.LookOver();
        var raised = Assert.Single(world.Raised(quiet, Silence));
        Assert.Equal((Local(2026, 7, 26, 6), Local(2026, 7, 26, 9)), (raised.At, raised.DecidedAt));

        world.LookEveryMorningUntil(Local(2026, 7, 27, 9));
        Assert.Equal(Local(2026, 7, 27, 6), Assert.Single(world.Ended(quiet, Silence)).At);
    }

    [Fact]
    public void One_that_could_not_be_told_is_told_by_the_next_round_and_keeps_nobody_else_from_it()
    {
        using var world = Suppressed(out var first, silent: 2);
        world.Log.Over = Streams.Facility(first);
        world.LookEveryMorningUntil(StopsAt.AddDays(20));
        Assert.Single(world.Raised(world.Hospital(2), Silence));

        world.Log.Over = null;
        world.LiveTo(world.Now.AddMinutes(1));
        world.LookOver();
        var late = Assert.Single(world.Raised(first, Silence));
        Assert.Equal(TimeSpan.FromMinutes(2), late.DecidedAt - late.At);
    }

    [Fact]
    public void Two_processes_that_both_look_say_it_once_and_one_whose_turn_it_is_not_says_nothing()
    {
        using var world = Suppressed(out var quiet);
        world.LiveTo(Local(2026, 7, 26, 6, 1));
        using var other = world.Another(world.Now);
        using var third = world.Another(world.Now, new NobodysTurn());
        third.LookOver();
        Assert.Empty(world.Raised(quiet, Silence));

        other.LookOver();
        world.LookOver();
        Assert.Single(world.Raised(quiet, Silence));

        world.Plant([world.Filed(quiet, world.Now.AddHours(3), new CaseTraits { Channel = "SMS" })]);
        world.LiveTo(Local(2026, 7, 27, 6, 1));
        world.LookOver();
        other.LiveTo(world.Now);
        other.LookOver();
        Assert.Single(world.Raised(quiet, Silence));
        Assert.Single(world.Ended(quiet, Silence));
        Assert.Empty(world.Against(quiet));
    }

    [Fact]
    public void Looks_of_its_own_leave_a_facilitys_silence_standing()
    {
        using var world = Suppressed(out var quiet);
        world.LookEveryMorningUntil(StopsAt.AddDays(20));
        world.KillAndReturnAt(world.Now.AddMinutes(10), new WakerOptions { Net = false, FacilityReminder = false });
        world.LookOver(); // which wakes it
        var before = world.Stored(quiet).Count(e => e.Kind == "looked");
        world.LiveTo(world.Now.AddDays(2));

        Assert.Equal(before + 2, world.Stored(quiet).Count(e => e.Kind == "looked"));
        Assert.Single(world.Raised(quiet, Silence));
        Assert.Empty(world.Ended(quiet, Silence));
    }

    [Fact]
    public void A_hospital_that_lets_the_insured_wait_strikes_on_a_Monday_with_their_cases_and_the_fair_the_small_and_the_emergencies_do_not()
    {
        using var world = new PlantedProvince(Seed, Start);
        var (biased, small, urgent) = (world.Hospital(1), world.Hospital(2), world.Hospital(3));
        string[] fair = [world.Hospital(4), world.Hospital(5), world.Hospital(6)];
        const double quarter = 80;
        Scheduled[] planted =
        [
            .. Both(biased, 60, 100, 30),
            .. Both(small, 15, 400, 20),
            .. Both(urgent, 40, 48, 48), .. world.Answered(urgent, 40, "UMUM", 2, Start, quarter, emergency: true),
            .. fair.SelectMany(f => Both(f, 60, 48, 48)),
        ];
        IEnumerable<Scheduled> Both(string facility, int count, double insured, double paying) =>
            world.Answered(facility, count, "BPJS_PBI", insured, Start, quarter)
                .Concat(world.Answered(facility, count, "UMUM", paying, Start, quarter));

        // on a Saturday, when it is first asked, it is judged as of Monday
        world.Plant(planted);
        world.LiveTo(Local(2026, 4, 4));
        world.LookOver();

        var raised = world.Raised(biased, UnequalTreatment).ToList();
        Assert.Equal(["payer/BPJS_PBI", "public_private/public"], raised.Select(r => r.Subject));
        Assert.All(raised, r =>
        {
            Assert.Equal((Local(2026, 3, 30, 6), Local(2026, 4, 4)), (r.At, r.DecidedAt));
            Assert.Equal(["R2", "R3", "R4"], r.Rungs.AsEnumerable());
            Assert.Equal(10, r.Cases.Length);
            var insured = planted.Where(s => s.Command is FileComplaint { Traits.Payer: "BPJS_PBI", Owner.Facility: var f } && f == biased);
            Assert.Empty(r.Cases.Except(insured.Select(s => s.Complaint)));
        });
        Assert.All([small, urgent, .. fair], f => Assert.Empty(world.Raised(f, UnequalTreatment)));

        // a week on it still holds and is not told again; a quarter on there is nothing to compare any more
        world.LookEveryMorningUntil(Local(2026, 4, 14));
        Assert.Equal(2, world.Raised(biased, UnequalTreatment).Count());
        world.LookEveryMorningUntil(Local(2026, 7, 7));
        Assert.Equal(["payer/BPJS_PBI", "public_private/public"], world.Ended(biased, UnequalTreatment).Select(e => e.Subject).Order());
        Assert.Empty(world.Against(biased));
    }

    /// <summary>Six hospitals of one class for half a year; the first of them, or the first two, get nothing from 6 July 2026 on.</summary>
    private static PlantedProvince Suppressed(
        out string quiet, Func<PlantedProvince, IEnumerable<Scheduled>>? also = null, int silent = 1)
    {
        var world = new PlantedProvince(Seed, Start);
        var all = Enumerable.Range(1, 6).Select(world.Hospital).ToList();
        quiet = all[0];
        Scheduled[] planted = [.. all.SelectMany((f, i) => world.Arrivals(f, PerDay, Start, i < silent ? StopsAt : StopsAt.AddDays(60)))];
        world.Plant(planted.Concat(also?.Invoke(world) ?? []));
        world.LiveTo(StopsAt);
        return world;
    }

    private sealed class NobodysTurn : INetTurn
    {
        public ValueTask<bool> IsMine(CancellationToken cancellation) => ValueTask.FromResult(false);

        public ValueTask GiveUp() => ValueTask.CompletedTask;
    }
}
