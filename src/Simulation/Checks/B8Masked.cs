using System.Text.Json;
using Monitoring.Grains.Feed;
using Monitoring.Simulation.Worlds;

namespace Monitoring.Simulation.Checks;

/// <summary>An item holds nothing but the members on the allow-list: read and written anew, it is the same text.</summary>
internal sealed class B8Masked(World world) : Check(world, "B8")
{
    /// <summary>Reading is dear: one commit of so many is looked at.</summary>
    private const int OneOf = 16;

    private int _commits;

    public override void OnCommit(Commit commit)
    {
        if (_commits++ % OneOf != 0)
        {
            return;
        }

        foreach (var one in commit.Happenings)
        {
            Demand(
                one.Item is { } item && JsonSerializer.Serialize(item, FeedJson.Default.FeedItem) == one.Written.Item,
                $"complaint/{commit.Case.Id} {one.Seq} shows more than is allowed: {one.Written.Item}");
        }
    }
}
