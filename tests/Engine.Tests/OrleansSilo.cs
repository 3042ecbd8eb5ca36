using Microsoft.Extensions.DependencyInjection;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Policies;
using Orleans.TestingHost;

namespace Monitoring.Engine.Tests;

/// <summary>One silo of Microsoft Orleans.</summary>
internal sealed class OneSilo : IAsyncDisposable
{
    /// <summary>The configurator is made by the cluster, which gives it no way to be handed anything.</summary>
    private static readonly AsyncLocal<OneSilo?> Starting = new();

    private TestCluster? _cluster;

    public MemoryEventLog Log { get; } = new();

    public PolicyShelf Shelf { get; } = new(PolicyBook.ExternalOnly);

    public IGrainFactory Grains => _cluster!.GrainFactory;

    public async Task Start()
    {
        Starting.Value = this;
        var builder = new TestClusterBuilder(1);
        builder.AddSiloBuilderConfigurator<Configurator>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.StopAllSilosAsync();
            await _cluster.DisposeAsync();
        }
    }

    private sealed class Configurator : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            var silo = Starting.Value!;
            siloBuilder.UseInMemoryReminderService();
            siloBuilder.Services.AddSingleton<IEventLog>(silo.Log);
            siloBuilder.Services.AddSingleton<IPolicyShelf>(silo.Shelf);
            siloBuilder.Services.AddSingleton(new WakerOptions());
        }
    }
}
