namespace Monitoring.Silo.Engine;

/// <summary>
/// The wall clock at another speed, for demonstrations: it starts at the wall's now, and both instants and timers run
/// <paramref name="rate"/> times as fast.
/// </summary>
public sealed class FastTime(TimeProvider wall, double rate) : TimeProvider
{
    private readonly DateTimeOffset _startedAt = wall.GetUtcNow();
    private readonly long _startedStamp = wall.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _startedAt + (wall.GetElapsedTime(_startedStamp) * rate);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (wall.GetElapsedTime(_startedStamp) * rate).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(wall.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    private TimeSpan Scale(TimeSpan span) => span <= TimeSpan.Zero ? span : span / rate;

    private sealed class ScaledTimer(ITimer inner, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Scale(dueTime), time.Scale(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
