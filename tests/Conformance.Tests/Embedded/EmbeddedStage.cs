using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Conformance.Tests.Grains;
using Monitoring.Embedded;
using Orleans.Storage;

namespace Monitoring.Conformance.Tests;

/// <summary>A host of the engine of this repository.</summary>
public abstract class EmbeddedStage(Wishes? wishes) : Stage
{
    public override IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IReminderTable Reminders { get; } = wishes?.Reminders ?? new InMemoryReminderTable();

    public override IGrainStorage Storage => Store;

    public IGrainStorage Store { get; init; } = new InMemoryGrainStorage();

    public Action<EmbeddedOptions> Configure { get; init; } = _ => { };

    public GrainHost Host => Services.GetRequiredService<GrainHost>();

    public IServiceProvider Services { get; private set; } = null!;

    protected DateTimeOffset StartAt { get; } = wishes?.StartAt ?? Monday;

    public override Task<int> Active(Type grainClass) => Task.FromResult(
        Host.CountByClass().Single(count => grainClass.Name.Equals($"{count.GrainType}grain", StringComparison.OrdinalIgnoreCase))
            .Active);

    // idle for a quarter of an hour, and looked for at least every minute
    public override Task BeIdle() => Pass(TimeSpan.FromMinutes(17));

    protected ServiceProvider Build(Action<IServiceCollection> time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Witness);
        services.AddScoped<Possession>();
        services.AddSingleton(Reminders);
        services.AddKeyedSingleton("store", Storage);
        services.AddKeyedSingleton<IGrainStorage, BrokenStore>("broken");
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
