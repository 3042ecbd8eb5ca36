using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>Exactly one <c>filed</c> for each complaint, and it comes first.</summary>
internal sealed class C1UniqueBirth(World world) : Check(world, "C1")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            Demand(
                (one.Event is Filed) == (one.Seq == 1),
                $"complaint/{commit.Case.Id} has {one.Event.Kind} at seq {one.Seq}: filed comes first, once");
        }
    }
}
