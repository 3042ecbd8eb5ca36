using System.Globalization;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Tailing;
using Monitoring.Silo.Http.Health;
using Monitoring.Silo.Http.Metrics;
using Monitoring.Silo.Options;
using Monitoring.Silo.Wakers;

namespace Monitoring.Silo.Watchdog;

/// <summary>Keeps the watchdog going over the live board's own tails, and says how it is.</summary>
internal sealed partial class WatchdogLoop(
    FeedTails tails,
    IGrainFactory grains,
    TimeProvider time,
    ILoggerFactory logs,
    SiloOptions options,
    IOutsidePing? outside = null,
    INetTurn? turn = null) : BackgroundService, IReadinessCheck, IMetricSource
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logs.CreateLogger<WatchdogLoop>();
    private WatchdogRounds? _rounds;

    public string Name => "watchdog";

    public string? Detail => _rounds switch
    {
        { IsSilent: true } => "silent: no synthetic breach was seen in time",
        { LastSeenAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"last synthetic breach seen at {at:yyyy-MM-ddTHH:mm:ssZ}"),
        _ => "no synthetic breach seen yet",
    };

    public ValueTask<bool> Works(CancellationToken cancellation) => ValueTask.FromResult(true);

    public IEnumerable<Metric> Metrics()
    {
        if (_rounds is not { } rounds)
        {
            yield break;
        }

        yield return new("monitoring_watchdog_seen_total", "Synthetic breaches seen at the end of their feed.", rounds.Seen);
        yield return new("monitoring_watchdog_silent", "1 if none was seen for two intervals.", rounds.IsSilent ? 1 : 0);
        yield return new("monitoring_watchdog_late_seconds", "How long after its deadline the last one was seen.", rounds.LastLateBy.TotalSeconds);
        yield return new("monitoring_watchdog_pings_lost_total", "How often the address outside was not reached.", rounds.PingsLost);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var lease = tails.Lease(Audience.Watchdog);
        await lease.Tail.CaughtUp.WaitAsync(stoppingToken);
        var rounds = new WatchdogRounds(
            lease.Tail, grains, time, logs.CreateLogger<WatchdogRounds>(), TimeSpan.FromSeconds(options.WatchdogEverySeconds), outside, turn);
        Volatile.Write(ref _rounds, rounds);
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            try
            {
                await rounds.RunOnce(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The watchdog stumbled; it goes on.")]
    private partial void LogRoundFailed(Exception exception);
}
