using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>One owner at each seq; a transfer is one event that leaves the one and reaches the other, seen by both.</summary>
internal sealed class F2BelongsToOne(World world) : Check(world, "F2")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            if (one.Event is Transferred moved)
            {
                Demand(
                    moved.From == one.Before.Owner && moved.To == one.After.Owner,
                    $"complaint/{commit.Case.Id} {one.Seq} moved from {moved.From.Facility}; its owner was {one.Before.Owner.Facility}");
                Demand(
                    one.Before.Traits.Sealed || (one.Written.Audiences.Contains(Audience.Facility(moved.From.Facility))
                        && one.Written.Audiences.Contains(Audience.Facility(moved.To.Facility))),
                    $"complaint/{commit.Case.Id} {one.Seq}: the transfer is seen by {string.Join(", ", one.Written.Audiences)}");
            }
            else if (one.Event is not Filed)
            {
                Demand(
                    one.After.Owner == one.Before.Owner,
                    $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} changed the owner");
            }
        }
    }
}
