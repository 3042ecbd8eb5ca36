namespace Monitoring.Embedded;

/// <summary>
/// Ends activations that nobody has called for a while. It looks only when some activation could be old enough, so a
/// host without any keeps no timer.
/// </summary>
internal sealed class IdleCollection : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly GrainHost _host;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private long _nextAt = long.MaxValue;

    public IdleCollection(GrainHost host)
    {
        _host = host;
        _timer = host.Time.CreateTimer(
            static collection => ((IdleCollection)collection!).Collect(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>There is an activation of that class that may grow old from now on.</summary>
    public void Expect(GrainClass grainClass)
    {
        if (grainClass.CollectAfter < GrainClass.Never)
        {
            LookAt(_host.Ticks + grainClass.CollectAfter);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Collect()
    {
        Volatile.Write(ref _nextAt, long.MaxValue);
        var now = _host.Ticks;
        var next = long.MaxValue;
        var old = new List<(long At, Activation Activation)>();
        foreach (var activation in _host.Catalog.Classes.SelectMany(grainClass => grainClass.Collectable))
        {
            var at = activation.CollectableAt;
            if (at <= now)
            {
                old.Add((at, activation));
            }
            else
            {
                next = Math.Min(next, at);
            }
        }

        // a dictionary has no order of its own, and virtual time must always find the same
        foreach (var (_, activation) in old.OrderBy(one => one.At).ThenBy(one => one.Activation.Key, StringComparer.Ordinal))
        {
            activation.OfferToCollect();
        }

        if (next < GrainClass.Never)
        {
            LookAt(Math.Max(next, now + _host.Options.CollectEvery.Ticks));
        }
    }

    private void LookAt(long at)
    {
        if (at >= Volatile.Read(ref _nextAt))
        {
            return;
        }

        lock (_lock)
        {
            if (at >= _nextAt)
            {
                return;
            }

            Volatile.Write(ref _nextAt, at);
            var wait = TimeSpan.FromTicks(Math.Max(0, at - _host.Ticks));
            _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }
}
