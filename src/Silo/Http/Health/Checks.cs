using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Wakers;

namespace Monitoring.Silo.Http.Health;

/// <summary>The log answers.</summary>
internal sealed class StorageAnswers(IEventLog log) : IReadinessCheck
{
    public string Name => "storage";

    public async ValueTask<bool> Works(CancellationToken cancellation) =>
        await log.Head(Audience.Province, cancellation) >= 0;
}

/// <summary>The store takes writes: its disk is neither full nor failing.</summary>
internal sealed class StorageTakesWrites(Store? store = null) : IReadinessCheck
{
    public string Name => "disk";

    public ValueTask<bool> Works(CancellationToken cancellation) => ValueTask.FromResult(store?.TakesWrites ?? true);
}

/// <summary>The facilities are known.</summary>
internal sealed class RosterIsKnown(FacilityDirectory facilities) : IReadinessCheck
{
    public string Name => "roster";

    public ValueTask<bool> Works(CancellationToken cancellation) => ValueTask.FromResult(facilities.Ready);
}

/// <summary>The net that no deadline falls through goes its rounds.</summary>
internal sealed class NetGoesRound(IServiceProvider services, WakerOptions wakers, TimeProvider time) : IReadinessCheck
{
    /// <summary>A round that finds much to wake takes longer than the time between two.</summary>
    private const int RoundsMissed = 15;

    public string Name => "wakers";

    public ValueTask<bool> Works(CancellationToken cancellation)
    {
        var net = services.GetServices<IHostedService>().OfType<NetOfDueRows>().FirstOrDefault();
        return ValueTask.FromResult(
            !wakers.Net || (net?.LastRoundAt is { } last && time.Now() - last < NetOfDueRows.Every * RoundsMissed));
    }
}
