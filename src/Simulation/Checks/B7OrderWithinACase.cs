using Monitoring.Grains.Feed;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>Within a complaint every feed keeps the order of its history, and a board's row stands where the history stands.</summary>
internal sealed class B7OrderWithinACase(World world) : Check(world, "B7")
{
    public override void AtEnd()
    {
        foreach (var (audience, items) in World.Truth.Feeds)
        {
            var last = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var item in items.Select(World.Boards.Parse))
            {
                if (item.Complaint is { } complaint)
                {
                    Demand(
                        item.Version > last.GetValueOrDefault(complaint),
                        $"feed {audience} shows {complaint} {item.Version} after {last[complaint]}");
                    last[complaint] = item.Version;
                }
            }
        }

        if (World.Boards.All.TryGetValue(Audience.Province, out var board))
        {
            foreach (var row in board.Open())
            {
                var known = World.Truth.Cases[row.Complaint];
                Demand(
                    row.Version == known.Events.Count && row.NextDueAt == known.Timetable.NextDeadline?.DueAt,
                    $"the province sees {row.Complaint} at {row.Version}, next {row.NextDueAt:O}; it is at {known.Events.Count}, next {known.Timetable.NextDeadline?.DueAt:O}");
            }
        }
    }
}
