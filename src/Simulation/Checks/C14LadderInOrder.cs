using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>A rung that hangs on a breach is reached only after it, and within one append what fires does so in order.</summary>
internal sealed class C14LadderInOrder(World world) : Check(world, "C14")
{
    public override void OnCommit(Commit commit)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var one in commit.Happenings)
        {
            if (one.Event is Escalated e)
            {
                Demand(
                    !e.Step.Contains(":breach", StringComparison.Ordinal)
                        || one.Before.Breaches.Any(breach => breach.Clock == e.Clock && breach.Epoch == e.Epoch),
                    $"complaint/{commit.Case.Id} {one.Seq}: {e.Clock}/{e.Epoch} {e.Step} before its breach");
            }

            if (one.TimetableBefore.Steps is [var first, ..] && one.Event is Breached or Escalated)
            {
                Demand(
                    first.FiresAt >= last || commit.Happenings[0].Event is not (Breached or Escalated),
                    $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} fired after what came due later");
                last = first.FiresAt;
            }
            else
            {
                last = DateTimeOffset.MinValue; // a command in between may bring what was due before it was known
            }
        }
    }
}
