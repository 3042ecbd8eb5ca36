using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// A revision is one event that says what moved, as docs/policies.md has it: what was broken or kept before stays where it was,
/// nothing moves into the past, nothing moves unsaid. Whoever waited for something when it was published has followed it in the end.
/// </summary>
internal sealed class C11AmendNotErase(World world) : Check(world, "C11")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            if (one.Event is Rederived revised)
            {
                Demand(
                    revised.From == one.Before.Policy && revised.To == one.After.Policy && IsLater(revised.To, revised.From),
                    $"complaint/{commit.Case.Id} {one.Seq}: from {revised.From} to {revised.To}, and it was under {one.Before.Policy}");
                DemandNothingErased(commit, one, revised);
                DemandNothingNewInThePast(commit, one, revised);
            }
        }
    }

    public override void AtEnd()
    {
        foreach (var known in World.Truth.Cases.Values)
        {
            Demand(
                known.Owes is not { } owes || !IsLater(owes, known.State.Policy),
                $"complaint/{known.Id} waited for something when {known.Owes} was published, and is under {known.State.Policy} still");
        }
    }

    private void DemandNothingErased(Commit commit, Happening one, Rederived revised)
    {
        foreach (var was in one.TimetableBefore.Clocks)
        {
            var run = Find(one.Timetable, was.Rule.Id, was.Epoch);
            var moved = revised.Moved.FirstOrDefault(moved => moved.Clock == was.Rule.Id && moved.Epoch == was.Epoch);
            var stays = run?.DueAt == was.DueAt || (run is null && was.StoppedAt is not null)

                // on hold it had none; the event says where what was left of it ends
                || (was is { PausedAt: not null, DueAt: null } && run is not null
                    && revised.Kept.Any(kept => kept.Clock == was.Rule.Id && kept.Epoch == was.Epoch && kept.DueAt == run.DueAt));
            Demand(
                was.Breach is null || (run?.Breach == was.Breach && run!.DueAt == was.DueAt),
                $"complaint/{commit.Case.Id} {one.Seq}: the breach of {was.Rule.Id}/{was.Epoch} at {was.DueAt:O} became {run?.Breach} at {run?.DueAt:O}");
            Demand(
                was.Breach is not null || stays || (was.StoppedAt is null && moved is not null && moved.OldDueAt == was.DueAt && moved.DueAt == run?.DueAt),
                $"complaint/{commit.Case.Id} {one.Seq}: {was.Rule.Id}/{was.Epoch} (stopped {was.StoppedAt:O}) went from {was.DueAt:O} to {run?.DueAt:O}, and the event says {moved}");
        }
    }

    private void DemandNothingNewInThePast(Commit commit, Happening one, Rederived revised)
    {
        foreach (var run in one.Timetable.Clocks.Where(run => run is { Breach: null, DueAt: not null }))
        {
            Demand(
                run.DueAt >= revised.At || Find(one.TimetableBefore, run.Rule.Id, run.Epoch)?.DueAt == run.DueAt,
                $"complaint/{commit.Case.Id} {one.Seq}: at {revised.At:O} {run.Rule.Id}/{run.Epoch} is due {run.DueAt:O}, which was not promised before");
        }
    }

    private static ClockRun? Find(Timetable timetable, string clock, int epoch) =>
        timetable.Clocks.FirstOrDefault(run => run.Rule.Id == clock && run.Epoch == epoch);

    private static bool IsLater(PolicyVersion a, PolicyVersion b)
    {
        var (pack, calendar) = (string.CompareOrdinal(a.PackVersion, b.PackVersion), string.CompareOrdinal(a.CalendarVersion, b.CalendarVersion));
        return pack >= 0 && calendar >= 0 && (pack > 0 || calendar > 0);
    }
}
