using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Wakers;

/// <summary>
/// Waker (c): every two seconds it looks through the index of due rows. Facilities with something near are told to
/// read their book; complaints that are overdue are woken, the gravest first. It alone holds every promise, a cold start included.
/// </summary>
/// <remarks>
/// After an outage thousands are overdue, and the engine does not keep the order in which they are called: what was scheduled last on a
/// thread is taken first. So they are woken a few at a time, and the net goes on only when a thread has nothing better to do. A round
/// does so no longer than until the next one is to begin: that one reads the index anew, and who has come meanwhile has its place.
/// </remarks>
public sealed partial class NetOfDueRows(
    IEventLog log,
    IGrainFactory grains,
    WakerOptions wakers,
    TimeProvider time,
    ILogger<NetOfDueRows> logger,
    INetTurn? turn = null,
    ITrustedTime? trusted = null) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private const int Page = 1_000;
    private const int MostRows = 200_000;
    private const int WokenAtOnce = 8;

    private readonly StuckRows _stuck = new();

    /// <summary>When the last round ended well, or was another process's to make; null before the first.</summary>
    public DateTimeOffset? LastRoundAt { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!wakers.Net)
        {
            return;
        }

        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await RunOnce(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // the net must outlive everything it looks at; the next round tries again
                LogRoundFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>One round.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        try
        {
            await GoRound(cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // the store was away, so that nothing could be written was no row's own fault: all are tried again at once
            _stuck.Forget();
            throw;
        }
    }

    private async Task GoRound(CancellationToken cancellation)
    {
        if (wakers.AreStill)
        {
            return;
        }

        var now = time.Now();
        if (trusted?.Read().InDoubt == true)
        {
            // whoever is woken in doubt does nothing; a process that knows the time may do better
            await (turn?.GiveUp() ?? ValueTask.CompletedTask);
            LastRoundAt = now;
            return;
        }

        if (turn is not null && !await turn.IsMine(cancellation))
        {
            LastRoundAt = now;
            return;
        }

        var begunAt = time.GetTimestamp();
        var near = new HashSet<string>(StringComparer.Ordinal);
        var overdue = new List<DueRow>();
        DueRow? last = null;
        for (var read = 0; read < MostRows; read += Page)
        {
            var rows = await log.Due(now + FacilityGrain.WakeAhead, null, last, Page, cancellation);
            foreach (var row in rows)
            {
                if (row.NextAt <= now - FacilityGrain.Grace)
                {
                    overdue.Add(row);
                }
                else if (wakers.FacilityBook)
                {
                    near.Add(row.Facility);
                }
            }

            if (rows.Length < Page)
            {
                break;
            }

            last = rows[^1];
        }

        foreach (var facility in near)
        {
            _ = grains.GetGrain<IFacilityGrain>(facility).Preload();
        }

        await WakeAll(overdue, begunAt);
        LastRoundAt = now;
    }

    private async Task WakeAll(List<DueRow> overdue, long begunAt)
    {
        _stuck.Keep(overdue);
        var woken = 0;
        foreach (var row in overdue.OrderByDescending(row => row.Urgency)) // which leaves them otherwise as they were read: by instant, then stream
        {
            if (!_stuck.MayWake(row, time.GetElapsedTime(0, begunAt)))
            {
                continue;
            }

            Wake(row);
            if (++woken % WokenAtOnce == 0)
            {
                await Task.Yield();
                if (time.GetElapsedTime(begunAt) >= Every)
                {
                    return;
                }
            }
        }
    }

    private void Wake(DueRow row)
    {
        if (Streams.ComplaintOf(row.Stream) is { } complaint)
        {
            _ = grains.GetGrain<IComplaintGrain>(complaint).WakeOverdue();
        }
        else if (Streams.FacilityOf(row.Stream) is { } facility)
        {
            _ = grains.GetGrain<IFacilityGrain>(facility).Wake();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the net failed; the next one follows.")]
    private partial void LogRoundFailed(Exception exception);
}
