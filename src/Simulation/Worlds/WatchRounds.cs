using Monitoring.Grains;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.Silo.HostTime;

namespace Monitoring.Simulation.Worlds;

/// <summary>
/// The looks of one process's time watch: one at its start, and after a step of the clock one a second until the time is
/// believed again. The others, which find nothing, are left out.
/// </summary>
internal sealed class WatchRounds : IDisposable
{
    private readonly World _world;
    private readonly TrustedTime _trusted;
    private readonly TimeWatch _watch;
    private readonly TaskScheduler _outside;
    private readonly ITimer _timer;
    private bool _isRunning;
    private bool _isOver;

    public WatchRounds(World world, TrustedTime trusted, TimeWatch watch, TaskScheduler outside)
    {
        (_world, _trusted, _watch, _outside) = (world, trusted, watch, outside);
        _timer = world.Time.CreateTimer(
            static rounds => ((WatchRounds)rounds!).Begin(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Begin();
    }

    public void Dispose()
    {
        _isOver = true;
        _timer.Dispose();
        _watch.Dispose();
    }

    /// <summary>Looks now, and goes on for as long as there is a doubt.</summary>
    public void Begin()
    {
        if (!_isRunning && !_isOver)
        {
            _isRunning = true;
            _ = Task.Factory.StartNew(Round, CancellationToken.None, TaskCreationOptions.None, _outside);
        }
    }

    private async Task Round()
    {
        await _watch.RunOnce(CancellationToken.None);
        _isRunning = false;
        if (_trusted.Trust.Suspicion is { } doubt && !_isOver)
        {
            // a clock that stands before the last commit is believed only once somebody has said so, or that instant has passed
            var asks = _trusted.Trust.NeedsConfirmation || doubt.Reasons.HasFlag(Reasons.BeforeLastCommit);
            if (asks && !doubt.Confirmed && (_world.IsQuiet || _world.Dice.Happens(0.001)))
            {
                _trusted.Confirm();
            }

            _timer.Change(TimeWatch.Every, Timeout.InfiniteTimeSpan);
        }
    }
}
