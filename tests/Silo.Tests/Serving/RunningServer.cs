using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.Tests.Serving;

/// <summary>The program itself, as <c>./run</c> puts it together, on a folder and a port of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;

    private RunningServer(WebApplication app, SiloOptions options) => (_app, Options) = (app, options);

    public SiloOptions Options { get; }

    public IServiceProvider Services => _app.Services;

    public IEventLog Log => Services.GetRequiredService<IEventLog>();

    public static async Task<RunningServer> Start(Func<SiloOptions, SiloOptions> with)
    {
        var options = with(new SiloOptions
        {
            Port = 0,
            Data = Directory.CreateTempSubdirectory("monitoring-server-").FullName,
            AdminKey = "the-key-of-the-tests",
            Facilities = "Http/four.facilities.json",
            AuditEverySeconds = 0,
            WatchdogEverySeconds = 0,
        });
        var app = await SiloApp.Build(options, TimeProvider.System);
        await app.StartAsync();
        return new RunningServer(app, options);
    }

    /// <summary>Waits until an event of a kind, of a complaint or of any, stands in a feed: the log says when to look again.</summary>
    public async Task Happens(string audience, string kind, string? complaint = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Hint(System.Collections.Immutable.ImmutableArray<string> audiences) => more.TrySetResult();
            Log.Committed += Hint;
            try
            {
                var rows = await Log.ReadFeed(audience, 0, int.MaxValue, patience.Token);
                if (rows.Any(r => r.Item.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal)
                    && (complaint is null || r.Item.Contains($"\"complaint\":\"{complaint}\"", StringComparison.Ordinal))))
                {
                    return;
                }

                await more.Task.WaitAsync(patience.Token);
            }
            finally
            {
                Log.Committed -= Hint;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Options.Data, recursive: true);
    }
}
