using Monitoring.Silo.Options;

namespace Monitoring.Silo.Http.Health;

/// <summary>
/// The end of a server that others stand in for. Told to stop, it first says that it is not ready and asks each client to
/// connect elsewhere, and goes on answering for a while; only then does the door close.
/// </summary>
internal sealed class Draining(SiloOptions options, TimeProvider time) : IHostedLifecycleService, IReadinessCheck
{
    private volatile bool _begun;

    public string Name => "serving";

    public ValueTask<bool> Works(CancellationToken cancellation) => ValueTask.FromResult(!_begun);

    /// <summary>Asks the client of this answer to take another connection for its next request.</summary>
    public Task Ask(HttpContext context, RequestDelegate next)
    {
        if (_begun)
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }

    // before any service is stopped, the door included
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        if (options.DrainSeconds > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
