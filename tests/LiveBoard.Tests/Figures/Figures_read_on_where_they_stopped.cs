using System.Text.Json;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.LiveBoard.Figures;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Figures;

public sealed class Figures_read_on_where_they_stopped : IDisposable
{
    private static readonly Period Window = Period.Before(Items.Noon.AddHours(12), TimeSpan.FromDays(1));

    private readonly FeedLog _log = new();
    private readonly ManualTime _time = new();
    private readonly FeedFigures _figures;

    public Figures_read_on_where_they_stopped() => _figures = new FeedFigures(_log, _time);

    public void Dispose() => _figures.Dispose();

    [Theory]
    [InlineData(Audience.Province, 1)]
    [InlineData("region:3601", 2)]
    [InlineData("facility:F3", 3)]
    public async Task And_say_what_they_would_say_of_the_whole_feed(string audience, int seed)
    {
        foreach (FeedItem[] piece in new RandomFeed(seed, 6_000).All.Chunk(1_700))
        {
            _log.Commit(audience, piece);
            using var anew = new FeedFigures(_log, _time);
            string told = Text(await _figures.Count(audience, Window, default));

            Assert.Equal(Text(await anew.Count(audience, Window, default)), told);
        }
    }

    [Fact]
    public async Task F8_What_was_read_once_is_not_read_again()
    {
        _log.Commit(Audience.Province, [.. new RandomFeed(4, 5_500).All]);
        await _figures.Count(Audience.Province, Window, default);
        int reads = _log.Reads;

        _log.Commit(Audience.Province, Items.Filed("new"));
        FiguresView view = await _figures.Count(Audience.Province, Window, default);

        Assert.Equal(1, _log.Reads - reads);
        Assert.Equal(_figures.Kept, view.All.Received);
    }

    [Fact]
    public async Task F8_Nothing_is_kept_of_what_nobody_asks_for()
    {
        _log.Commit(Audience.Province, Items.Filed("C1"));
        _log.Commit("region:3601", Items.Filed("C1"));
        await _figures.Count(Audience.Province, Window, default);
        _time.Advance(FeedFigures.DropIdleAfter / 2);
        await _figures.Count("region:3601", Window, default);
        Assert.Equal(2, _figures.Kept);

        _time.Advance(FeedFigures.DropIdleAfter / 2);
        Assert.Equal(1, _figures.Kept);

        _time.Advance(FeedFigures.DropIdleAfter);
        Assert.Equal(0, _figures.Kept);
        Assert.Equal(1, (await _figures.Count(Audience.Province, Window, default)).All.Open);
    }

    [Fact]
    public async Task F8_No_more_is_kept_than_has_room()
    {
        using var small = new FeedFigures(_log, _time, mostKept: 3);
        _log.Commit(Audience.Province, Items.Filed("C1"), Items.Filed("C2"));
        _log.Commit("region:3601", Items.Filed("C1"), Items.Filed("C2"), Items.Filed("C3"));

        await small.Count(Audience.Province, Window, default);
        Assert.Equal(2, small.Kept);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await small.Count("region:3601", Window, default)).All.Open);
        Assert.Equal(3, small.Kept); // the one asked for longer ago had to go
        _log.Commit("region:3601", Items.Filed("C4"));
        Assert.Equal(4, (await small.Count("region:3601", Window, default)).All.Open);
        Assert.Equal(0, small.Kept);
    }

    [Fact]
    public async Task After_a_storage_error_they_are_right_again()
    {
        _log.Commit(Audience.Province, Items.Filed("C1"));
        await _figures.Count(Audience.Province, Window, default);
        _log.Commit(Audience.Province, Items.Filed("C2"));
        _log.FailReads(1);

        await Assert.ThrowsAnyAsync<Exception>(() => _figures.Count(Audience.Province, Window, default));

        Assert.Equal(2, (await _figures.Count(Audience.Province, Window, default)).All.Open);
    }

    private static string Text(FiguresView view) => JsonSerializer.Serialize(view, FiguresJson.Default.FiguresView);
}
