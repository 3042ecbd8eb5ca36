using System.Collections.Immutable;
using System.Reflection;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Silo.Http.Cluster;

namespace Monitoring.Silo.Engine;

/// <summary>What Microsoft Orleans tells of its cluster.</summary>
internal sealed class EngineView(IGrainFactory grains) : IClusterView, IActivationView
{
    /// <summary>The engine shows this on the activation but does not name it in any interface.</summary>
    private const string WaitingCount = "WaitingCount";

    private IManagementGrain Management => grains.GetGrain<IManagementGrain>(0);

    public async Task<ClusterLook> Look(CancellationToken cancellation)
    {
        var members = await Management.GetDetailedHosts(onlyActive: false, cancellation);
        var counted = (await Management.GetSimpleGrainStatistics(cancellation)).ToLookup(c => c.SiloAddress);
        return new ClusterLook(
            GrainEngine.Name,
            [
                .. members
                    .OrderByDescending(m => m.Status == SiloStatus.Active)
                    .ThenByDescending(m => m.StartTime)
                    .Select(m => Of(m, counted[m.SiloAddress])),
            ]);
    }

    public async Task<string?> SiloOf(IPlacedGrain grain, CancellationToken cancellation) =>
        (await Management.GetActivationAddress(grain, cancellation))?.ToParsableString();

    public int? Waiting(IGrainContext activation) =>
        activation.GetType().GetProperty(WaitingCount, BindingFlags.Instance | BindingFlags.Public)?.GetValue(activation) as int?;

    private static SiloLook Of(MembershipEntry member, IEnumerable<SimpleGrainStatistic> counted) => new(
        member.SiloAddress.ToParsableString(),
        member.Status.ToString().ToLowerInvariant(),
        Utc(member.StartTime),
        Utc(member.IAmAliveTime),
        counted.GroupBy(KindOf, c => c.ActivationCount).ToImmutableSortedDictionary(
            kind => kind.Key, kind => kind.Sum(), StringComparer.Ordinal));

    /// <summary>The grains that people know by their kind; what the engine runs for itself by its class.</summary>
    private static string KindOf(SimpleGrainStatistic counted)
    {
        var name = counted.GrainType.Split(',')[0];
        name = name[(name.LastIndexOf('.') + 1)..];
        return name switch
        {
            nameof(ComplaintGrain) => "complaint",
            nameof(FacilityGrain) => "facility",
            _ => name,
        };
    }

    private static DateTimeOffset Utc(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc), TimeSpan.Zero);
}
