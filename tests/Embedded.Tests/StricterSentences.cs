using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>What this engine keeps and Orleans does not promise, or promises by the clock on the wall.</summary>
public sealed class StricterSentences
{
    [Fact]
    public Task Calls_begin_in_the_order_they_came() => new ThreadStage().Play(async stage =>
    {
        var worker = stage.Grains.GetGrain<IWorker>("worker");
        var names = Enumerable.Range(0, 20).Select(number => $"{number}").ToList();
        names.ForEach(stage.Witness.Open);
        await Task.WhenAll(names.Select(worker.Work));
        Assert.Equal(names.SelectMany(name => new[] { $"begin {name}", $"end {name}" }), stage.Witness.Heard);
    });

    [Fact]
    public Task No_call_is_refused_because_its_grain_comes_and_goes() => new ThreadStage().Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        stage.Witness.Open("leaving");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await Task.Yield();
            for (var call = 0; call < 100; call++)
            {
                await somebody.Leave();
            }
        }));
        Assert.Equal(800, stage.Witness.Times("left"));
    });

    [Fact]
    public Task Everybody_who_waits_for_an_activation_that_fails_is_told() => new VirtualStage().Play(async stage =>
    {
        var fragile = stage.Grains.GetGrain<IFragile>("fragile");
        var calls = Enumerable.Range(0, 3).Select(_ => fragile.Speak()).ToList();
        await stage.Witness.Hears("tried");
        stage.Witness.Open("trying");
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<FormatException>(() => call);
        }
    });

    [Fact]
    public Task A_grain_is_collected_after_a_quarter_of_an_hour() => new VirtualStage().Play(async stage =>
    {
        var somebody = stage.Grains.GetGrain<IUsualMortal>("somebody");
        await somebody.Age();
        await stage.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal(1, await somebody.Age());
        await stage.Pass(TimeSpan.FromMinutes(14));
        Assert.Equal(1, await somebody.Age());
        await stage.Pass(TimeSpan.FromMinutes(17));
        Assert.Contains("somebody went: ActivationIdle", stage.Witness.Heard);
    });

    [Fact]
    public Task A_class_may_have_a_shorter_age() => new VirtualStage().Play(async stage =>
    {
        await stage.Grains.GetGrain<IShortLived>("short").Age();
        await stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await stage.Grains.GetGrain<IShortLived>("short").Age());
        await stage.Pass(TimeSpan.FromMinutes(4));
        Assert.Contains("short went: ActivationIdle", stage.Witness.Heard);
    });

    [Fact]
    public Task A_goodbye_has_half_a_minute() => new VirtualStage().Play(async stage =>
    {
        var clinging = stage.Grains.GetGrain<IClinging>("clinging");
        await clinging.Leave();
        await stage.Pass(TimeSpan.FromSeconds(10));
        var next = clinging.Leave();
        await stage.Pass(TimeSpan.FromSeconds(19));
        Assert.False(next.IsCompleted);
        await stage.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await next);
    });

    [Fact]
    public Task An_observer_is_not_lost_on_virtual_time() => new VirtualStage().Play(async stage =>
    {
        var publisher = stage.Grains.GetGrain<IPublisher>("publisher");
        await publisher.Subscribe(stage.Grains.CreateObjectReference<ISubscriber>(new Listener()));
        GC.Collect();
        Assert.Equal("here", await publisher.Ask("anybody?"));
    });

    private sealed class Listener : ISubscriber
    {
        public void Hear(string news)
        {
        }

        public Task<string> Ask(string question) => Task.FromResult("here");

        public Task Choke() => Task.CompletedTask;
    }
}
