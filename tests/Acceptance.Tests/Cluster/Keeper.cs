using System.Collections.Concurrent;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>Starts one server again whenever it has ended, for whatever reason, as an init system would.</summary>
internal sealed class Keeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = new();
    private readonly ConcurrentQueue<string> _lastWords = new();
    private readonly Task _keeping;
    private volatile TaskCompletionSource _mayStart = new();

    public Keeper(ServerProcess server)
    {
        Server = server;
        _mayStart.SetResult();
        _keeping = Keep();
    }

    public ServerProcess Server { get; }

    /// <summary>What it said last each time that it ended although nobody had told it to.</summary>
    public IReadOnlyCollection<string> LastWords => _lastWords;

    public bool IsHeld => !_mayStart.Task.IsCompleted;

    /// <summary>Waits until it says that it is ready, whatever it said before.</summary>
    public Task Ready() => Patience.Until(
        () => $"{Server.Address} being ready.{Server.Said()}", async () => Server.Up is not null && await Server.IsReady());

    /// <summary>Does not start it again until it is let go.</summary>
    public void Hold() => _mayStart = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _mayStart.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _keeping;
        await Server.DisposeAsync();
        _enough.Dispose();
    }

    private async Task Keep()
    {
        try
        {
            while (true)
            {
                await _mayStart.Task.WaitAsync(_enough.Token);
                await OneRun();
            }
        }
        catch (OperationCanceledException)
        {
            // the test is over
        }
    }

    private async Task OneRun()
    {
        Server.Spawn();
        var run = Server.Run;
        var becomingReady = Server.BecomeReady(run);
        await run.Ended.WaitAsync(_enough.Token);
        if (!run.WasTold)
        {
            _lastWords.Enqueue(Server.Said());
        }

        // one that ended before it was ready did not become so; that is no news
        await becomingReady.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
