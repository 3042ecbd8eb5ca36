using Monitoring.Embedded.Tests.Grains;

namespace Monitoring.Embedded.Tests;

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
        var calls = Enumerable.Range(0, 3).Select(_ => fragile.Speak()).ToList();
        await stage.Witness.Hears("tried");
        stage.Witness.Open("trying");
        foreach (var call in calls)
        {
            var told = await Assert.ThrowsAsync<FormatException>(() => call);
            Assert.Equal("not yet", told.Message);
        }

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
    public Task A_grain_that_leaves_while_it_is_activated_refuses_its_callers() => Play(async stage =>
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => stage.Grains.GetGrain<IFickle>("fickle").Speak()));

    [Fact]
    public Task A_goodbye_that_does_not_end_is_left_at_that() => Play(async stage =>
    {
        var clinging = stage.Grains.GetGrain<IClinging>("clinging");
        Assert.Equal(0, await clinging.Leave());
        await stage.Witness.Hears("clings");
        await stage.Pass(TimeSpan.FromSeconds(10));
        var next = clinging.Leave();
        await stage.Pass(TimeSpan.FromSeconds(19));
        Assert.False(next.IsCompleted);
        await stage.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await next);
        await stage.Witness.Hears("clings", times: 2);
        await stage.Pass(TimeSpan.FromSeconds(31));
    });

    [Fact]
    public Task An_idle_grain_is_collected() => Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        await somebody.Age();
        await stage.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal(1, await somebody.Age());
        await stage.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal(1, await somebody.Age());
        await stage.Pass(TimeSpan.FromMinutes(17));
        await stage.Witness.Hears("somebody went: ActivationIdle");
        Assert.Equal(2, await somebody.Age());
    });

    [Fact]
    public Task A_class_may_have_a_shorter_age_or_none() => Play(async stage =>
    {
        await stage.Grains.GetGrain<IImmortal>("immortal").Age();
        await stage.Grains.GetGrain<IShortLived>("short").Age();
        await stage.Pass(TimeSpan.FromMinutes(4));
        await stage.Witness.Hears("short went: ActivationIdle");
        await stage.Pass(TimeSpan.FromDays(40));
        Assert.Equal(1, await stage.Grains.GetGrain<IImmortal>("immortal").Age());
    });

    [Fact]
    public Task A_grain_that_works_is_not_idle() => Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        var work = somebody.Leave();
        await stage.Witness.Hears("leaving");
        await stage.Pass(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<TimeoutException>(() => work);
        stage.Witness.Open("leaving");
        await stage.Witness.Hears("somebody went: ApplicationRequested");
        Assert.DoesNotContain("somebody went: ActivationIdle", stage.Witness.Heard);
    });

    [Fact]
    public Task A_grain_that_asked_to_stay_is_not_collected_until_then() => Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        await somebody.Stay(TimeSpan.FromHours(2));
        await stage.Pass(TimeSpan.FromMinutes(115));
        Assert.Equal(1, await somebody.Age());
        await somebody.Stay(TimeSpan.Zero);
        await stage.Pass(TimeSpan.FromMinutes(40));
        await stage.Witness.Hears("somebody went: ActivationIdle");
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

    private async Task Play(Func<Stage, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage));
    }
}
