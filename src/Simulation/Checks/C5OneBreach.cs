using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>At most one breach, and one reaching of each rung, for each running of a clock.</summary>
internal sealed class C5OneBreach(World world) : Check(world, "C5")
{
    private readonly HashSet<(string Complaint, string Clock, int Epoch, string Step)> _fired = [];

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            (string, string, int, string)? fired = one.Event switch
            {
                Breached e => (commit.Case.Id, e.Clock, e.Epoch, "breach"),
                Escalated e => (commit.Case.Id, e.Clock, e.Epoch, e.Step),
                _ => null,
            };
            if (fired is { } step)
            {
                Demand(_fired.Add(step), $"{step} fired a second time at seq {one.Seq}");
            }
        }
    }

    public override void AtEnd()
    {
        foreach (var known in World.Truth.Cases.Values)
        {
            var breaches = known.Events.OfType<Breached>().Count();
            Demand(
                known.State.Breaches.Length == breaches,
                $"complaint/{known.Id} holds {known.State.Breaches.Length} of its {breaches} breaches: none is ever taken back");
        }
    }
}
