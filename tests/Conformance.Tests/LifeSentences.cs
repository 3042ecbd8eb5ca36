using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>How an activation begins and ends.</summary>
public abstract class LifeSentences : Sentences
{
    [Fact]
    public Task A_grain_is_activated_by_its_first_call_and_once() => Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        Assert.DoesNotContain("somebody came", stage.Witness.Heard);
        var ages = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => somebody.Age()));
        Assert.All(ages, age => Assert.Equal(1, age));
        Assert.Equal(1, stage.Witness.Times("somebody came"));
    });

    [Fact]
    public Task Who_calls_a_grain_that_cannot_be_activated_is_told_and_the_next_call_tries_again() => Play(async stage =>
    {
        var fragile = stage.Grains.GetGrain<IFragile>("fragile");
        var call = fragile.Speak();
        await stage.Witness.Hears("tried");
        stage.Witness.Open("trying");
        var told = await Assert.ThrowsAsync<FormatException>(() => call);
        Assert.Equal("not yet", told.Message);
        Assert.Equal("here", await fragile.Speak());
    });

    [Fact]
    public Task A_grain_that_leaves_ends_its_call_first_and_those_that_wait_get_the_next_activation() => Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        var leave = somebody.Leave();
        await stage.Witness.Hears("leaving");
        var waiting = somebody.Age();
        stage.Witness.Open("leaving");
        await leave;
        Assert.Equal(2, await waiting);
        Assert.Equal(
            ["somebody came", "leaving", "left", "somebody went: ApplicationRequested", "somebody came"],
            stage.Witness.Heard);
    });

    [Fact]
    public Task A_goodbye_that_fails_is_a_goodbye() => Play(async stage =>
    {
        var sour = stage.Grains.GetGrain<ISour>("sour");
        Assert.Equal(0, await sour.Leave());
        await stage.Witness.Hears("fails to go");
        Assert.Equal(1, await sour.Leave());
    });

    [Fact]
    public Task A_grain_that_leaves_while_it_is_activated_refuses_its_callers() => Play(async stage =>
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => stage.Grains.GetGrain<IFickle>("fickle").Speak()));

    [Fact]
    public Task A_goodbye_that_does_not_end_is_left_at_that() => Play(
        async stage =>
        {
            var clinging = stage.Grains.GetGrain<IClinging>("clinging");
            Assert.Equal(0, await clinging.Leave());
            await stage.Witness.Hears("clings");
            await stage.Pass(TimeSpan.FromSeconds(10)); // or the next caller would lose patience in the same instant
            var next = clinging.Leave();
            await stage.Pass(TimeSpan.FromSeconds(20));
            Assert.Equal(1, await next);
            await stage.Witness.Hears("clings", times: 2);
            await stage.Pass(TimeSpan.FromSeconds(31));
        },
        new Wishes { GoodbyesAreShort = true });

    [Fact]
    public Task An_idle_grain_is_collected_and_comes_again_when_called() => Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        Assert.Equal(1, await somebody.Age());
        await stage.BeIdle();
        await stage.Witness.Hears("somebody went: ActivationIdle");
        Assert.Equal(2, await somebody.Age());
    });

    [Fact]
    public Task A_class_may_never_be_collected() => Play(async stage =>
    {
        await stage.Grains.GetGrain<IImmortal>("immortal").Age();
        await stage.Grains.GetGrain<IAlwaysActive>("always active").Age();
        await SeeSomebodyCollected(stage);
        Assert.Equal(1, await stage.Grains.GetGrain<IImmortal>("immortal").Age());
        Assert.Equal(1, await stage.Grains.GetGrain<IAlwaysActive>("always active").Age());
    });

    [Fact]
    public Task A_grain_that_works_is_not_idle() => Play(async stage =>
    {
        var busy = stage.Grains.GetGrain<IUsualMortal>("busy");
        var work = busy.Leave();
        await stage.Witness.Hears("leaving");
        await SeeSomebodyCollected(stage);
        stage.Witness.Open("leaving");
        await stage.Witness.Hears("busy went: ApplicationRequested");
        await Task.WhenAny(work); // where callers have lost patience by now it has timed out
    });

    [Fact]
    public Task A_grain_that_asked_to_stay_is_not_collected_until_it_no_longer_does() => Play(async stage =>
    {
        var guest = stage.Grains.GetGrain<IUsualMortal>("guest");
        await guest.Stay(TimeSpan.FromDays(1));
        await SeeSomebodyCollected(stage);
        Assert.Equal(1, await guest.Age());
        await guest.Stay(TimeSpan.Zero);
        await stage.BeIdle();
        await stage.Witness.Hears("guest went: ActivationIdle");
    });

    [Fact]
    public Task An_activation_has_services_of_its_own_and_is_disposed_with_them() => Play(async stage =>
    {
        var owner = stage.Grains.GetGrain<IOwner>("owner");
        Assert.True(await owner.OwnsOnePossession());
        await owner.Leave();
        await stage.Witness.Hears("owner disposed");
        await stage.Witness.Hears("possession disposed");
    });

    [Fact]
    public async Task A_host_that_stops_deactivates_its_grains()
    {
        var stage = Stage();
        await stage.Play(() => stage.Grains.GetGrain<IImmortal>("immortal").Age());
        Assert.Contains("immortal went: ShuttingDown", stage.Witness.Heard);
    }

    // when that one has gone, whoever is still there was spared
    private static async Task SeeSomebodyCollected(Stage stage)
    {
        await stage.Grains.GetGrain<IUsualMortal>("somebody").Age();
        await stage.BeIdle();
        await stage.Witness.Hears("somebody went: ActivationIdle");
    }

    private async Task Play(Func<Stage, Task> story, Wishes? wishes = null)
    {
        var stage = Stage(wishes);
        await stage.Play(() => story(stage));
    }
}
