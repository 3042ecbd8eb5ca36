namespace Monitoring.Grains;

/// <summary>A grain's timer that is set for one instant at a time, and knows for which.</summary>
/// <param name="grain">Whose turn it is when it fires.</param>
/// <param name="fired">What that turn does.</param>
internal sealed class OneShotTimer(IGrainBase grain, Func<Task> fired)
{
    private IGrainTimer? _timer;

    /// <summary>The instant it is set for (UTC); null: it is not set.</summary>
    public DateTimeOffset? FiresAt { get; private set; }

    /// <summary>Sets it, instead of what it was set for.</summary>
    public void Set(DateTimeOffset now, TimeSpan wait)
    {
        FiresAt = now + wait;
        if (_timer is null)
        {
            _timer = grain.RegisterGrainTimer(
                static (timer, _) => timer.Fire(), this, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan));
        }
        else
        {
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Stop()
    {
        _timer?.Dispose();
        (_timer, FiresAt) = (null, null);
    }

    private Task Fire()
    {
        FiresAt = null;
        return fired();
    }
}
