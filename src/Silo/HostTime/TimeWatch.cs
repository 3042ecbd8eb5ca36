using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Silo.HostTime;

/// <summary>
/// Looks at the wall clock every second and at the others every five: the database's, where there is one, and the end of
/// the log. It says aloud when the time is no longer believed, and when it is again.
/// </summary>
public sealed partial class TimeWatch : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromMinutes(10);

    private readonly TrustedTime _trusted;
    private readonly TimeProvider _time;
    private readonly ILogger<TimeWatch> _logger;
    private readonly IDatabaseTime? _database;
    private readonly LastCommits? _commits;
    private TimeSpan? _checkedAt;
    private TimeSpan _saidAt;
    private bool _suspect;

    /// <param name="trusted">What it watches.</param>
    /// <param name="log">
    /// Whose end the wall clock may not stand before; null where the clock runs at another speed, and a restart sets it back.
    /// </param>
    /// <param name="time">Waits between two looks.</param>
    /// <param name="logger">Hears the alarm.</param>
    /// <param name="database">The common reference, where there is one.</param>
    public TimeWatch(
        TrustedTime trusted, IEventLog? log, TimeProvider time, ILogger<TimeWatch> logger, IDatabaseTime? database = null)
    {
        (_trusted, _time, _logger, _database) = (trusted, time, logger, database);
        _commits = log is null ? null : new LastCommits(log);
    }

    /// <summary>The first look is over before anything else of this server starts.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RunOnce(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>One look.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        if (_checkedAt is { } last && _trusted.Steady - last < TimeTrust.ChecksApart)
        {
            Say(_trusted.Look());
            return;
        }

        _checkedAt = _trusted.Steady;
        try
        {
            var database = _database is null ? null : await _database.Ask(_trusted, cancellation);
            var lastCommitAt = _commits is null ? null : await _commits.Latest(cancellation);
            Say(_trusted.Check(database, lastCommitAt));
        }
        catch (StorageUnknownException e)
        {
            // while the store cannot be asked nothing is committed either; a check that was not made counts for nothing
            LogNotAsked(e);
            Say(_trusted.Look());
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnce(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotAsked(e);
            }
        }
    }

    private void Say(TimeTrust trust)
    {
        if (trust.Suspicion is not { } doubt)
        {
            if (_suspect)
            {
                LogBelieved();
            }

            _suspect = false;
            return;
        }

        if (_suspect && _trusted.Steady - _saidAt < SayAgainAfter)
        {
            return;
        }

        (_suspect, _saidAt) = (true, _trusted.Steady);
        var off = (doubt.ZeroAt - trust.SteadyAt(TimeSpan.Zero)).TotalSeconds;
        if (trust.NeedsConfirmation)
        {
            LogNeedsConfirmation(doubt.Reasons, doubt.SinceAt, off);
        }
        else
        {
            LogDoubted(doubt.Reasons, doubt.SinceAt, off);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The clock of this machine is in doubt ({Reasons}) since {Since:O}: it is {Off:0.0} s off. No deadline fires until it agrees again.")]
    private partial void LogDoubted(Reasons reasons, DateTimeOffset since, double off);

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The clock of this machine is in doubt ({Reasons}) since {Since:O}: it is {Off:0.0} s off. No deadline fires until it goes back, "
        + "or an administrator confirms it: POST /api/v1/clock/confirm.")]
    private partial void LogNeedsConfirmation(Reasons reasons, DateTimeOffset since, double off);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock of this machine is believed again; what came due meanwhile fires now.")]
    private partial void LogBelieved();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The other clocks could not be asked.")]
    private partial void LogNotAsked(Exception exception);
}
