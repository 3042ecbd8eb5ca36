using Monitoring.Grains.Contracts;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.Revisions;

/// <summary>
/// Once the roster is known, asks every facility to follow the policy in force: from then on its own promises run. Who follows
/// it already is left alone, so it does no harm that every process asks at every start.
/// </summary>
public sealed partial class FacilitiesFollow(
    FacilityDirectory facilities, IGrainFactory grains, SiloOptions options, TimeProvider time, ILogger<FacilitiesFollow> logger)
    : BackgroundService
{
    private const int AtOnce = 16;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>Asks all of them once.</summary>
    /// <returns>How many there were that did not follow it yet.</returns>
    public async Task<int> RunOnce(CancellationToken cancellation)
    {
        var began = 0;
        foreach (var some in facilities.All.Chunk(AtOnce))
        {
            var follow = await Task.WhenAll(some.Select(f => grains.GetGrain<IFacilityGrain>(f.Id).Follow())).WaitAsync(cancellation);
            began += follow.Count(f => f);
        }

        return began;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Role == SiloRole.Board)
        {
            return;
        }

        while (true)
        {
            try
            {
                if (facilities.Ready)
                {
                    var began = await RunOnce(stoppingToken);
                    LogFollowing(began);
                    return;
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }

            await Task.Delay(TryAgainAfter, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} facilities began to follow the policy in force.")]
    private partial void LogFollowing(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Asking the facilities to follow the policy failed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
