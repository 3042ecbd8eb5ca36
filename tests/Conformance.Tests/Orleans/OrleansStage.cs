using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Monitoring.Conformance.Tests.Grains;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Monitoring.Conformance.Tests;

/// <summary>
/// One silo of Microsoft Orleans. What grains see of time, their timers and their reminders go by a clock that a test
/// sets. Orleans gives no other clock than the wall's to the patience of callers and to the collection of the idle.
/// </summary>
public sealed class OrleansStage(Wishes? wishes = null) : Stage
{
    // long enough for a silo that has only just started to answer whom it should
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    private readonly Wishes _wishes = wishes ?? new Wishes();
    private InProcessTestCluster? _cluster;

    public override IGrainFactory Grains => Silo.GetRequiredService<IGrainFactory>();

    public override IGrainStorage Storage => Silo.GetRequiredKeyedService<IGrainStorage>("store");

    private IServiceProvider Silo => _cluster!.GetSiloServiceProvider();

    private ManualTime Time => field ??= new ManualTime(_wishes.StartAt);

    public override async Task<int> Active(Type grainClass) =>
        (await Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
            .Single(count => count.GrainType.StartsWith(grainClass.FullName!, StringComparison.Ordinal)).ActivationCount;

    public override DateTimeOffset Now => Time.GetUtcNow();

    public override async Task Play(Func<Task> story)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.InitializeClientOnDeploy = false; // the product too calls from inside the silo's process
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo));
        _cluster = builder.Build();
        await using (_cluster)
        {
            await _cluster.DeployAsync();
            await Time.IsInUse().WithoutHanging(Witness); // the reminders are read
            await WarmUp();
            await story().WithoutHanging(Witness);
            await _cluster.StopAllSilosAsync().WithoutHanging(Witness);
        }
    }

    public override Task Pass(TimeSpan span)
    {
        Time.Advance(span);
        return Task.CompletedTask;
    }

    public override Task BeIdle() =>
        Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    protected override Task Wait(DateTimeOffset instant, int reminders) => Time.WaitsFor(instant, reminders);

    private async Task WarmUp()
    {
        try
        {
            await Grains.GetGrain<IManagementGrain>(0).GetHosts();
        }
        catch (TimeoutException)
        {
            await WarmUp();
        }
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton(Witness);
        silo.Services.AddScoped<Possession>();
        silo.AddMemoryGrainStorage("store");
        silo.Services.AddKeyedSingleton<IGrainStorage, BrokenStore>("broken");
        ConfigureTime(silo.Services);
        ConfigureReminders(silo);
        if (_wishes.LongestQueue is { } longest)
        {
            silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = longest);
        }

        if (_wishes.CallersSoonGiveUp)
        {
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Soon);
        }

        if (_wishes.GoodbyesAreShort)
        {
            silo.Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = Soon);
        }

        if (_wishes.IdleAreSoonCollected)
        {
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = TimeSpan.FromSeconds(3);
                options.CollectionQuantum = TimeSpan.FromSeconds(1);
            });
        }
    }

    private void ConfigureTime(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));

        // the silo's own rounds must not run a month's worth in one jump of the clock
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, Time);
    }

    private void ConfigureReminders(ISiloBuilder silo)
    {
        if (_wishes.Reminders is { } table)
        {
            silo.AddReminders();
            silo.Services.AddSingleton(table);
        }
        else
        {
            silo.UseInMemoryReminderService();
        }
    }
}
