using Microsoft.Extensions.DependencyInjection;

namespace Monitoring.Embedded;

/// <summary>Adds the engine to a program's services.</summary>
public static class EmbeddedGrains
{
    /// <summary>
    /// Adds the host of the grains and the <see cref="Orleans.IGrainFactory"/> that reaches them. The program provides
    /// the <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddEmbeddedGrains(
        this IServiceCollection services, Action<EmbeddedOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EmbeddedOptions>().Configure(options => configure?.Invoke(options));
        return services;
    }
}
