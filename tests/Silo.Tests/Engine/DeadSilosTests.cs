using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.RealPostgres;
using Monitoring.Silo.Engine;
using Monitoring.Silo.Tests.Storage.Postgres;

namespace Monitoring.Silo.Tests.Engine;

/// <summary>Who is declared dead before a silo joins. Each of these says that it was alive a moment ago.</summary>
public sealed class DeadSilosTests
{
    private const string Cluster = "monitoring";

    [Fact]
    public async Task Only_a_silo_of_this_address_on_whose_port_nobody_listens_is_dead_at_once()
    {
        var database = PostgresServer.Shared.CreateDatabase();
        await using var opened = await Opened.On(database);
        using var listening = Listener();
        using var closed = Listener();
        var (alive, gone) = (PortOf(listening), PortOf(closed));
        closed.Stop();
        await Opened.Ask(
            database,
            $"INSERT INTO orleansmembershipversiontable (deploymentid, timestamp, version) VALUES ('{Cluster}', now(), 1)",
            Member("127.0.0.1", alive, "listens"),
            Member("127.0.0.1", gone, "was killed"),
            Member("127.0.0.2", gone, "another machine"));
        using var dead = new DeadSilos(opened.Database, Cluster, IPAddress.Loopback, NullLogger<DeadSilos>.Instance);

        await dead.BuryOnce(CancellationToken.None);

        Assert.Equal(
            ["was killed"], await Opened.Ask(database, "SELECT siloname FROM orleansmembershiptable WHERE status = 6"));
        Assert.Equal(["2"], await Opened.Ask(database, "SELECT version FROM orleansmembershipversiontable"));
    }

    private static TcpListener Listener()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static string Member(string address, int port, string name) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO orleansmembershiptable
          (deploymentid, address, port, generation, siloname, hostname, status, starttime, iamalivetime)
        VALUES ('{Cluster}', '{address}', {port}, 1, '{name}', 'host', 3, now(), now())
        """);
}
