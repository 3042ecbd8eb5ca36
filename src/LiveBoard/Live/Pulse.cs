using Microsoft.Extensions.Hosting;

namespace Monitoring.LiveBoard.Live;

/// <summary>The beat of every connection, and the end of those that are stuck.</summary>
internal sealed class Pulse(Viewers viewers, TimeProvider time) : IHostedService, IDisposable
{
    public static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => RunOnce(), null, BeatEvery, BeatEvery);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    public void Dispose() => _timer?.Dispose();

    internal void RunOnce()
    {
        foreach (Viewer viewer in viewers.All)
        {
            viewer.CutIfStuck();
            viewer.Beat();
        }
    }
}
