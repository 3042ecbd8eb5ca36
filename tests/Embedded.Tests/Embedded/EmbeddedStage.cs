using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Embedded.Tests.Grains;
using Orleans.Storage;

namespace Monitoring.Embedded.Tests;

/// <summary>A host of the engine of this repository.</summary>
public abstract class EmbeddedStage(Wishes? wishes) : Stage
{
    public override IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public override IReminderTable Reminders { get; } = wishes?.Reminders ?? new InMemoryReminderTable();

    public override IGrainStorage Storage => Store;

    public IGrainStorage Store { get; init; } = new InMemoryGrainStorage();

    public Action<EmbeddedOptions> Configure { get; init; } = _ => { };

    public GrainHost Host => Services.GetRequiredService<GrainHost>();

    public IServiceProvider Services { get; private set; } = null!;

    protected DateTimeOffset StartAt { get; } = wishes?.StartAt ?? Monday;

    public override int Active(string grainType) =>
        Host.CountByClass().Single(count => count.GrainType == grainType).Active;

    protected ServiceProvider Build(Action<IServiceCollection> time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Witness);
        services.AddScoped<Possession>();
        services.AddSingleton(Reminders);
        services.AddKeyedSingleton("store", Storage);
        services.AddEmbeddedGrains(options =>
        {
            options.Assemblies.Add(Assembly.GetExecutingAssembly());
            options.LongestQueue = wishes?.LongestQueue ?? options.LongestQueue;
            Configure(options);
        });
        time(services);
        var provider = services.BuildServiceProvider();
        Services = provider;
        return provider;
    }
}
