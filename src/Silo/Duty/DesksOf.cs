using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;

namespace Monitoring.Silo.Duty;

/// <summary>The desks that the rungs of a pack lead to.</summary>
internal static class DesksOf
{
    /// <summary>Of one facility: each rung that is somebody's desk, lowest first.</summary>
    public static IEnumerable<(Rung Rung, string Desk)> One(PolicyPack pack, FacilityRecord facility)
    {
        var owner = FacilityDirectory.OwnerOf(facility);
        return
            from rung in pack.Rungs
            where !rung.Offered
            let desk = WhoIsTold.DeskOf(rung, pack, owner)
            where desk is not null
            select (rung, desk);
    }

    /// <summary>Of a whole province.</summary>
    public static HashSet<string> All(PolicyPack pack, IEnumerable<FacilityRecord> facilities) =>
        facilities.SelectMany(facility => One(pack, facility)).Select(one => one.Desk).ToHashSet(StringComparer.Ordinal);
}
