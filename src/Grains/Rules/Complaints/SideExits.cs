namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The ways out of the middle of the graph, and the one back through the province.</summary>
internal static class SideExits
{
    public static Move Transfer(Complaint c, Transfer transfer, DateTimeOffset now)
    {
        if (transfer.To.Facility == c.Owner.Facility)
        {
            return Move.No("same-facility", "The complaint is already with that facility.");
        }

        return AlreadyAnswered(c) ?? new Transferred(c.Owner, transfer.To) { At = now, By = transfer.By };
    }

    public static Move Refer(Complaint c, Refer refer, DateTimeOffset now) =>
        AlreadyAnswered(c) ?? new Referred(refer.To, refer.Reason) { At = now, By = refer.By };

    public static Move Merge(Complaint c, Merge merge, DateTimeOffset now) =>
        AlreadyAnswered(c) ?? new Merged(merge.Into, merge.Reason) { At = now, By = merge.By };

    public static Move Archive(Complaint c, Archive archive, DateTimeOffset now)
    {
        if (!ArchiveReasons.All.Contains(archive.Reason))
        {
            return Move.No("unknown-reason", $"A complaint is archived for one of {string.Join(", ", ArchiveReasons.All)}.");
        }

        return AlreadyAnswered(c) ?? new Archived(archive.Reason) { At = now, By = archive.By };
    }

    public static Move Appeal(Complaint c, Appeal appeal, DateTimeOffset now) =>
        c.IsAnswered || c.Status == ComplaintStatus.Closed
            ? new Appealed(appeal.Reason) { At = now, By = appeal.By }
            : Move.No("not-answered", "Only an answer, or a case closed, can be appealed against.");

    private static Move? AlreadyAnswered(Complaint c) => c.IsAnswered && !c.Traits.Imported
        ? Move.No("already-answered", "The complaint was answered; reopen it first.")
        : (Move?)null;
}
