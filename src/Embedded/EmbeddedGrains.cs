using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Storage;

namespace Monitoring.Embedded;

/// <summary>Adds the engine to a program's services.</summary>
public static class EmbeddedGrains
{
    /// <summary>
    /// Adds the host of the grains, as a hosted service, and the <see cref="IGrainFactory"/> that reaches them. The
    /// program provides the <see cref="TimeProvider"/>, the stores that its grains name, and the
    /// <see cref="IReminderTable"/> if any is remindable.
    /// </summary>
    public static IServiceCollection AddEmbeddedGrains(
        this IServiceCollection services, Action<EmbeddedOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EmbeddedOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<EmbeddedOptions>, EmbeddedOptionsCheck>();
        services.AddOptions<ReminderOptions>().Validate(
            options => options.MinimumReminderPeriod > TimeSpan.Zero,
            $"{nameof(ReminderOptions)}.{nameof(ReminderOptions.MinimumReminderPeriod)} must be more than zero.");
        services.TryAddSingleton<TurnRunner, PoolRunner>();
        services.TryAddSingleton(NewHost);
        services.TryAddSingleton(provider => provider.GetRequiredService<GrainHost>().GrainFactory);
        services.TryAddSingleton<IGrainHostView>(provider => provider.GetRequiredService<GrainHost>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<GrainHost>());
        return services;
    }

    /// <summary>
    /// Puts <paramref name="time"/> in the place of the program's clock, and the host's turns into the hands of a
    /// <see cref="VirtualGrainHost"/>, which moves it.
    /// </summary>
    public static IServiceCollection AddVirtualTime(this IServiceCollection services, VirtualTime time)
    {
        ArgumentNullException.ThrowIfNull(time);
        services.RemoveAll<TimeProvider>();
        services.RemoveAll<TurnRunner>();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(time);
        services.AddSingleton<TurnRunner>(time.Runner);
        services.AddSingleton(provider => new VirtualGrainHost(provider.GetRequiredService<GrainHost>(), time));
        return services;
    }

    /// <summary>Adds a store that forgets when the process ends, by its name or as the default store.</summary>
    public static IServiceCollection AddInMemoryGrainStorage(this IServiceCollection services, string? name = null) =>
        name is null
            ? services.AddSingleton<IGrainStorage, InMemoryGrainStorage>()
            : services.AddKeyedSingleton<IGrainStorage, InMemoryGrainStorage>(name);

    /// <summary>Adds a reminder table that forgets when the process ends.</summary>
    public static IServiceCollection AddInMemoryReminderTable(this IServiceCollection services) =>
        services.AddSingleton<IReminderTable, InMemoryReminderTable>();

    private static GrainHost NewHost(IServiceProvider services) => new(
        services,
        services.GetRequiredService<IOptions<EmbeddedOptions>>().Value,
        services.GetRequiredService<IOptions<ReminderOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<TurnRunner>(),
        services.GetService<ILoggerFactory>()?.CreateLogger<GrainHost>() ?? NullLogger<GrainHost>.Instance,
        services.GetService<IReminderTable>());
}
