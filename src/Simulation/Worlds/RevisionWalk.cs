using Monitoring.Silo.Revisions;

namespace Monitoring.Simulation.Worlds;

/// <summary>One process's walk after a revision, tried again until it comes to its end, as the product's own loop does.</summary>
internal sealed class RevisionWalk(TimeProvider time, FollowRevisions followers, TaskScheduler outside) : IDisposable
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    private bool _isRunning;
    private bool _isWanted;
    private bool _isOver;

    public void Begin()
    {
        _isWanted = true;
        if (!_isRunning && !_isOver)
        {
            _isRunning = true;
            _ = Task.Factory.StartNew(Walk, CancellationToken.None, TaskCreationOptions.None, outside);
        }
    }

    public void Dispose()
    {
        _isOver = true;
        followers.Dispose();
    }

    private async Task Walk()
    {
        while (_isWanted && !_isOver)
        {
            _isWanted = false;
            try
            {
                await followers.RunOnce(CancellationToken.None);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // the store failed, a complaint was lost, or the time is in doubt
                await Task.Delay(TryAgainAfter, time);
                _isWanted = true;
            }
        }

        _isRunning = false;
    }
}
