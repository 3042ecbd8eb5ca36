using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.Engine;

/// <summary>The engine of this build: the one-process host of this repository.</summary>
internal static class GrainEngine
{
    public const string Name = "Embedded";

    /// <summary>Adds the engine; the store has added its reminder table before.</summary>
    public static void Add(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Services.AddEmbeddedGrains(engine =>
        {
            engine.Assemblies.Add(typeof(ComplaintGrain).Assembly);
            engine.CollectAfter = TimeSpan.FromMinutes(options.CollectAfterMinutes);
        });
    }
}
