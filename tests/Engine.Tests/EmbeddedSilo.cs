using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Engine.Tests;

/// <summary>One host of the Embedded engine.</summary>
internal sealed class OneSilo : IAsyncDisposable
{
    private IHost? _host;

    public MemoryEventLog Log { get; } = new();

    public PolicyShelf Shelf { get; } = new(PolicyBook.ExternalOnly);

    public IGrainFactory Grains => _host!.Services.GetRequiredService<IGrainFactory>();

    public async Task Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IEventLog>(Log);
        builder.Services.AddSingleton<IPolicyShelf>(Shelf);
        builder.Services.AddSingleton(new WakerOptions());
        builder.Services.AddInMemoryReminderTable();
        builder.Services.AddEmbeddedGrains(engine => engine.Assemblies.Add(typeof(ComplaintGrain).Assembly));
        _host = builder.Build();
        await _host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }
    }
}
