using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Tailing;
using Monitoring.Silo.Watchdog;

namespace Monitoring.Simulation.Tests;

/// <summary>N5: the synthetic complaint that must breach, on virtual time.</summary>
public class WatchdogTests
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Each_one_breaches_is_seen_and_is_told_outside_once()
    {
        using var world = new World(new WakerOptions());
        var (rounds, outside) = Watched(world);

        Live(world, rounds, TimeSpan.FromMinutes(26));

        Assert.Equal((6, 6), (rounds.Rounds.Seen, outside.Told));
        Assert.False(rounds.Rounds.IsSilent);
        Assert.InRange(rounds.Rounds.LastLateBy, TimeSpan.Zero, 2 * Second);
    }

    [Fact]
    public void It_stands_in_no_feed_but_its_own_and_none_stays_open()
    {
        using var world = new World(new WakerOptions());
        var (rounds, _) = Watched(world);

        Live(world, rounds, TimeSpan.FromMinutes(12));

        Assert.Equal(9, Head(world, Audience.Watchdog));
        Assert.Equal(0, rounds.Tail.Look(board => board.OpenCount));
        Assert.Equal(0, Waiting(world));
        foreach (var audience in new[] { Audience.Province, Audience.Inspectorate, Audience.Region(""), Audience.Facility("watchdog") })
        {
            Assert.Equal(0, Head(world, audience));
        }
    }

    [Fact]
    public void With_the_wakers_off_it_is_silent_after_two_intervals_and_nobody_outside_is_told()
    {
        using var world = new World(new WakerOptions { ComplaintTimer = false, FacilityBook = false, Net = false });
        var (rounds, outside) = Watched(world);

        Live(world, rounds, TimeSpan.FromMinutes(9));
        Assert.False(rounds.Rounds.IsSilent);
        Live(world, rounds, TimeSpan.FromMinutes(2));

        Assert.True(rounds.Rounds.IsSilent);
        Assert.Equal(0, outside.Told);
    }

    [Fact]
    public void A_store_that_fails_is_tried_again_and_an_outside_that_does_not_answer_is_counted()
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions(), log);
        var (rounds, outside) = Watched(world);
        outside.Answers = false;
        log.FailNext(afterCommit: false);

        Live(world, rounds, TimeSpan.FromMinutes(1));

        Assert.Equal((1, 1, 1), (rounds.Rounds.Seen, outside.Told, rounds.Rounds.PingsLost));
    }

    private static (Watch, Outside) Watched(World world)
    {
        var outside = new Outside();
        var tail = new FeedTail(Audience.Watchdog, world.Log, new MemoryCheckpoints(), world.Host.Time, NullLogger.Instance);
        var rounds = new WatchdogRounds(
            tail, world.Host.Grains, world.Host.Time, NullLogger<WatchdogRounds>.Instance, Every, outside);
        return (new Watch(rounds, tail), outside);
    }

    private static void Live(World world, Watch watch, TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += Second)
        {
            world.LiveTo(world.Host.Now + Second);
            world.Host.Drive(() => watch.Tail.RunOnce(CancellationToken.None));
            world.Host.Drive(() => watch.Rounds.RunOnce(CancellationToken.None));
        }
    }

    private static int Waiting(World world) =>
        world.Log.Due(DateTimeOffset.MaxValue, null, null, 9, CancellationToken.None).AsTask().GetAwaiter().GetResult().Length;

    private static long Head(World world, string audience) =>
        world.Log.Head(audience, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private sealed record Watch(WatchdogRounds Rounds, FeedTail Tail);

    private sealed class Outside : IOutsidePing
    {
        public int Told { get; private set; }

        public bool Answers { get; set; } = true;

        public Task<bool> Tell(CancellationToken cancellation)
        {
            Told++;
            return Task.FromResult(Answers);
        }
    }
}
