using Orleans.Concurrency;

namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Sets timers and says when they tick.</summary>
public interface ITicker : IGrainWithStringKey
{
    Task Start(
        TimeSpan dueTime, TimeSpan period, bool interleave = false, bool keepAlive = false, string says = "tick");

    /// <summary>Its ticks last until the gate "tick" is opened.</summary>
    Task StartSlow(TimeSpan dueTime, TimeSpan period, bool interleave = false);

    /// <summary>Its ticks last until they are cancelled.</summary>
    Task StartCancellable(TimeSpan dueTime, TimeSpan period);

    Task StartFailing(TimeSpan dueTime, TimeSpan period);

    /// <summary>A timer that sets itself to ten minutes when it ticks.</summary>
    Task StartChanging(TimeSpan dueTime);

    Task Change(TimeSpan dueTime, TimeSpan period);

    [AlwaysInterleave]
    Task ChangeAtOnce(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    [AlwaysInterleave]
    Task StopAtOnce();

    Task Work(string name);

    Task WorkThenStop(string name);

    Task WorkThenLeave(string name);

    Task LeaveThenWork(string name);

    Task Leave();

    Task Nothing();
}

/// <summary>Its ticks and calls go between each other.</summary>
public interface IOpenTicker : ITicker;

/// <summary>Its ticks and calls go one at a time.</summary>
public interface IUsualTicker : ITicker;

public sealed class UsualTickerGrain(Witness witness) : Ticker(witness), IUsualTicker;

[Reentrant]
public sealed class OpenTickerGrain(Witness witness) : Ticker(witness), IOpenTicker;

public abstract class Ticker(Witness witness) : Grain, ITicker
{
    private IGrainTimer? _timer;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        witness.Say($"{this.GetPrimaryKeyString()} went");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive, string says)
    {
        _timer = this.RegisterGrainTimer(
            static (says, _) =>
            {
                says.Witness.Say(says.What);
                return Task.CompletedTask;
            },
            (Witness: witness, What: says),
            new GrainTimerCreationOptions { DueTime = dueTime, Period = period, Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartSlow(TimeSpan dueTime, TimeSpan period, bool interleave)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                witness.Say("tick");
                await witness.Gate("tick");
                witness.Say("tock");
            },
            new GrainTimerCreationOptions(dueTime, period) { Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task StartCancellable(TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async stopped =>
            {
                witness.Say("tick");
                try
                {
                    await witness.Gate("never").WaitAsync(stopped);
                }
                catch (OperationCanceledException)
                {
                    witness.Say("cancelled");
                    throw;
                }
            },
            dueTime,
            period);
        return Task.CompletedTask;
    }

    public Task StartFailing(TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                witness.Say("tick");
                throw new ArgumentException("a tick that fails");
            },
            dueTime,
            period);
        return Task.CompletedTask;
    }

    public Task StartChanging(TimeSpan dueTime)
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                witness.Say("tick");
                _timer!.Change(TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);
                return Task.CompletedTask;
            },
            dueTime,
            TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task StopAtOnce() => Stop();

    public Task ChangeAtOnce(TimeSpan dueTime, TimeSpan period) => Change(dueTime, period);

    public async Task WorkThenStop(string name)
    {
        await Work(name);
        _timer!.Dispose();
    }

    public async Task WorkThenLeave(string name)
    {
        await Work(name);
        DeactivateOnIdle();
    }

    public Task LeaveThenWork(string name)
    {
        DeactivateOnIdle();
        return Work(name);
    }

    public async Task Work(string name)
    {
        witness.Say($"begin {name}");
        await witness.Gate(name);
        witness.Say($"end {name}");
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task Nothing() => Task.CompletedTask;
}
