using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>An acknowledgement ends the climb for want of it, takes no other step out of the timetable and stops no clock.</summary>
internal sealed class C16AcknowledgingIsNotAnswering(World world) : Check(world, "C16")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings.Where(one => one.Event is Acknowledged))
        {
            Demand(
                one.TimetableBefore.Steps.Where(step => step.Kind != StepKind.Climb).All(step => one.Timetable.Steps.Any(after => after.Name == step.Name
                    && after.Clock == step.Clock && after.Epoch == step.Epoch && after.DueAt == step.DueAt)),
                $"complaint/{commit.Case.Id} {one.Seq}: the acknowledgement took a step out of the timetable");
            Demand(
                one.TimetableBefore.Clocks.Where(run => run.StoppedAt is null).All(run => one.Timetable.Clocks.Any(after =>
                    after.Rule.Id == run.Rule.Id && after.Epoch == run.Epoch && after.StoppedAt is null)),
                $"complaint/{commit.Case.Id} {one.Seq}: the acknowledgement stopped a clock");
        }
    }
}
