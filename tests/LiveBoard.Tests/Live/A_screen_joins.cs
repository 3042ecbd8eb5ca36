using System.Text.Json;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Live;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Live;

public sealed class A_screen_joins : IAsyncLifetime
{
    private BoardServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await BoardServer.Start();
        _server.Gate.Give("wall", Audience.Province);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task And_gets_what_it_missed_and_then_what_happens()
    {
        Commit(1, 5);
        await using Screen wall = await _server.Connect("wall");

        Assert.Null(await wall.Join(Audience.Province, 2));
        Assert.Equal([3, 4, 5], await wall.FeedUntil(5));

        Commit(6, 6);
        Assert.Equal([6], await wall.FeedUntil(6));
    }

    [Fact]
    public async Task B3_Whatever_is_committed_while_it_catches_up_comes_once_and_in_order()
    {
        const int Before = 6_000;
        const int Meanwhile = 3_000;
        Commit(1, Before);
        await using Screen wall = await _server.Connect("wall");
        await wall.Call("Join", Audience.Province, 10);

        // a writer beside the reader: its commits fall before, at and after the point where the reader catches up
        Task<List<long>> reading = wall.FeedUntil(Before + Meanwhile);
        for (int seq = Before + 1; seq <= Before + Meanwhile; seq++)
        {
            Commit(seq, seq);
            if (seq % 50 == 0)
            {
                await Task.Yield();
            }
        }

        Assert.Equal(Enumerable.Range(11, Before + Meanwhile - 10).Select(i => (long)i), await reading);
    }

    [Fact]
    public async Task With_several_audiences_and_each_keeps_its_own_numbers()
    {
        _server.Gate.Give("wall", "region:3601");
        Commit(1, 3);
        _server.Log.Commit("region:3601", Items.Filed("C1"));
        await using Screen wall = await _server.Connect("wall");

        await wall.Call("Join", Audience.Province, 3);
        await wall.Call("Join", "region:3601", 0);

        JsonElement item = Assert.Single(await wall.Feed());
        Assert.Equal((1, "C1"), (item.GetProperty("seq").GetInt64(), item.GetProperty("complaint").GetString()));
    }

    [Fact]
    public async Task The_items_are_those_of_the_http_feed_byte_for_byte()
    {
        _server.Log.Commit(Audience.Province, Items.Registered("RSUD é <1>"), Items.Breached(Items.Filed("C1")));
        await using Screen wall = await _server.Connect("wall");
        await wall.Call("Join", Audience.Province, 0);
        string pushed = string.Join(',', (await wall.Feed()).Select(i => i.GetRawText()));

        using HttpClient http = Http("wall");
        string fetched = await http.GetStringAsync("/api/v1/feed?audience=province&after=0");

        Assert.Equal($$"""{"items":[{{pushed}}],"next":2}""", fetched);
    }

    [Fact]
    public async Task B6_And_no_more_than_thirty_two_audiences_at_once()
    {
        string[] audiences = [.. Enumerable.Range(0, 33).Select(n => $"facility:F{n}")];
        Array.ForEach(audiences, audience => _server.Gate.Give("wall", audience));
        await using Screen wall = await _server.Connect("wall");
        foreach (string audience in audiences[..32])
        {
            Assert.Null(await wall.Join(audience, 0));
        }

        Assert.EndsWith("too-many-audiences", await wall.Join(audiences[32], 0), StringComparison.Ordinal);
        Assert.Null(await wall.Join(audiences[0], 0)); // again is none more

        await wall.Answer(await wall.Call("Leave", audiences[0]));
        Assert.Null(await wall.Join(audiences[32], 0));
    }

    [Theory]
    [InlineData("inspectorate")]
    [InlineData("facility:nobody-knows")]
    [InlineData("")]
    public async Task B9_Only_what_it_may_see(string audience)
    {
        await using Screen wall = await _server.Connect("wall");

        Assert.EndsWith("forbidden", await wall.Join(audience, 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_number_that_can_be()
    {
        await using Screen wall = await _server.Connect("wall");

        Assert.EndsWith("bad-cursor", await wall.Join(Audience.Province, -1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task And_hears_no_more_of_what_it_left()
    {
        _server.Gate.Give("wall", "region:3601");
        await using Screen wall = await _server.Connect("wall");
        await wall.Join(Audience.Province, 0);
        await wall.Join("region:3601", 0);
        await wall.Answer(await wall.Call("Leave", Audience.Province));

        await using Screen other = await _server.Connect("wall");
        await other.Join(Audience.Province, 0);
        Commit(1, 1);
        await other.FeedUntil(1);

        // the other one has it: by the second round after that, so would this one
        foreach (string complaint in new[] { "C-first", "C-second" })
        {
            _server.Log.Commit("region:3601", Items.Filed(complaint));
            Assert.Equal(complaint, Assert.Single(await wall.Feed()).GetProperty("complaint").GetString());
        }
    }

    [Fact]
    public async Task Again_and_starts_again_where_it_says()
    {
        Commit(1, 4);
        await using Screen wall = await _server.Connect("wall");
        await wall.Call("Join", Audience.Province, 0);
        await wall.FeedUntil(4);

        await wall.Call("Join", Audience.Province, 2);

        Assert.Equal([3, 4], await wall.FeedUntil(4));
    }

    [Fact]
    public async Task B9_A_right_taken_away_ends_the_connection_before_the_next_frame()
    {
        Commit(1, 1);
        await using Screen wall = await _server.Connect("wall");
        await wall.Call("Join", Audience.Province, 0);
        await wall.FeedUntil(1);

        _server.Gate.Take("wall", Audience.Province);
        Commit(2, 2);

        Assert.DoesNotContain(await wall.UntilCut(), f => Screen.Target(f) is "feed" or "beat");
    }

    [Fact]
    public async Task B9_A_right_taken_away_in_a_quiet_hour_is_noticed_at_the_next_beat()
    {
        await using Screen wall = await _server.Connect("wall");
        await wall.Join(Audience.Province, 0);

        _server.Gate.Take("wall", Audience.Province);
        _server.Time.Advance(Pulse.BeatEvery);

        Assert.DoesNotContain(await wall.UntilCut(), f => Screen.Target(f) is "feed" or "beat");
    }

    private void Commit(int from, int to) => _server.Log.Commit(
        Audience.Province, [.. Enumerable.Range(from, to - from + 1).Select(i => Items.Filed($"C{i}"))]);

    private HttpClient Http(string user) =>
        new() { BaseAddress = _server.Address, DefaultRequestHeaders = { { "X-User", user } } };
}
