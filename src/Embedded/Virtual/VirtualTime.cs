namespace Monitoring.Embedded;

/// <summary>
/// A clock that stands still until its <see cref="VirtualGrainHost"/> moves it. Timers fire in the order of their due
/// instants, those of one instant in the order in which they were set, on the thread of the driver. Hosts may come and
/// go on one virtual time, as processes do.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly TimerQueue _timers = new();
    private long _now;
    private long _order;

    /// <param name="startAt">What the clock shows at first.</param>
    /// <param name="faults">What goes wrong; nothing unless given.</param>
    public VirtualTime(DateTimeOffset startAt, FaultPlan? faults = null)
    {
        _now = startAt.UtcTicks;
        Faults = faults;
        Runner = new VirtualRunner(faults);
    }

    public FaultPlan? Faults { get; }

    public DateTimeOffset Now => new(Volatile.Read(ref _now), TimeSpan.Zero);

    /// <summary>When the next timer is due; null when none is set.</summary>
    public DateTimeOffset? NextDueAt
    {
        get
        {
            lock (_lock)
            {
                return _timers.First is { } first ? new DateTimeOffset(first.Due, TimeSpan.Zero) : null;
            }
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal VirtualRunner Runner { get; }

    /// <summary>Never backwards.</summary>
    internal void MoveTo(DateTimeOffset instant)
    {
        if (instant > Now)
        {
            Volatile.Write(ref _now, instant.UtcTicks);
        }
    }

    /// <summary>Fires the first timer if it is due by now.</summary>
    internal bool FireNext()
    {
        VirtualTimer? due;
        lock (_lock)
        {
            due = _timers.First;
            if (due is null || due.Due > _now)
            {
                return false;
            }

            _timers.Remove(due);
            if (due.Period > TimeSpan.Zero)
            {
                Set(due, due.Due + due.Period.Ticks);
            }
        }

        due.Fire();
        return true;
    }

    internal void Change(VirtualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Set(timer, _now + dueTime.Ticks);
            }
        }
    }

    private void Set(VirtualTimer timer, long due)
    {
        timer.Due = due;
        timer.Order = ++_order;
        _timers.Add(timer);
    }
}
