namespace Monitoring.Conformance.Tests;

/// <summary>
/// A clock for the thread pool: it moves when a test moves it, and calls timers on the test's thread. It jumps: whatever
/// came due on the way is called in its order, and finds the clock where it has arrived.
/// </summary>
public sealed class ManualTime(DateTimeOffset startAt) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<(Func<bool> Is, TaskCompletionSource Met)> _awaited = [];
    private DateTimeOffset _now = startAt;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan span)
    {
        lock (_lock)
        {
            _now += span;
        }

        while (NextDue() is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>
    /// Is done once so many timers are due at that instant, or a millisecond before: who is late already waits for one.
    /// </summary>
    public Task WaitsFor(DateTimeOffset instant, int timers) => Waits(
        () => _timers.Count(timer => timer.Due <= instant && timer.Due >= instant - TimeSpan.FromMilliseconds(1)) >= timers);

    /// <summary>Is done once there is any timer at all.</summary>
    public Task IsInUse() => Waits(() => _timers.Count > 0);

    private Task Waits(Func<bool> awaited)
    {
        lock (_lock)
        {
            var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((awaited, met));
            LookAtWhatIsAwaited();
            return met.Task;
        }
    }

    private void LookAtWhatIsAwaited()
    {
        foreach (var (_, met) in _awaited.Where(one => one.Is()))
        {
            met.TrySetResult();
        }

        _awaited.RemoveAll(one => one.Met.Task.IsCompleted);
    }

    private Timer? NextDue()
    {
        lock (_lock)
        {
            var next = _timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > _now)
            {
                return null;
            }

            _timers.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.Due += next.Period;
                _timers.Add(next);
            }

            return next;
        }
    }

    private sealed class Timer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Period = period;
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                    time.LookAtWhatIsAwaited();
                }
            }

            return true;
        }

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
