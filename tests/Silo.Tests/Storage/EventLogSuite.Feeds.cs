using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    [Fact]
    public async Task A_feed_that_nothing_entered_is_empty()
    {
        Assert.Equal(0, await Log.Head("province", None));
        Assert.Empty(await Log.ReadFeed("province", 0, 10, None));
    }

    [Fact]
    public async Task Each_audience_counts_only_what_it_may_see()
    {
        await Commit(Filed("complaint/1", "inspectorate"));
        await Commit(Filed("complaint/2", "province", "facility:rs-a"));
        await Commit(Append(
            "complaint/1", 1, Event("graded", "inspectorate"), Event("noted"), Event("closed", "inspectorate")));
        await Commit(Append("complaint/2", 1, Event("graded", "province")));

        Same(
            [
                new FeedRow(1, """{"item":"filed"}"""),
                new FeedRow(2, """{"item":"graded"}"""),
                new FeedRow(3, """{"item":"closed"}"""),
            ],
            await Log.ReadFeed("inspectorate", 0, 10, None));
        Assert.Equal([1, 2], (await Log.ReadFeed("province", 0, 10, None)).Select(row => row.Seq));
        Assert.Equal(1, await Log.Head("facility:rs-a", None));
    }

    [Fact]
    public async Task An_audience_named_twice_sees_the_event_once()
    {
        await Commit(Filed("complaint/1", "province", "region:36.73", "province"));

        Assert.Equal(1, await Log.Head("province", None));
    }

    [Fact]
    public async Task A_feed_is_read_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await Commit(Filed($"complaint/{i}", "province"));
        }

        Assert.Equal([1, 2], (await Log.ReadFeed("province", 0, 2, None)).Select(row => row.Seq));
        Assert.Equal([3, 4], (await Log.ReadFeed("province", 2, 2, None)).Select(row => row.Seq));
        Assert.Equal([5], (await Log.ReadFeed("province", 4, 2, None)).Select(row => row.Seq));
        Assert.Empty(await Log.ReadFeed("province", 5, 2, None));
        Assert.Empty(await Log.ReadFeed("province", 99, 2, None));
    }

    [Fact]
    public async Task Feeds_have_no_gap_while_eight_write_and_one_follows()
    {
        const int Writers = 8;
        const int Each = 150;
        var following = Follow("province", Writers * Each);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(w => Task.Run(() => FileSome(w, Each))));

        var followed = await following.WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(1, Writers * Each).Select(i => (long)i), followed.Select(row => row.Seq));
        Same(followed, await Log.ReadFeed("province", 0, int.MaxValue, None));
        Assert.Equal(3 * Each, await Log.Head("facility:0", None));
        Assert.Equal(2 * Each, await Log.Head("facility:2", None));
    }

    [Fact]
    public async Task Listeners_hear_of_the_audiences_that_have_something_new()
    {
        var heard = new Heard("province", "region:36.73");
        Log.Committed += heard.Listen;

        await Commit(Append("complaint/1", 0, Event("filed", "province"), Event("assigned", "region:36.73")));

        await heard.All.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_listener_that_throws_troubles_neither_the_writer_nor_the_next_listener()
    {
        var heard = new Heard("province");
        Log.Committed += _ => throw new InvalidOperationException("a listener's own trouble");
        Log.Committed += heard.Listen;

        await Commit(Filed("complaint/1", "province"));

        await heard.All.WaitAsync(Patience);
        await Commit(Filed("complaint/2", "province"));
    }

    private async Task FileSome(int writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var filed = Filed($"complaint/{writer}-{i}", "province", $"facility:{writer % 3}");
            await Commit(filed);

            // one in three tries again, loses against the fence and may leave no hole
            if (i % 3 == 0)
            {
                Assert.IsType<AppendResult.Conflict>(await Log.Append(filed, None));
            }
        }
    }

    private Task<List<FeedRow>> Follow(string audience, int until) => Task.Run(async () =>
    {
        var seen = new List<FeedRow>();
        while (seen.Count < until)
        {
            foreach (var row in await Log.ReadFeed(audience, seen.Count, 100, None))
            {
                Assert.Equal(seen.Count + 1, row.Seq);
                seen.Add(row);
            }

            await Task.Yield();
        }

        return seen;
    });

    private sealed class Heard(params string[] expected)
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly HashSet<string> _missing = [.. expected];

        public Task All => _all.Task;

        public void Listen(ImmutableArray<string> audiences)
        {
            lock (_missing)
            {
                _missing.ExceptWith(audiences);
                if (_missing.Count == 0)
                {
                    _all.TrySetResult();
                }
            }
        }
    }
}
