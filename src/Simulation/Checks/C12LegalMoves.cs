using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Worlds;
using S = Monitoring.Grains.Rules.Complaints.ComplaintStatus;

namespace Monitoring.Simulation.Checks;

/// <summary>
/// The published graph of docs/states.md once more, in other words: from where an event may come and to where it leads; that a
/// case ends only by an end with a reason behind it, a sealed one by two, and that only a reopening or an appeal brings one back.
/// </summary>
internal sealed class C12LegalMoves(World world) : Check(world, "C12")
{
    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            var (happened, before, after) = (one.Event, one.Before, one.After);
            Demand(
                MayCome(happened, before),
                $"complaint/{commit.Case.Id} {one.Seq}: {happened.Kind} by {happened.By.Role} while {before.Status}");
            Demand(
                LeadsTo(happened, before, after.Status),
                $"complaint/{commit.Case.Id} {one.Seq}: {happened.Kind} led from {before.Status} to {after.Status}");
            Demand(
                happened is not Closed end || Ends(end, before),
                $"complaint/{commit.Case.Id} {one.Seq}: closed for \"{(happened as Closed)?.Reason}\" by {happened.By}, asked by {(happened as Closed)?.AskedBy}");
        }
    }

    private static bool IsOver(S status) => status is S.Closed or S.Withdrawn or S.Archived or S.NotOurs;

    private static bool MayCome(ComplaintEvent happened, Complaint before)
    {
        var (status, isPast) = (before.Status, before.Traits.Imported);
        var isOpen = before.Version > 0 && !IsOver(status);
        var isHandled = status is not (S.OnHold or S.Duplicate);
        var isUnanswered = isPast || status is not (S.Answered or S.AwaitingReporter);
        return happened switch
        {
            Filed => before.Version == 0,
            // a clock that had stopped too late, before anybody knew of its limit, may break a promise of a case that is over
            Revealed or Breached => before.Version > 0,
            Verified => status == S.Received,
            Assigned => isOpen && isHandled && status != S.Received,
            Held => status is S.Received or S.Verified or S.Graded or S.Assigned or S.InProgress or S.Reopened,
            Resumed => status == S.OnHold,
            Transferred or Referred or Merged => isOpen && isHandled && isUnanswered,
            Archived => isOpen && status != S.Duplicate && isUnanswered,
            Reopened => status is S.Answered or S.AwaitingReporter or S.Closed or S.Archived or S.NotOurs or S.Duplicate,
            Appealed => status is S.Answered or S.AwaitingReporter or S.Closed,
            _ => isOpen,
        };
    }

    private static bool LeadsTo(ComplaintEvent happened, Complaint before, S to)
    {
        var status = before.Status;
        var working = status is S.OnHold ? before.HeldFrom : status;
        var worked = working is S.Verified or S.Graded or S.Assigned or S.Reopened ? S.InProgress : working;
        return happened switch
        {
            Filed => to == S.Received,
            Verified => to == S.Verified,
            Graded => to == (status == S.Verified ? S.Graded : status),
            Assigned => to == S.Assigned,
            Contacted => to == (status == S.Answered ? S.AwaitingReporter : status == S.OnHold ? S.OnHold : worked),
            Acted or Answered => to == worked || to == S.Answered,
            Replied => to == status || (status, to) is (S.Answered, S.AwaitingReporter) or (S.AwaitingReporter, S.Answered),
            Held => to == S.OnHold,
            Resumed or Completed => to == working,
            Transferred => to == (before.Traits.Imported ? status : S.Received),
            Referred => to == S.NotOurs,
            Merged => to == S.Duplicate,
            Archived => to == S.Archived,
            Closed => to == S.Closed,
            Withdrawn => to == S.Withdrawn,
            Reopened or Appealed => to == S.Reopened,
            _ => to == status,
        };
    }

    private static bool Ends(Closed end, Complaint before)
    {
        if (end.By == Actor.System)
        {
            return end.Reason == "silence";
        }

        var takesTwo = before.Traits.Sealed && !before.Traits.Imported;
        return end.Reason != ""
            && (before.Traits.Imported || before.Status is S.Answered or S.AwaitingReporter)
            && (!takesTwo || (end.AskedBy is { } asked && asked != end.By));
    }
}
