using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Serialization;
using SiloOptions = Monitoring.Silo.Options.SiloOptions;
using SiloRole = Monitoring.Silo.Options.SiloRole;

namespace Monitoring.Silo.Engine;

/// <summary>The engine of this build: Microsoft Orleans, one silo on this machine or a cluster on one database.</summary>
internal static class GrainEngine
{
    public const string Name = "Microsoft Orleans";

    /// <summary>The engine collects nothing sooner than this.</summary>
    private const double CollectAfterAtLeast = 1.5;

    public static void Add(WebApplicationBuilder builder, SiloOptions options)
    {
        // at every start the one recommends settings, the other counts its first round from the machine's start as a stall
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);

        // what a grain throws must reach the door on another silo as what it is: "unknown" would else arrive as "broken"
        builder.Services.Configure<ExceptionSerializationOptions>(o => o.SupportedExceptionTypeFilter = static _ => true);
        if (options.Role == SiloRole.Board)
        {
            builder.UseOrleansClient(client => PostgresCluster.Join(client, options));
            return;
        }

        builder.UseOrleans(silo =>
        {
            if (options.Database.Length > 0)
            {
                PostgresCluster.Join(silo, options);
            }
            else
            {
                silo.UseLocalhostClustering(FreePort(), FreePort());

                // the reminder only brings a facility's book back; the net holds the promise without it
                silo.UseInMemoryReminderService();
            }

            silo.Configure<GrainCollectionOptions>(o =>
                o.CollectionAge = TimeSpan.FromMinutes(Math.Max(CollectAfterAtLeast, options.CollectAfterMinutes)));
        });
    }

    /// <summary>A port that is free now.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
