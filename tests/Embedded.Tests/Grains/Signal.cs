using Orleans.Concurrency;

namespace Monitoring.Embedded.Tests.Grains;

/// <summary>Passes a signal on to others, one way, and keeps count in a store: enough traffic to go wrong.</summary>
public interface ISignal : IGrainWithStringKey
{
    [OneWay]
    Task Pass(int hops);

    /// <summary>Counts one, written before it is answered.</summary>
    Task<int> Count();

    Task StartTimer(TimeSpan period);

    /// <summary>Waits for something from outside, and goes on.</summary>
    [OneWay]
    Task Linger(TimeSpan span);
}

public sealed class SignalGrain(
    [PersistentState("signal", "store")] IPersistentState<SignalState> state, Witness witness, TimeProvider time)
    : Grain, ISignal
{
    public async Task Pass(int hops)
    {
        witness.Say($"{time.GetUtcNow():HH:mm:ss.fffffff} {this.GetPrimaryKeyString()} {hops}");
        witness.Say("passed");
        await Task.Yield();
        if (hops > 0)
        {
            var number = int.Parse(this.GetPrimaryKeyString(), System.Globalization.CultureInfo.InvariantCulture);
            await GrainFactory.GetGrain<ISignal>($"{((number * 7) + hops) % 10}").Pass(hops - 1);
            await GrainFactory.GetGrain<ISignal>($"{(number + 1) % 10}").Count();
        }
    }

    public async Task<int> Count()
    {
        state.State.Count++;
        await Task.Yield();
        await state.WriteStateAsync();
        return state.State.Count;
    }

    public async Task Linger(TimeSpan span)
    {
        await Task.Delay(span, time);
        witness.Say("lingered");
    }

    public Task StartTimer(TimeSpan period)
    {
        this.RegisterGrainTimer(
            () =>
            {
                witness.Say($"{time.GetUtcNow():HH:mm:ss.fffffff} {this.GetPrimaryKeyString()} ticks");
                witness.Say("ticked");
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(period, period) { KeepAlive = true });
        return Task.CompletedTask;
    }
}

public sealed class SignalState
{
    public int Count { get; set; }
}
