using Monitoring.Embedded.Tests.Grains;

namespace Monitoring.Embedded.Tests;

/// <summary>Calling back.</summary>
public abstract class ObserverSentences : Sentences
{
    [Fact]
    public Task An_observer_hears_what_is_published_in_order() => Play(async (stage, publisher) =>
    {
        var subscriber = new Subscriber(stage.Witness);
        await publisher.Subscribe(stage.Grains.CreateObjectReference<ISubscriber>(subscriber));
        await publisher.Publish("first");
        await publisher.Publish("second");
        await stage.Witness.Hears("heard second");
        Assert.Equal(["heard first", "heard second"], stage.Witness.Heard);
        GC.KeepAlive(subscriber);
    });

    [Fact]
    public Task An_observer_answers() => Play(async (stage, publisher) =>
    {
        var subscriber = new Subscriber(stage.Witness);
        await publisher.Subscribe(stage.Grains.CreateObjectReference<ISubscriber>(subscriber));
        Assert.Equal("why not", await publisher.Ask("why"));
        GC.KeepAlive(subscriber);
    });

    [Fact]
    public Task An_observer_that_fails_does_not_disturb_who_published() => Play(async (stage, publisher) =>
    {
        var subscriber = new Subscriber(stage.Witness);
        await publisher.Subscribe(stage.Grains.CreateObjectReference<ISubscriber>(subscriber));
        await publisher.Choke();
        await stage.Witness.Hears("choked");
        await publisher.Publish("still here");
        await stage.Witness.Hears("heard still here");
        GC.KeepAlive(subscriber);
    });

    [Fact]
    public Task A_deleted_observer_hears_nothing() => Play(async (stage, publisher) =>
    {
        var subscriber = new Subscriber(stage.Witness);
        var reference = stage.Grains.CreateObjectReference<ISubscriber>(subscriber);
        await publisher.Subscribe(reference);
        stage.Grains.DeleteObjectReference<ISubscriber>(reference);
        await publisher.Publish("nothing");
        await Assert.ThrowsAnyAsync<Exception>(() => publisher.Ask("anybody?"));
        Assert.Empty(stage.Witness.Heard);
        GC.KeepAlive(subscriber);
    });

    [Fact]
    public Task An_observer_is_passed_as_its_reference_only() => Play(async (stage, publisher) =>
        await Assert.ThrowsAsync<ArgumentException>(() => publisher.Subscribe(new Subscriber(stage.Witness))));

    private async Task Play(Func<Stage, IPublisher, Task> story)
    {
        var stage = Stage();
        await stage.Play(() => story(stage, stage.Grains.GetGrain<IPublisher>("publisher")));
    }

    private sealed class Subscriber(Witness witness) : ISubscriber
    {
        public void Hear(string news) => witness.Say($"heard {news}");

        public Task<string> Ask(string question) => Task.FromResult($"{question} not");

        public Task Choke()
        {
            witness.Say("choked");
            throw new ArgumentException("choked");
        }
    }
}
