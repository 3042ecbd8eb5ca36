using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>Calling back.</summary>
public abstract class ObserverSentences : Sentences
{
    private static readonly Wishes CallersSoonGiveUp = new() { CallersSoonGiveUp = true };

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
    public Task What_an_observer_throws_who_asked_it_catches() => Play(async (stage, publisher) =>
    {
        var subscriber = new Subscriber(stage.Witness);
        await publisher.Subscribe(stage.Grains.CreateObjectReference<ISubscriber>(subscriber));
        var caught = await Assert.ThrowsAsync<ArgumentException>(() => publisher.Ask("too much"));
        Assert.Equal("too much asked", caught.Message);
        Assert.Equal("why not", await publisher.Ask("why"));
        GC.KeepAlive(subscriber);
    });

    [Fact]
    public Task An_observer_is_told_one_thing_after_another() => Play(async (stage, publisher) =>
    {
        var subscriber = new Subscriber(stage.Witness);
        var reference = stage.Grains.CreateObjectReference<ISubscriber>(subscriber);
        var another = stage.Grains.GetGrain<IPublisher>("another");
        await publisher.Subscribe(reference);
        await another.Subscribe(reference);
        var asked = publisher.Ask("slow");
        await stage.Witness.Hears("asked slow");
        await another.Publish("next");
        stage.Witness.Open("slow");
        await asked;
        await stage.Witness.Hears("heard next");
        Assert.Equal(["asked slow", "answers slow", "heard next"], stage.Witness.Heard);
        GC.KeepAlive(subscriber);
    });

    [Fact]
    public Task A_deleted_observer_hears_nothing_and_who_asks_it_waits_in_vain() => Play(
        async (stage, publisher) =>
        {
            var subscriber = new Subscriber(stage.Witness);
            var reference = stage.Grains.CreateObjectReference<ISubscriber>(subscriber);
            await publisher.Subscribe(reference);
            stage.Grains.DeleteObjectReference<ISubscriber>(reference);
            await publisher.Publish("nothing");
            var asked = publisher.Ask("anybody?");
            await stage.PassUntilOver(asked, TimeSpan.FromSeconds(31));
            await Assert.ThrowsAsync<TimeoutException>(() => asked);
            Assert.Empty(stage.Witness.Heard);
            GC.KeepAlive(subscriber);
        },
        CallersSoonGiveUp);

    [Fact]
    public Task An_observer_can_be_deleted_only_once_and_only_by_its_reference() => Play((stage, _) =>
    {
        var subscriber = new Subscriber(stage.Witness);
        var reference = stage.Grains.CreateObjectReference<ISubscriber>(subscriber);
        Assert.Throws<ArgumentException>(() => stage.Grains.DeleteObjectReference<ISubscriber>(subscriber));
        stage.Grains.DeleteObjectReference<ISubscriber>(reference);
        Assert.Throws<ArgumentException>(() => stage.Grains.DeleteObjectReference<ISubscriber>(reference));
        return Task.CompletedTask;
    });

    [Fact]
    public Task An_observer_is_passed_as_its_reference_only() => Play(async (stage, publisher) =>
        await Assert.ThrowsAsync<NotSupportedException>(() => publisher.Subscribe(new Subscriber(stage.Witness))));

    private async Task Play(Func<Stage, IPublisher, Task> story, Wishes? wishes = null)
    {
        var stage = Stage(wishes);
        await stage.Play(() => story(stage, stage.Grains.GetGrain<IPublisher>("publisher")));
    }

    private sealed class Subscriber(Witness witness) : ISubscriber
    {
        public void Hear(string news) => witness.Say($"heard {news}");

        public async Task<string> Ask(string question)
        {
            if (question == "slow")
            {
                witness.Say("asked slow");
                await witness.Gate("slow");
                witness.Say("answers slow");
            }

            return question == "too much" ? throw new ArgumentException("too much asked") : $"{question} not";
        }

        public Task Choke()
        {
            witness.Say("choked");
            throw new ArgumentException("choked");
        }
    }
}
