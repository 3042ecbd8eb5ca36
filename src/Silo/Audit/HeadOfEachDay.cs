using Monitoring.Grains;
using Monitoring.Silo.Options;
using Monitoring.Verify.Chain;

namespace Monitoring.Silo.Audit;

/// <summary>
/// Soon after midnight of the calendar's zone it makes the head of the day that ended, and at start-up that of a day which ended
/// without one. Of several processes on one store one does.
/// </summary>
internal sealed partial class HeadOfEachDay(
    DailyHeads heads, PolicyShelf policies, SiloOptions options, TimeProvider time, ILogger<HeadOfEachDay> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Not at start-up itself: a server that restarts has more urgent things to do.</summary>
    private static readonly TimeSpan LookFirstAfter = TimeSpan.FromSeconds(15);

    private DateOnly _madeOn;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Role != SiloRole.Silo)
        {
            return;
        }

        await Task.Delay(LookFirstAfter, time, stoppingToken);
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            try
            {
                await RunOnce(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Makes the head that is due: that of yesterday, unless one was made today.</summary>
    public async Task<StoredHead?> RunOnce(CancellationToken cancellation)
    {
        var today = DayOf(time.Now());
        if (_madeOn == today)
        {
            return null;
        }

        var isThere = (await heads.All(0, cancellation)) is [.., var last] && DayOf(DailyHead.Read(last.Body).At) >= today;
        var made = isThere ? null : await heads.Make(today.AddDays(-1), cancellation);
        if (isThere || made is not null)
        {
            _madeOn = today;
        }

        return made;
    }

    private DateOnly DayOf(DateTimeOffset at) => Days.Of(at, policies.Book.Active.Calendar.TimeZone);

    [LoggerMessage(Level = LogLevel.Error, Message = "The daily head could not be made; it is tried again in a minute.")]
    private partial void LogFailed(Exception exception);
}
