using Monitoring.Grains.Feed;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>No board holds a complaint outside its scope; a sealed case is with the inspectorate alone.</summary>
internal sealed class F3Scope(World world) : Check(world, "F3")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            var isSealed = one.After.Traits.Sealed;
            Demand(
                isSealed ? one.Written.Audiences is [Audience.Inspectorate] : !one.Written.Audiences.Contains(Audience.Inspectorate),
                $"complaint/{commit.Case.Id} {one.Seq} (sealed: {isSealed}) is shown to {string.Join(", ", one.Written.Audiences)}");
        }
    }

    public override void AtEnd()
    {
        foreach (var (audience, board) in World.Boards.All)
        {
            foreach (var row in board.Open())
            {
                var known = World.Truth.Cases[row.Complaint];
                var owner = known.State.Owner;
                Demand(
                    known.State.Traits.Sealed
                        ? audience == Audience.Inspectorate
                        : audience == Audience.Province || audience == Audience.Region(owner.Region) || audience == Audience.Facility(owner.Facility),
                    $"the board of {audience} holds {row.Complaint}, which is {owner.Facility}'s (sealed: {known.State.Traits.Sealed})");
            }
        }
    }
}
