using System.Net;
using Monitoring.Silo.Storage.Postgres;
using Orleans.Configuration;
using SiloOptions = Monitoring.Silo.Options.SiloOptions;

namespace Monitoring.Silo.Engine;

/// <summary>
/// Several silos on one PostgreSQL database, which holds who is in the cluster, reminders and states beside the log. The
/// tables and queries are those of <c>Migrations/0003_orleans.sql</c>.
/// </summary>
internal static class PostgresCluster
{
    private const string Provider = "Npgsql";

    /// <summary>A silo that does not answer is asked so often and then given up: some six seconds on a local network.</summary>
    private static readonly TimeSpan ProbeWithin = TimeSpan.FromSeconds(2);

    private const int MissedProbes = 3;

    /// <summary>Two must agree that a third is gone, or one whose own network is bad would declare everybody dead.</summary>
    private const int Votes = 2;

    /// <summary>How often a silo says that it lives; a row three times as old is left out by those who join.</summary>
    private static readonly TimeSpan SayAliveEvery = TimeSpan.FromSeconds(10);

    /// <summary>A request at the door is answered within ten seconds: nobody waits longer for a grain.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(9);

    /// <summary>Makes a silo a member of the cluster.</summary>
    public static void Join(ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<ClusterOptions>(o => Name(o, options));
        silo.Configure<EndpointOptions>(o =>
        {
            o.AdvertisedIPAddress = AddressOf(options);
            o.SiloPort = options.SiloPort > 0 ? options.SiloPort : GrainEngine.FreePort();
            o.GatewayPort = options.GatewayPort > 0 ? options.GatewayPort : GrainEngine.FreePort();
        });
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = ProbeWithin;
            o.NumMissedProbesLimit = MissedProbes;
            o.NumVotesForDeathDeclaration = Votes;
            o.IAmAliveTablePublishTimeout = SayAliveEvery;
            o.TableRefreshTimeout = SayAliveEvery;
        });
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = AnswerWithin);
        silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Provider, ConnectionSettings.OfTheEngine(options.Database)));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = (Provider, ConnectionSettings.OfTheEngine(options.Database)));
        silo.AddAdoNetGrainStorageAsDefault(o =>
        {
            (o.Invariant, o.ConnectionString) = (Provider, ConnectionSettings.OfTheEngine(options.Database));
            o.GrainStorageSerializer = new StateJson();
        });
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(all => new DeadSilos(
            all.GetRequiredService<PostgresDatabase>(),
            options.Cluster,
            AddressOf(options),
            all.GetRequiredService<ILogger<DeadSilos>>()));
    }

    /// <summary>Lets a board ask the grains of the cluster; it hosts none.</summary>
    public static void Join(IClientBuilder client, SiloOptions options)
    {
        client.Configure<ClusterOptions>(o => Name(o, options));
        client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = AnswerWithin);
        client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (Provider, ConnectionSettings.OfTheEngine(options.Database)));
        client.Services.AddSingleton<IClientConnectionRetryFilter, WaitForSilos>();
    }

    private static IPAddress AddressOf(SiloOptions options) =>
        IPAddress.Parse(options.SiloAddress.Length > 0 ? options.SiloAddress : options.Address);

    private static void Name(ClusterOptions to, SiloOptions options) =>
        (to.ClusterId, to.ServiceId) = (options.Cluster, options.Cluster);
}
