using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using SiloOptions = Monitoring.Silo.Options.SiloOptions;

namespace Monitoring.Silo.Engine;

/// <summary>The engine of this build: Microsoft Orleans, one silo on this machine.</summary>
internal static class GrainEngine
{
    public const string Name = "Microsoft Orleans";

    public static void Add(WebApplicationBuilder builder, SiloOptions options) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(FreePort(), FreePort());

        // the reminder only brings a facility's book back; the net holds the promise without it
        silo.UseInMemoryReminderService();
        silo.Configure<GrainCollectionOptions>(o =>
            o.CollectionAge = TimeSpan.FromMinutes(Math.Max(1.5, options.CollectAfterMinutes)));
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
