namespace Monitoring.Embedded.Tests.Grains;

/// <summary>Sets timers and says when they tick.</summary>
public interface ITicker : IGrainWithStringKey
{
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave = false, bool keepAlive = false);

    /// <summary>Its ticks last until the gate "tick" is opened.</summary>
    Task StartSlow(TimeSpan dueTime, TimeSpan period);

    Task StartFailing(TimeSpan dueTime, TimeSpan period);

    /// <summary>A timer that sets itself to ten minutes when it ticks.</summary>
    Task StartChanging(TimeSpan dueTime);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Work(string name);

    Task Leave();

    Task Nothing();
}

public sealed class TickerGrain(Witness witness) : Grain, ITicker
{
    private IGrainTimer? _timer;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        witness.Say("ticker went");
        return Task.CompletedTask;
    }

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(
            static (witness, _) =>
            {
                witness.Say("tick");
                return Task.CompletedTask;
            },
            witness,
            new GrainTimerCreationOptions { DueTime = dueTime, Period = period, Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StartSlow(TimeSpan dueTime, TimeSpan period)
    {
        _timer = this.RegisterGrainTimer(
            async () =>
            {
                witness.Say("tick");
                await witness.Gate("tick");
                witness.Say("tock");
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
