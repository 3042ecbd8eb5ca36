using Monitoring.Grains.EventLog;
using Monitoring.Silo.Storage.Postgres;

namespace Monitoring.Silo.Engine;

/// <summary>
/// Before a silo joins, it declares dead what has not said for ninety seconds that it lives. Without that a cluster that
/// lost all its silos at once makes the first that comes back wait for ghosts: five minutes, and then it gives up. It looks
/// again until it has joined, for those who had only just died.
/// </summary>
internal sealed partial class DeadSilos(PostgresDatabase database, string cluster, ILogger<DeadSilos> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int Dead = 6;

    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    // a change of members counts only with a new version: others read the table when that has moved
    private const string Bury = """
        WITH buried AS (
          UPDATE orleansmembershiptable SET status = $3
          WHERE deploymentid = $1 AND status <> $3 AND iamalivetime < now() - $2
          RETURNING 1)
        UPDATE orleansmembershipversiontable SET version = version + 1, timestamp = now()
        WHERE deploymentid = $1 AND EXISTS (SELECT 1 FROM buried)
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
        var changed = await database.Write(
            Bury,
            with =>
            {
                with.AddWithValue(cluster);
                with.AddWithValue(SilentFor);
                with.AddWithValue(Dead);
            },
            cancellation);
        if (changed > 0)
        {
            LogBuried(SilentFor);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silos that had not said for {Silence} that they live were declared dead.")]
    private partial void LogBuried(TimeSpan silence);
}
