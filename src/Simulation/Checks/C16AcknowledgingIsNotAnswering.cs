using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>An acknowledgement takes no dated step out of the timetable and stops no clock.</summary>
internal sealed class C16AcknowledgingIsNotAnswering(World world) : Check(world, "C16")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings.Where(one => one.Event is Acknowledged))
        {
            Demand(
                one.TimetableBefore.Steps.All(step => one.Timetable.Steps.Any(after => after.Name == step.Name
                    && after.Clock == step.Clock && after.Epoch == step.Epoch && after.DueAt == step.DueAt)),
                $"complaint/{commit.Case.Id} {one.Seq}: the acknowledgement took a step out of the timetable");
            Demand(
                one.TimetableBefore.Clocks.Count(run => run.StoppedAt is null) == one.Timetable.Clocks.Count(run => run.StoppedAt is null),
                $"complaint/{commit.Case.Id} {one.Seq}: the acknowledgement stopped a clock");
        }
    }
}
