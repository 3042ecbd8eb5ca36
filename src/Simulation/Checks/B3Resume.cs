using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>A board applies exactly the next number; whatever comes twice or late changes nothing.</summary>
internal sealed class B3Resume(World world) : Check(world, "B3")
{
    public override void OnDelivery(Board board, FeedRow row, long before, bool applied) => Demand(
        applied ? row.Seq == before + 1 && board.Seq == row.Seq : row.Seq <= before && board.Seq == before,
        $"the board of {board.Audience} stood at {before}, was given {row.Seq} ({(applied ? "applied" : "ignored")}) and stands at {board.Seq}");
}
