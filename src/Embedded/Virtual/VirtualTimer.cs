namespace Monitoring.Embedded;

/// <summary>A timer of <see cref="VirtualTime"/>.</summary>
internal sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
{
    private bool _disposed;

    public long Due { get; set; }

    public TimeSpan Period { get; private set; }

    /// <summary>Among those due at one instant, the one set first fires first.</summary>
    public long Order { get; set; }

    /// <summary>Its place in the <see cref="TimerQueue"/>; -1 when it is not set.</summary>
    public int Place { get; set; } = -1;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        TimerSpans.Check(dueTime, period);
        if (_disposed)
        {
            return false;
        }

        Period = period;
        time.Change(this, dueTime);
        return true;
    }

    public void Fire() => callback(state);

    public void Dispose()
    {
        _disposed = true;
        time.Change(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
