using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.LiveBoard.Fold;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>What a board counts of a facility is what a count of its visible complaints comes to.</summary>
internal sealed class F1CountersAreTheFold(World world) : Check(world, "F1")
{
    private static readonly BoardSetting Plain = new([], Simulated: true, Build: "");

    public override void AtEnd()
    {
        var visible = World.Truth.Cases.Values.Where(known => known.State.Version > 0)
            .Select(known => (known.State.Traits.Sealed, known.State.Owner, Standing: WhatAudiencesSee.Standing(known.State, known.Timetable)))
            .ToLookup(known => (known.Sealed, known.Owner.Facility));
        foreach (var (audience, board) in World.Boards.All)
        {
            foreach (var counted in board.Snapshot(World.Now, Plain).Facilities)
            {
                var own = visible[(audience == Audience.Inspectorate, counted.Id)].ToLookup(known => known.Standing);
                Demand(
                    counted.Open == own[Standing.Open].Count() && counted.Overdue == own[Standing.Overdue].Count()
                        && counted.Handled == own[Standing.Handled].Count() && counted.Closed == own[Standing.Closed].Count(),
                    $"{audience} counts {counted}; the log has {string.Join(", ", own.Select(group => $"{group.Key} {group.Count()}"))}");
            }
        }
    }
}
