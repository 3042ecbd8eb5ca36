using System.Runtime.CompilerServices;
using Monitoring.Conformance.Tests.Grains;

namespace Monitoring.Conformance.Tests;

/// <summary>
/// A reference does not keep its observer alive. On virtual time it does, for there nothing may depend on when garbage
/// is collected.
/// </summary>
public abstract class LostObserverSentences : Sentences
{
    [Fact]
    public async Task A_lost_observer_hears_nothing_and_who_asks_it_waits_in_vain()
    {
        var stage = Stage(new Wishes { CallersSoonGiveUp = true });
        await stage.Play(async () =>
        {
            var publisher = stage.Grains.GetGrain<IPublisher>("publisher");
            var (reference, lost) = CreateAndLose(stage);
            await publisher.Subscribe(reference);
            Collect();
            Assert.False(lost.IsAlive);
            await publisher.Publish("nothing");
            var asked = publisher.Ask("anybody?");
            await stage.PassUntilOver(asked, TimeSpan.FromSeconds(31));
            await Assert.ThrowsAsync<TimeoutException>(() => asked);
            Assert.Empty(stage.Witness.Heard);
        });
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ISubscriber Reference, WeakReference Lost) CreateAndLose(Stage stage)
    {
        var listener = new Listener(stage.Witness);
        return (stage.Grains.CreateObjectReference<ISubscriber>(listener), new WeakReference(listener));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private sealed class Listener(Witness witness) : ISubscriber
    {
        public void Hear(string news) => witness.Say($"heard {news}");

        public Task<string> Ask(string question) => Task.FromResult("here");

        public Task Choke() => Task.CompletedTask;
    }
}
