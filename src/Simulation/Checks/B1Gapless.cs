using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>Every feed is numbered 1, 2, 3 … without a gap, and holds what became durable, in that order.</summary>
internal sealed class B1Gapless(World world) : Check(world, "B1")
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public override void OnCommit(Commit commit)
    {
        foreach (var one in commit.Happenings)
        {
            foreach (var audience in one.Written.Audiences)
            {
                Look(audience, _seen.GetValueOrDefault(audience));
            }
        }
    }

    public override void AtEnd()
    {
        foreach (var audience in World.Truth.Feeds.Keys)
        {
            Look(audience, 0);
        }
    }

    private void Look(string audience, int after)
    {
        var expected = World.Truth.Feeds[audience];
        var rows = World.Log.Feed(audience, after, int.MaxValue);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            Demand(row.Seq == after + i + 1, $"feed {audience} has {row.Seq} where {after + i + 1} follows");
            if (World.Failure is null)
            {
                Demand(
                    after + i < expected.Count && ReferenceEquals(row.Item, expected[after + i]),
                    $"feed {audience} {row.Seq} is not what became durable there: {row.Item}");
            }
        }

        Demand(
            after + rows.Length == expected.Count,
            $"feed {audience} ends at {after + rows.Length}; {expected.Count} items were committed to it");
        _seen[audience] = Math.Max(_seen.GetValueOrDefault(audience), after + rows.Length);
    }
}
