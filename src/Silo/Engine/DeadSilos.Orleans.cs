using System.Net;
using System.Net.Sockets;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Storage.Postgres;
using Npgsql;

namespace Monitoring.Silo.Engine;

/// <summary>
/// Before a silo joins, it declares dead what has not said for ninety seconds that it lives, and at once those of its own
/// address whose port nobody listens on: the process that was killed here. Without that a cluster that lost all its silos at
/// once makes the first that comes back wait for ghosts: five minutes, and then it gives up. It looks again until it has
/// joined, for those who had only just died.
/// </summary>
/// <remarks>A silo listens before it is a member, and a frozen one still does: a refused connection is a process that is gone.</remarks>
internal sealed partial class DeadSilos(PostgresDatabase database, string cluster, IPAddress here, ILogger<DeadSilos> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int Dead = 6;

    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    // a change of members counts only with a new version: others read the table when that has moved
    private const string Bury = """
        WITH buried AS (
          UPDATE orleansmembershiptable SET status = $3
          WHERE deploymentid = $1 AND status <> $3
            AND (iamalivetime < now() - $2
              OR (address = $4 AND (port, generation) IN (SELECT * FROM unnest($5::integer[], $6::integer[]))))
          RETURNING 1)
        UPDATE orleansmembershipversiontable SET version = version + 1, timestamp = now()
        WHERE deploymentid = $1 AND EXISTS (SELECT 1 FROM buried)
        """;

    private const string OfThisAddress = """
        SELECT port, generation FROM orleansmembershiptable WHERE deploymentid = $1 AND address = $2 AND status <> $3
        """;

    private readonly CancellationTokenSource _joined = new();
    private Task _lookingAgain = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(DeadSilos), ServiceLifecycleStage.RuntimeInitialize - 1, Begin);
        lifecycle.Subscribe(nameof(DeadSilos), ServiceLifecycleStage.Active + 1, End);
    }

    public void Dispose() => _joined.Dispose();

    /// <summary>Looks once.</summary>
    public async Task BuryOnce(CancellationToken cancellation)
    {
        var gone = await Gone(cancellation);
        var changed = await database.Write(
            Bury,
            with =>
            {
                with.AddWithValue(cluster);
                with.AddWithValue(SilentFor);
                with.AddWithValue(Dead);
                with.AddWithValue(here.ToString());
                with.AddWithValue(gone.ConvertAll(silo => silo.Port));
                with.AddWithValue(gone.ConvertAll(silo => silo.Generation));
            },
            cancellation);
        if (changed > 0)
        {
            LogBuried(SilentFor);
        }
    }

    /// <summary>Silos of this address on whose port nobody listens.</summary>
    private async Task<List<(int Port, int Generation)>> Gone(CancellationToken cancellation)
    {
        var members = await database.Read(
            OfThisAddress,
            with =>
            {
                with.AddWithValue(cluster);
                with.AddWithValue(here.ToString());
                with.AddWithValue(Dead);
            },
            Members,
            cancellation);
        var gone = new List<(int Port, int Generation)>();
        foreach (var silo in members)
        {
            if (await IsRefused(silo.Port, cancellation))
            {
                gone.Add(silo);
            }
        }

        return gone;
    }

    private static async Task<List<(int Port, int Generation)>> Members(NpgsqlDataReader rows)
    {
        var members = new List<(int Port, int Generation)>();
        while (await rows.ReadAsync())
        {
            members.Add((rows.GetInt32(0), rows.GetInt32(1)));
        }

        return members;
    }

    private async Task<bool> IsRefused(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(here.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(here, port), cancellation);
            return false;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
    }

    private async Task Begin(CancellationToken cancellation)
    {
        await BuryOnce(cancellation);
        _lookingAgain = LookAgain();
    }

    private async Task End(CancellationToken cancellation)
    {
        await _joined.CancelAsync();
        await _lookingAgain;
    }

    private async Task LookAgain()
    {
        using var timer = new PeriodicTimer(LookEvery, database.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_joined.Token))
            {
                await BuryOnce(_joined.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or StorageUnknownException)
        {
            // it has joined, or cannot join without the database anyway
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silos that had not said for {Silence} that they live, or were of this address and gone, were declared dead.")]
    private partial void LogBuried(TimeSpan silence);
}
