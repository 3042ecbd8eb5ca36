using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.LiveBoard.Live;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Live;

public sealed class A_screen_hears_the_beat : IAsyncLifetime
{
    private BoardServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await BoardServer.Start();
        _server.Gate.Give("wall", Audience.Province, "region:3601");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task B5_Every_two_seconds_with_the_heads_of_what_it_joined()
    {
        _server.Log.Commit(Audience.Province, Items.Registered("F1"), Items.Filed("C1"));
        _server.Log.Commit("region:3601", Items.Registered("F1"));
        await using Screen wall = await _server.Connect("wall");
        await wall.Call("Join", Audience.Province, 0);
        await wall.FeedUntil(2);

        _server.Time.Advance(Pulse.BeatEvery);
        JsonElement beat = await wall.Beat();

        Assert.Equal(ManualTime.Start + Pulse.BeatEvery, beat[0].GetDateTimeOffset());
        Assert.Equal("""{"province":2}""", beat[1].GetRawText());
        Assert.Matches("^[0-9a-f]{12}$", beat[2].GetString());

        await wall.Call("Join", "region:3601", 0);
        Assert.Single(await wall.Feed());
        _server.Time.Advance(Pulse.BeatEvery);
        beat = await wall.Beat();
        Assert.Equal(1, beat[1].GetProperty("region:3601").GetInt64());
    }

    [Fact]
    public async Task That_tells_the_time_that_was_trusted_while_the_servers_clock_is_in_doubt()
    {
        var trusted = ManualTime.Start.AddMinutes(5);
        var doubt = new Doubt { Reading = new TimeReading(trusted, WallAt: trusted.AddDays(30)) };
        await using BoardServer server = await BoardServer.Start(trusted: doubt);
        server.Gate.Give("wall", Audience.Province);
        server.Log.Commit(Audience.Province, Items.Registered("F1"));
        await using Screen wall = await server.Connect("wall");
        await wall.Call("Join", Audience.Province, 0);
        await wall.FeedUntil(1);

        server.Time.Advance(Pulse.BeatEvery);
        JsonElement beat = await wall.Beat();
        Assert.Equal((trusted, true), (beat[0].GetDateTimeOffset(), beat[3].GetBoolean()));

        doubt.Reading = trusted;
        server.Time.Advance(Pulse.BeatEvery);
        Assert.False((await wall.Beat())[3].GetBoolean());
    }

    [Fact]
    public async Task In_the_walls_rhythm_telling_the_products_time()
    {
        var product = new ManualTime();
        product.Advance(TimeSpan.FromDays(3));
        await using BoardServer fast = await BoardServer.Start(product: product);
        fast.Gate.Give("wall", Audience.Province);
        fast.Log.Commit(Audience.Province, Items.Registered("F1"));
        await using Screen wall = await fast.Connect("wall");
        await wall.Call("Join", Audience.Province, 0);
        await wall.FeedUntil(1);

        fast.Time.Advance(Pulse.BeatEvery);

        Assert.Equal(ManualTime.Start.AddDays(3), (await wall.Beat())[0].GetDateTimeOffset());
    }

    [Fact]
    public async Task B10_And_nothing_of_what_it_did_not_join()
    {
        await using Screen joined = await _server.Connect("wall");
        await using Screen idle = await _server.Connect("wall");
        _server.Log.Commit(Audience.Province, Items.Registered("F1"));
        await joined.Call("Join", Audience.Province, 0);
        await joined.FeedUntil(1);

        _server.Time.Advance(Pulse.BeatEvery);
        await joined.Beat();

        // the first thing that the idle one hears of is its own join
        string call = await idle.Call("Join", Audience.Province, 1);
        Assert.Null(await idle.Answer(call));
    }

    [Fact]
    public async Task B5_But_not_while_the_log_cannot_be_read()
    {
        _server.Log.Commit(Audience.Province, Items.Registered("F1"));
        await using Screen wall = await _server.Connect("wall");
        await wall.Call("Join", Audience.Province, 0);
        await wall.FeedUntil(1);
        await wall.Join("region:3601", 0);

        _server.Log.FailReads(int.MaxValue, Audience.Province);
        _server.Time.Advance(Viewer.SilentAfter + Pulse.BeatEvery);
        await FramesOfARound(wall, "C1");
        _server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(await FramesOfARound(wall, "C3"), f => Screen.Target(f) == "beat");

        _server.Log.FailReads(0);
        _server.Log.Commit(Audience.Province, Items.Filed("C9"));
        Assert.Equal("C9", Assert.Single(await wall.Feed()).GetProperty("complaint").GetString());
        _server.Time.Advance(Pulse.BeatEvery);
        Assert.Equal(2, (await wall.Beat())[1].GetProperty("province").GetInt64());
    }

    /// <summary>
    /// What came until a second item of the other audience: by then the sender has passed by a beat that was due before
    /// the first.
    /// </summary>
    private async Task<List<JsonElement>> FramesOfARound(Screen wall, string complaint)
    {
        List<JsonElement> frames = [];
        foreach (string id in new[] { complaint, complaint + "-again" })
        {
            _server.Log.Commit("region:3601", Items.Filed(id));
            do
            {
                frames.Add(await wall.Next());
            }
            while (Screen.Target(frames[^1]) != "feed");
        }

        return frames;
    }

    private sealed class Doubt : ITrustedTime
    {
        public TimeReading Reading { get; set; }

        public TimeReading Read() => Reading;
    }
}
