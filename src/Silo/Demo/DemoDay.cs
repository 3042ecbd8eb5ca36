using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Demo;

/// <summary>Lives the simulated province's future as it comes: asks each thing of the real grains at its instant.</summary>
public sealed partial class DemoDay(
    DemoProvince province, IGrainFactory grains, TimeProvider time, ILogger<DemoDay> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var scheduled in province.Live)
        {
            var wait = scheduled.At - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stoppingToken);
            }

            try
            {
                await Ask(scheduled);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // a simulated citizen whose request failed tries no more; the others go on
                LogFailed(e, scheduled.Complaint);
            }
        }
    }

    private Task<Outcome> Ask(Scheduled scheduled)
    {
        var grain = grains.GetGrain<IComplaintGrain>(scheduled.Complaint);
        return scheduled.Command is FileComplaint filing ? grain.File(filing) : grain.CarryOut(scheduled.Command);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A simulated request to {Complaint} failed.")]
    private partial void LogFailed(Exception exception, string complaint);
}
