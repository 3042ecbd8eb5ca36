using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// Paused time is the union of the approved pauses, read from the events once more: none overlaps another, none is begun by the
/// facility's own people alone, only clocks that may be paused stand still, and no deadline moves away for any other reason than
/// those of docs/policies.md. After the clock was set back their stamps may stand out of order.
/// </summary>
internal sealed class C13ClockStopsOnlyWhenAllowed(World world) : Check(world, "C13")
{
    private readonly Dictionary<string, List<(DateTimeOffset FromAt, DateTimeOffset? ToAt)>> _pauses = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Complaint, string What), Actor> _asked = [];

    private bool _wasStepped;

    public override void OnClockStep(TimeSpan by) => _wasStepped = true;

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            if (one.Event is Asked asked)
            {
                _asked[(commit.Case.Id, asked.What)] = asked.By;
            }

            if (one.Event is Held held)
            {
                DemandTwoDesks(commit, one, held);
            }

            Follow(commit, one);
            DemandNoOtherDelay(commit, one);
        }
    }

    private void DemandTwoDesks(Commit commit, Happening one, Held held)
    {
        var (owner, by) = (one.Before.Owner, held.By);
        var isOutside = by.Role is "supervisor" or "inspectorate" or "operator" && by.Desk != owner.Facility
            && !(by.Role == "operator" && owner.Kind == "triage");
        Demand(
            one.Before.Traits.Imported || isOutside,
            $"complaint/{commit.Case.Id} {one.Seq} of {owner.Facility}: held by {by}");
        Demand(
            held.AskedBy == by || (_asked.TryGetValue((commit.Case.Id, "hold"), out var asked) && asked == held.AskedBy),
            $"complaint/{commit.Case.Id} {one.Seq}: held for {held.AskedBy}, who never asked");
    }

    private void Follow(Commit commit, Happening one)
    {
        if (one.Event is Held || _pauses.ContainsKey(commit.Case.Id))
        {
            var pauses = _pauses.TryGetValue(commit.Case.Id, out var known) ? known : _pauses[commit.Case.Id] = [];
            var isRunning = pauses is [.., (_, null)];
            if (one.Event is Held)
            {
                Demand(
                    !isRunning && (_wasStepped || !(pauses is [.., var last] && last.ToAt > one.Event.At)),
                    $"complaint/{commit.Case.Id} {one.Seq}: a pause begins at {one.Event.At:O} in another");
                pauses.Add((one.Event.At, null));
            }
            else if (isRunning && EndsAPause(one.Event))
            {
                pauses[^1] = (pauses[^1].FromAt, one.Event.At);
            }

            Demand(
                one.After.Pauses.Select(pause => (pause.FromAt, pause.ToAt)).SequenceEqual(pauses),
                $"complaint/{commit.Case.Id} {one.Seq}: pauses {string.Join(", ", one.After.Pauses)}; its events say {string.Join(", ", pauses)}");
        }

        Demand(
            one.Timetable.Clocks.All(run => run.PausedAt is null || (run.Rule.Pausable && _pauses[commit.Case.Id] is [.., (_, null)])),
            $"complaint/{commit.Case.Id} {one.Seq}: a clock stands still that may not");
    }

    private void DemandNoOtherDelay(Commit commit, Happening one)
    {
        if (one.Event is Graded or Verified or Extended or Rederived || EndsAPause(one.Event))
        {
            return; // these may move a deadline; whether rightly is the oracle's to say
        }

        foreach (var was in one.TimetableBefore.Clocks)
        {
            if (was is { DueAt: not null, StoppedAt: null })
            {
                var run = one.Timetable.Clocks.FirstOrDefault(run => run.Rule.Id == was.Rule.Id && run.Epoch == was.Epoch);
                Demand(
                    run is null || run.DueAt == was.DueAt || (one.Event is Held && run.PausedAt is not null && was.Rule.Pausable && was.Breach is null),
                    $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} moved {was.Rule.Id}/{was.Epoch} from {was.DueAt:O} to {run?.DueAt:O}");
            }
        }
    }

    private static bool EndsAPause(ComplaintEvent happened) =>
        happened is Resumed or Completed or Acted or Answered or Archived or Referred or Withdrawn or Closed;
}
