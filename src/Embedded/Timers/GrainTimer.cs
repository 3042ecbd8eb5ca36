using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>
/// A timer of an activation. Its tick is a request like a call, and since the next tick is armed only when the callback
/// has ended, the timer itself serves as that request. One that still waits when the timer is disposed does not come.
/// </summary>
internal abstract class GrainTimer : Request, IGrainTimer
{
    private readonly Activation _activation;
    private readonly bool _interleave;
    private readonly bool _keepAlive;
    private readonly ITimer _timer;
    private CancellationTokenSource? _stopped;
    private TimeSpan _dueTime; // of the next tick, from the end of the one before
    private TimeSpan _period;
    private int _ticking; // 1 from the moment it is due until the callback has ended
    private bool _again; // a simulated fault: the same tick once more
    private bool _disposed;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        TimerSpans.Check(options.DueTime, options.Period);
        _activation = activation;
        _interleave = options.Interleave;
        _keepAlive = options.KeepAlive;
        _dueTime = options.DueTime;
        _period = options.Period;
        _timer = activation.Host.Time.CreateTimer(
            static timer => ((GrainTimer)timer!).BecomeDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override bool IsAlwaysInterleave => _interleave;

    public override bool IsUse => _keepAlive;

    // even while its activation waits to end, as on Orleans
    public override bool IsOfTheActivation => true;

    public override string Name => "a timer's tick";

    public static IGrainTimer Start<TState>(
        Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        activation.DemandTurn("RegisterGrainTimer");
        var timer = new GrainTimer<TState>(activation, callback, state, options);
        timer._timer.Change(timer._dueTime, Timeout.InfiniteTimeSpan);
        activation.Own(timer);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        TimerSpans.Check(dueTime, period);
        _dueTime = dueTime;
        _period = period;
        if (Volatile.Read(ref _ticking) == 0)
        {
            Arm(dueTime);
        }
    }

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _timer.Dispose();
        _stopped?.Cancel();
        if (_activation.IsCurrent)
        {
            _activation.Disown(this);
        }
    }

    public override Task Begin(object target) =>
        _disposed ? Task.CompletedTask : Tick((_stopped ??= new CancellationTokenSource()).Token);

    public override void End(Task done)
    {
        if (done.Exception is { } failure)
        {
            _activation.Host.Log.TickFailed(_activation.ToString(), failure.InnerException!);
        }

        Volatile.Write(ref _ticking, 0);
        if (!_disposed)
        {
            Arm(_again ? TimeSpan.Zero : _dueTime);
            _again = false;
        }
    }

    // a timer dies with its activation
    public override void Fail(Exception reason)
    {
    }

    public override void SendAgain()
    {
    }

    protected abstract Task Tick(CancellationToken stopped);

    // called by the clock, on any thread
    private void BecomeDue()
    {
        switch (_activation.Host.Faults?.OfTick() ?? TickFault.None)
        {
            case TickFault.Lost:
                Arm(_period);
                return;
            case TickFault.Late:
                Arm(_activation.Host.Faults!.Delay());
                return;
            case TickFault.Doubled:
                _again = true;
                break;
        }

        if (Interlocked.Exchange(ref _ticking, 1) == 0)
        {
            _dueTime = _period;
            _activation.Deliver(this);
        }
    }

    private void Arm(TimeSpan dueTime)
    {
        if (!_disposed)
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }
}

internal sealed class GrainTimer<TState>(
    Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    : GrainTimer(activation, options)
{
    protected override Task Tick(CancellationToken stopped) => callback(state, stopped);
}
