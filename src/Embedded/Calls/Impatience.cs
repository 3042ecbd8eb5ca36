namespace Monitoring.Embedded;

/// <summary>
/// Tells callers who have waited too long so, give or take a quarter of what they wait and at most a second. Its timer
/// runs only while calls are in flight. Virtual time needs none: its driver knows when the next caller loses patience.
/// </summary>
internal sealed class Impatience : IDisposable
{
    private readonly GrainHost _host;
    private readonly TimeSpan _every;
    private readonly ITimer _timer;
    private int _armed;

    public Impatience(GrainHost host)
    {
        _host = host;
        _every = TimeSpan.FromTicks(Math.Min(host.AnswerWithin / 4, TimeSpan.TicksPerSecond));
        _timer = host.Time.CreateTimer(
            static impatience => ((Impatience)impatience!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A call is in flight.</summary>
    public void Expect()
    {
        if (Volatile.Read(ref _armed) == 0 && Interlocked.Exchange(ref _armed, 1) == 0)
        {
            _timer.Change(_every, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        _host.ExpireCalls();
        Interlocked.Exchange(ref _armed, 0); // before looking: who adds a call from here on arms it anew
        if (_host.InFlight.NextExpiry is not null)
        {
            Expect();
        }
    }
}
