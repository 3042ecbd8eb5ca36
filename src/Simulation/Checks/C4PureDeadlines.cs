using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// What fired stood in the timetable that follows from the events before it, under that name, at that instant; and deriving the
/// timetable once more gives the same.
/// </summary>
internal sealed class C4PureDeadlines(World world) : Check(world, "C4")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            switch (one.Event)
            {
                case Breached e:
                    DemandStep(commit, one, e.Clock, e.Epoch, e.Step, StepKind.Breach, e.DueAt);
                    break;
                case Escalated e:
                    DemandStep(commit, one, e.Clock, e.Epoch, e.Step, StepKind.Rung, e.DueAt);
                    break;
            }
        }
    }

    public override void AtEnd()
    {
        foreach (var known in World.Truth.Cases.Values.Where(known => known.Rules is not null))
        {
            var again = known.Rules!.Timetable(known.State);
            Demand(
                again.Steps.Length == known.Timetable.Steps.Length && again.WakeAt == known.Timetable.WakeAt,
                $"complaint/{known.Id}: derived twice, its timetable wakes at {known.Timetable.WakeAt:O} and {again.WakeAt:O}");
        }
    }

    private void DemandStep(
        Commit commit, Happening one, string clock, int epoch, string name, StepKind kind, DateTimeOffset dueAt)
    {
        var step = one.TimetableBefore.Steps.FirstOrDefault(s => s.Clock == clock && s.Epoch == epoch && s.Name == name);
        Demand(
            step is not null && (step.Kind == kind || (step.Kind == StepKind.Climb && kind == StepKind.Rung)) && step.DueAt == dueAt,
            $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} {clock}/{epoch} {name} is stamped {dueAt:O}; the timetable has {step?.Kind} {step?.DueAt:O}");
    }
}
