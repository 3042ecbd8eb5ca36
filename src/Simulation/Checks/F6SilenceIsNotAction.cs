using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>Nothing that a facility's own people do moves a running deadline to a later instant.</summary>
internal sealed class F6SilenceIsNotAction(World world) : Check(world, "F6")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings.Where(one => one.Event.By.Role == "manager" && one.Event is not (Graded or Transferred)
            && !one.Before.Traits.Imported)) // of the past everything is recorded as it was
        {
            foreach (var run in one.TimetableBefore.Clocks.Where(run => run is { DueAt: not null, StoppedAt: null }))
            {
                var after = one.Timetable.Clocks.FirstOrDefault(other => other.Rule.Id == run.Rule.Id && other.Epoch == run.Epoch);
                Demand(
                    after is not null && !(after.DueAt > run.DueAt),
                    $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} by the facility moved {run.Rule.Id} from {run.DueAt:O} to {after?.DueAt:O}");
            }
        }
    }
}
