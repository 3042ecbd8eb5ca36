using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// The published graph once more, in other words: what may follow what, that a case ends only by an end with somebody and a
/// reason behind it, and that only a reopening brings one back.
/// </summary>
internal sealed class C12LegalMoves(World world) : Check(world, "C12")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            Demand(
                IsLegal(one.Event, one.Before),
                $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} by {one.Event.By.Role} while {one.Before.Status}");
            Demand(
                one.After.Status != ComplaintStatus.Closed || one.Before.Status == ComplaintStatus.Closed || one.Event is Closed { Reason: not "" },
                $"complaint/{commit.Case.Id} {one.Seq}: {one.Event.Kind} closed it");
        }
    }

    private static bool IsLegal(ComplaintEvent happened, Complaint before)
    {
        var isOver = before.Status is ComplaintStatus.Closed or ComplaintStatus.Withdrawn;
        return happened switch
        {
            Filed => before.Version == 0,
            Revealed => before.Version > 0,
            Reopened => before.Status is ComplaintStatus.Closed or ComplaintStatus.Answered,
            Verified => before.Status == ComplaintStatus.Received,
            Assigned => !isOver && before.Status != ComplaintStatus.Received,
            Closed e => !isOver && (before.Status == ComplaintStatus.Answered || before.Traits.Imported || e.By.Role == "system"),
            // a clock that had stopped too late, before anybody knew of its limit, may break a promise of a case that is over
            Breached => before.Version > 0,
            _ => !isOver && before.Version > 0,
        };
    }
}
