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
    private long _elapsed; // what timers go by, in ticks; begins with the instant of the start
    private long _step; // what the clock on the wall is ahead of that
    private long _order;

    /// <param name="startAt">What the clock shows at first.</param>
    /// <param name="faults">What goes wrong; nothing unless given.</param>
    public VirtualTime(DateTimeOffset startAt, FaultPlan? faults = null)
    {
        _elapsed = startAt.UtcTicks;
        Faults = faults;
        Runner = new VirtualRunner(faults);
    }

    public FaultPlan? Faults { get; }

    internal VirtualRunner Runner { get; }

    public DateTimeOffset Now => OnTheWall(Volatile.Read(ref _elapsed));

    /// <summary>When the next timer is due; null when none is set.</summary>
    public DateTimeOffset? NextDueAt
    {
        get
        {
            lock (_lock)
            {
                return _timers.First is { } first ? OnTheWall(first.Due) : null;
            }
        }
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Volatile.Read(ref _elapsed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Never backwards.</summary>
    internal void MoveTo(DateTimeOffset instant)
    {
        if (instant > Now)
        {
            Volatile.Write(ref _elapsed, instant.UtcTicks - _step);
        }
    }

    /// <summary>Sets the clock on the wall. Timers count elapsed time and do not notice.</summary>
    internal void Step(TimeSpan by) => Volatile.Write(ref _step, _step + by.Ticks);

    /// <summary>Fires the first timer if it is due by now.</summary>
    internal bool FireNext()
    {
        VirtualTimer? due;
        lock (_lock)
        {
            due = _timers.First;
            if (due is null || due.Due > _elapsed)
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
                Set(timer, _elapsed + dueTime.Ticks);
            }
        }
    }

    private DateTimeOffset OnTheWall(long elapsed) => new(elapsed + Volatile.Read(ref _step), TimeSpan.Zero);

    private void Set(VirtualTimer timer, long due)
    {
        timer.Due = due;
        timer.Order = ++_order;
        _timers.Add(timer);
    }
}
