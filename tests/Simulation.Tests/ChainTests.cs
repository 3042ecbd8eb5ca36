using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using static Monitoring.Simulation.Tests.World;

namespace Monitoring.Simulation.Tests;

public class ChainTests
{
    [Fact]
    public void A_complaint_links_its_events_across_activations_and_failed_writes()
    {
        var log = new LyingLog();
        using var world = new World(new WakerOptions(), log);
        var dueAt = Start + TimeSpan.FromMinutes(10);
        world.File("c1", dueAt);
        world.KillAndReturnAt(dueAt - TimeSpan.FromMinutes(1));
        log.FailNext(afterCommit: true);
        world.LiveTo(dueAt + TimeSpan.FromMinutes(1));

        var events = Read(log, "c1");
        var last = EventHash.None;
        foreach (var (stored, item) in events.Zip(Items(log, "c1")))
        {
            var again = EventChain.Link(
                new Append(
                    Streams.Complaint("c1"),
                    stored.Seq - 1,
                    [new NewEvent(stored.At, stored.Kind, stored.Body, item, [Audience.Province, Audience.Region("3601"), Audience.Facility("f1")])],
                    null,
                    [],
                    null),
                last);
            last = stored.Hash;
            Assert.Equal(again.Events[0].Hash, stored.Hash);
        }

        Assert.True(events.Length >= 2, $"{events.Length} events");
        Assert.Contains(events, e => e.Kind == "breached");
    }

    private static ImmutableArray<StoredEvent> Read(LyingLog log, string id) =>
        log.Read(Streams.Complaint(id), 0, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static IEnumerable<string> Items(LyingLog log, string id) =>
        log.ReadFeed(Audience.Province, 0, int.MaxValue, CancellationToken.None).AsTask().GetAwaiter().GetResult()
            .Select(row => row.Item)
            .Where(item => JsonSerializer.Deserialize(item, FeedJson.Default.FeedItem)!.Complaint == id);
}
