using Monitoring.LiveBoard.Fold;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>A board that lived through cuts and doubles is the fold of its feed, row for row and counter for counter.</summary>
internal sealed class B4SnapshotAndTail(World world) : Check(world, "B4")
{
    private static readonly BoardSetting Plain = new([], Simulated: true, Build: "");

    public override void AtEnd()
    {
        foreach (var (audience, board) in World.Boards.All)
        {
            Demand(
                board.Seq == World.Truth.Feeds[audience].Count,
                $"the board of {audience} stands at {board.Seq} of {World.Truth.Feeds[audience].Count}");
            var refolded = World.Boards.Refold(audience, long.MaxValue);
            var (live, again) = (board.Snapshot(World.Now, Plain), refolded.Snapshot(World.Now, Plain));
            Demand(
                live.Facilities.AsSpan().SequenceEqual(again.Facilities.AsSpan()),
                $"the board of {audience} counts otherwise than its feed");
            Demand(
                Rows(board).SequenceEqual(Rows(refolded)) && Same(live.Overdue, again.Overdue) && Same(live.Next, again.Next),
                $"the board of {audience} shows other rows than its feed comes to");
        }
    }

    private static bool Same(RowList a, RowList b) => a.Total == b.Total && a.Items.AsSpan().SequenceEqual(b.Items.AsSpan());

    private static IEnumerable<RowView> Rows(Board board) => board.Open().OrderBy(row => row.Complaint, StringComparer.Ordinal);
}
