using Monitoring.Embedded;
using Monitoring.Grains;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage.Sqlite;

namespace Monitoring.Silo.Engine;

/// <summary>The engine of this build: the one-process host of this repository.</summary>
internal static class GrainEngine
{
    public const string Name = "Embedded";

    public static void Add(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
        builder.Services.AddEmbeddedGrains(engine =>
        {
            engine.Assemblies.Add(typeof(ComplaintGrain).Assembly);
            engine.CollectAfter = TimeSpan.FromMinutes(options.CollectAfterMinutes);
        });
    }
}
