using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.Tests.Serving;

/// <summary>The program itself, as <c>./run</c> puts it together, on a folder and a port of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly WebApplication _app;
    private readonly bool _ownsData;

    private RunningServer(WebApplication app, SiloOptions options, bool ownsData) => (_app, Options, _ownsData) = (app, options, ownsData);

    public SiloOptions Options { get; }

    public IServiceProvider Services => _app.Services;

    public IEventLog Log => Services.GetRequiredService<IEventLog>();

    public static async Task<RunningServer> Start(Func<SiloOptions, SiloOptions> with)
    {
        var options = with(new SiloOptions
        {
            Port = 0,
            Data = "",
            AdminKey = "the-key-of-the-tests",
            Facilities = "Http/four.facilities.json",
            AuditEverySeconds = 0,
            WatchdogEverySeconds = 0,
        });
        var ownsData = options.Data.Length == 0;
        options = ownsData ? options with { Data = Directory.CreateTempSubdirectory("monitoring-server-").FullName } : options;
        var app = await SiloApp.Build(options, TimeProvider.System);
        await app.StartAsync();
        app.Services.GetRequiredService<Silo.Storage.Store>(); // the container closes what was asked of it
        return new RunningServer(app, options, ownsData);
    }

    /// <summary>Waits until an event of a kind, of a complaint or of any, stands in a feed.</summary>
    public Task Happens(string audience, string kind, string? complaint = null) =>
        Happens(audience, item => item.Kind == kind && (complaint is null || item.Complaint == complaint));

    /// <summary>Waits until something stands in a feed: the log says when to look again.</summary>
    public async Task Happens(string audience, Func<FeedItem, bool> what)
    {
        using var patience = new CancellationTokenSource(Patience);
        var after = 0L;
        while (true)
        {
            var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Hint(System.Collections.Immutable.ImmutableArray<string> audiences) => more.TrySetResult();
            Log.Committed += Hint;
            try
            {
                var rows = await Log.ReadFeed(audience, after, int.MaxValue, patience.Token);
                if (rows.Any(r => what(JsonSerializer.Deserialize(r.Item, FeedJson.Default.FeedItem)!)))
                {
                    return;
                }

                after = rows is [.., var last] ? last.Seq : after;
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
        if (_ownsData)
        {
            Directory.Delete(Options.Data, recursive: true);
        }
    }
}
