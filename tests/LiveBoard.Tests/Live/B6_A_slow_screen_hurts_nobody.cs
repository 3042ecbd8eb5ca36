using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Live;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Live;

public sealed class B6_A_slow_screen_hurts_nobody : IAsyncLifetime
{
    private const int SmallBuffer = 4 * 1024;

    // far more than the buffers between the hub and a socket hold
    private const int Many = 4_000;

    // three would do; the farewell of a connection takes its own time
    private const int MostBeats = 2_000;

    private BoardServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await BoardServer.Start();
        _server.Gate.Give("wall", Audience.Province);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task One_that_never_reads_is_cut_while_another_gets_everything()
    {
        await using Screen deaf = await _server.Connect("wall", SmallBuffer);
        await using Screen wall = await _server.Connect("wall");
        await deaf.Join(Audience.Province, 0);
        await wall.Join(Audience.Province, 0);

        Commit();
        Assert.Equal(Enumerable.Range(1, Many).Select(i => (long)i), await wall.FeedUntil(Many));
        Assert.Equal(2, _server.Viewers.Count);

        // the deaf one's page is under way since now at the latest, and nothing takes it
        for (int beat = 0; beat < MostBeats && _server.Viewers.Count == 2; beat++)
        {
            _server.Time.Advance(Pulse.BeatEvery);
            await wall.Beat();
        }

        Assert.Equal(1, _server.Viewers.Count);

        _server.Log.Commit(Audience.Province, Items.Filed("C-after"));
        Assert.Equal([Many + 1], await wall.FeedUntil(Many + 1));
    }

    [Fact]
    public async Task One_that_reads_late_still_gets_everything_once_and_in_order()
    {
        await using Screen late = await _server.Connect("wall", SmallBuffer);
        await using Screen wall = await _server.Connect("wall");
        await late.Join(Audience.Province, 0);
        await wall.Join(Audience.Province, 0);

        Commit();
        await wall.FeedUntil(Many);

        Assert.Equal(Enumerable.Range(1, Many).Select(i => (long)i), await late.FeedUntil(Many));
    }

    private void Commit()
    {
        foreach (int[] piece in Enumerable.Range(1, Many).Chunk(100))
        {
            _server.Log.Commit(Audience.Province, [.. piece.Select(i => Items.Filed($"C{i}"))]);
        }
    }
}
