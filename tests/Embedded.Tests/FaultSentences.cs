using Monitoring.Conformance.Tests.Grains;
using Monitoring.Embedded.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>What a simulation makes go wrong, and that it goes wrong in the same way again.</summary>
public sealed class FaultSentences
{
    [Fact]
    public async Task Without_faults_nothing_goes_wrong()
    {
        var stage = await Signals(seed: 1, _ => { });
        Assert.Equal(21 * 10, stage.Witness.Times("passed"));
        Assert.Equal(new FaultPlan(1).Happened.ToString(), stage.Faults!.Happened.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task The_same_seed_goes_wrong_in_the_same_way(int seed)
    {
        var one = await Signals(seed, Everything);
        var other = await Signals(seed, Everything);
        Assert.Equal(one.Witness.Heard, other.Witness.Heard);
        Assert.Equal(one.Faults!.Happened.ToString(), other.Faults!.Happened.ToString());
        Assert.NotEqual(one.Witness.Heard, (await Signals(seed + 1, Everything)).Witness.Heard);
    }

    [Fact]
    public async Task A_message_may_be_lost()
    {
        var stage = await Signals(seed: 3, faults => faults.LoseMessage = 0.1);
        Assert.NotEqual(0, stage.Faults!.Happened.LostMessages);
        Assert.InRange(stage.Witness.Times("passed"), 1, (21 * 10) - 1);
    }

    [Fact]
    public async Task A_message_may_come_twice()
    {
        var stage = await Signals(seed: 3, faults => faults.DoubleMessage = 0.05);
        Assert.NotEqual(0, stage.Faults!.Happened.DoubledMessages);
        Assert.True(stage.Witness.Times("passed") > 21 * 10);
    }

    [Fact]
    public async Task A_message_may_come_late()
    {
        var stage = await Signals(seed: 3, faults => faults.DelayMessage = 0.1);
        Assert.NotEqual(0, stage.Faults!.Happened.DelayedMessages);
        Assert.Equal(21 * 10, stage.Witness.Times("passed"));
        Assert.Contains(
            stage.Witness.Heard, line => line.Contains(':', StringComparison.Ordinal) && !line.StartsWith("08:00:00.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_activation_may_be_lost_between_two_turns_and_its_callers_do_not_know_what_it_did()
    {
        var stage = new VirtualStage { Faults = new FaultPlan(5) { LoseActivation = 0.05 } };
        var (counted, unknown) = (0, 0);
        await stage.Play(async () =>
        {
            var signal = stage.Grains.GetGrain<ISignal>("0");
            for (var call = 0; call < 200; call++)
            {
                try
                {
                    await signal.Count();
                    counted++;
                }
                catch (SiloUnavailableException)
                {
                    unknown++;
                }
            }

            stage.Faults.IsOn = false;
            var stored = await signal.Count() - 1;
            Assert.InRange(stored, counted, counted + unknown);
            Assert.True(stored < counted + unknown);
        });
        Assert.NotEqual(0, stage.Faults.Happened.LostActivations);
    }

    [Fact]
    public async Task An_activation_that_was_lost_while_it_waited_does_not_go_on_when_what_it_waited_for_comes()
    {
        var stage = Stage(seed: 6, _ => { });
        await stage.Play(async () =>
        {
            var signal = stage.Grains.GetGrain<ISignal>("0");
            await signal.Linger(TimeSpan.FromMinutes(1));
            await stage.Pass(TimeSpan.FromMinutes(2));
            Assert.Equal(1, stage.Witness.Times("lingered"));

            await signal.Linger(TimeSpan.FromMinutes(1));
            await stage.Pass(TimeSpan.FromSeconds(1)); // it has begun, and waits
            stage.Faults!.LoseActivation = 1;
            await Assert.ThrowsAsync<SiloUnavailableException>(signal.Count);
            stage.Faults.LoseActivation = 0;
            await stage.Pass(TimeSpan.FromHours(1));
        });

        Assert.NotEqual(0, stage.Faults!.Happened.LostActivations);
        Assert.Equal(1, stage.Witness.Times("lingered"));
    }

    [Fact]
    public async Task A_tick_may_be_lost_or_late_or_doubled()
    {
        var right = await Ticks(_ => { });
        Assert.Equal(60, right.Witness.Times("ticked"));

        var lost = await Ticks(faults => faults.LoseTick = 0.2);
        Assert.Equal(60 - lost.Faults!.Happened.LostTicks, lost.Witness.Times("ticked"));
        Assert.NotEqual(0, lost.Faults.Happened.LostTicks);

        var doubled = await Ticks(faults => faults.DoubleTick = 0.2);
        Assert.Equal(60 + doubled.Faults!.Happened.DoubledTicks, doubled.Witness.Times("ticked"));
        Assert.NotEqual(0, doubled.Faults.Happened.DoubledTicks);

        var late = await Ticks(faults => faults.DelayTick = 0.2);
        Assert.InRange(late.Witness.Times("ticked"), 30, 59);
        Assert.NotEqual(0, late.Faults!.Happened.DelayedTicks);
    }

    [Fact]
    public async Task A_reminder_may_be_lost_or_late_or_doubled()
    {
        Assert.Equal(24, (await Reminders(_ => { })).Witness.Times("tea"));

        var lost = await Reminders(faults => faults.LoseTick = 0.3);
        Assert.Equal(24 - lost.Faults!.Happened.LostTicks, lost.Witness.Times("tea"));
        Assert.NotEqual(0, lost.Faults.Happened.LostTicks);

        var doubled = await Reminders(faults => faults.DoubleTick = 0.3);
        Assert.Equal(24 + doubled.Faults!.Happened.DoubledTicks, doubled.Witness.Times("tea"));

        var late = await Reminders(faults => faults.DelayTick = 0.3);
        Assert.NotEqual(0, late.Faults!.Happened.DelayedTicks);
        Assert.Contains("tea at 06 09:00:00", late.Witness.Heard);
    }

    private static void Everything(FaultPlan faults)
    {
        faults.LoseActivation = 0.002;
        faults.LoseMessage = 0.02;
        faults.DoubleMessage = 0.02;
        faults.DelayMessage = 0.05;
        faults.DoubleTick = 0.1;
        faults.LoseTick = 0.1;
        faults.DelayTick = 0.1;
        faults.SwapTurns = 0.2;
    }

    private static async Task<VirtualStage> Signals(int seed, Action<FaultPlan> set)
    {
        var stage = Stage(seed, set);
        await stage.Play(async () =>
        {
            for (var number = 0; number < 10; number++)
            {
                await stage.Grains.GetGrain<ISignal>($"{number}").Pass(hops: 20);
            }

            await stage.Pass(TimeSpan.FromHours(2));
        });
        return stage;
    }

    private static async Task<VirtualStage> Ticks(Action<FaultPlan> set)
    {
        var stage = Stage(seed: 4, set);
        await stage.Play(async () =>
        {
            await stage.Grains.GetGrain<ISignal>("0").StartTimer(TimeSpan.FromMinutes(1));
            await stage.Pass(TimeSpan.FromMinutes(60.5));
        });
        return stage;
    }

    private static async Task<VirtualStage> Reminders(Action<FaultPlan> set)
    {
        var stage = Stage(seed: 4, set);
        await stage.Play(async () =>
        {
            await stage.Grains.GetGrain<IRemembering>("grain").Remember("tea", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
            await stage.Pass(TimeSpan.FromHours(24.5));
        });
        return stage;
    }

    private static VirtualStage Stage(int seed, Action<FaultPlan> set)
    {
        var faults = new FaultPlan(seed);
        set(faults);
        return new VirtualStage { Faults = faults };
    }
}
