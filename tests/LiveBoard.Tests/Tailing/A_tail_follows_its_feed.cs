using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tailing;
using Monitoring.LiveBoard.Tests.Fakes;
using Monitoring.LiveBoard.Tests.Fold;

namespace Monitoring.LiveBoard.Tests.Tailing;

public sealed class A_tail_follows_its_feed
{
    private readonly FeedLog _log = new();
    private readonly MemoryCheckpoints _checkpoints = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task B4_What_it_folded_in_pieces_is_the_fold_of_the_whole_feed()
    {
        var feed = new RandomFeed(1, 5_000);
        FeedTail tail = Tail();
        foreach (FeedItem[] piece in feed.All.Chunk(700))
        {
            _log.Commit(Audience.Province, piece);
            await tail.RunOnce(default);
        }

        var whole = new Board(Audience.Province);
        feed.All.ForEach(item => whole.Apply(item));
        Assert.Equal(BoardAssert.Picture(whole), tail.Look(BoardAssert.Picture));
        Assert.True(tail.CaughtUp.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task After_a_storage_error_it_goes_on_where_it_stopped()
    {
        _log.Commit(Audience.Province, Items.Registered("F1"), Items.Filed("C1"));
        FeedTail tail = Tail();
        await tail.RunOnce(default);
        _log.Commit(Audience.Province, Items.Filed("C2"));
        _log.FailReads(1);

        await Assert.ThrowsAsync<StorageUnknownException>(() => tail.RunOnce(default));
        await tail.RunOnce(default);

        Assert.Equal((1, 3L), (_log.Failed, tail.Head));
    }

    [Fact]
    public async Task It_is_silent_for_as_long_as_the_log_does_not_answer()
    {
        FeedTail tail = Tail();
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), tail.SilentFor);

        await tail.RunOnce(default);
        Assert.Equal(TimeSpan.Zero, tail.SilentFor);
    }

    [Fact]
    public async Task It_wakes_who_follows_until_they_stop()
    {
        FeedTail tail = Tail();
        int moved = 0;
        IDisposable following = tail.Follow(() => moved++);
        _log.Commit(Audience.Province, Items.Filed("C1"));
        await tail.RunOnce(default);
        await tail.RunOnce(default);
        following.Dispose();
        _log.Commit(Audience.Province, Items.Filed("C2"));
        await tail.RunOnce(default);

        Assert.Equal(1, moved);
    }

    [Fact]
    public async Task It_hands_out_recent_lines_in_pages_and_says_when_a_reader_is_too_far_behind()
    {
        int last = RecentLines.Kept + 500;
        _log.Commit(Audience.Province, [.. Enumerable.Range(1, last).Select(i => Items.Filed($"C{i}"))]);
        FeedTail tail = Tail();
        await tail.RunOnce(default);

        Assert.Null(tail.After(499));
        Assert.Equal(Enumerable.Range(501, 256).Select(i => (long)i), tail.After(500)!.Value.Select(l => l.Seq));
        Assert.Equal([last], tail.After(last - 1)!.Value.Select(l => l.Seq));
        Assert.Empty(tail.After(last)!.Value);
        Assert.Empty(tail.After(last + 10)!.Value);
    }

    [Fact]
    public async Task F8_Lines_go_after_seconds_and_who_is_behind_reads_the_log()
    {
        _log.Commit(Audience.Province, Items.Filed("C1"), Items.Filed("C2"));
        FeedTail tail = Tail();
        await tail.RunOnce(default);
        await Look(tail);
        Assert.Equal([1L, 2L], tail.After(0)!.Value.Select(l => l.Seq));

        _log.Commit(Audience.Province, Items.Filed("C3"));
        await Look(tail);
        Assert.Null(tail.After(1));
        Assert.Equal([3L], tail.After(2)!.Value.Select(l => l.Seq));

        await Look(tail);
        Assert.Null(tail.After(2));
        Assert.Empty(tail.After(3)!.Value);
    }

    [Fact]
    public async Task B3_After_a_restart_a_reader_who_is_behind_is_not_told_that_there_is_nothing_between()
    {
        _log.Commit(Audience.Province, [.. new RandomFeed(6, 10_000).All]);
        await Tail().RunOnce(default);

        FeedTail restarted = Tail();
        await restarted.RunOnce(default);

        Assert.Equal(10_000, restarted.Head);
        Assert.Null(restarted.After(9_999));
        Assert.Empty(restarted.After(10_000)!.Value);
    }

    [Fact]
    public async Task A_restarted_tail_goes_on_from_its_saved_fold()
    {
        var feed = new RandomFeed(2, 12_000);
        _log.Commit(Audience.Province, [.. feed.All]);
        FeedTail first = Tail();
        await first.RunOnce(default);
        int reads = _log.Reads;

        FeedTail second = Tail();
        await second.RunOnce(default);

        // one read to see that the log is the same, and what was not saved: 2,000 rows
        Assert.InRange(_log.Reads - reads, 2, 4);
        Assert.Equal(first.Look(BoardAssert.Picture), second.Look(BoardAssert.Picture));
    }

    [Fact]
    public async Task A_saved_fold_of_another_history_is_thrown_away()
    {
        _log.Commit(Audience.Province, [.. new RandomFeed(3, 10_000).All]);
        await Tail().RunOnce(default);
        _log.Forget(Audience.Province);
        var restored = new RandomFeed(4, 11_000);
        _log.Commit(Audience.Province, [.. restored.All]);

        FeedTail tail = Tail();
        await tail.RunOnce(default);

        var whole = new Board(Audience.Province);
        restored.All.ForEach(item => whole.Apply(item));
        Assert.Equal(BoardAssert.Picture(whole), tail.Look(BoardAssert.Picture));
    }

    [Fact]
    public async Task A_saved_fold_that_is_ahead_of_the_log_is_thrown_away()
    {
        var feed = new RandomFeed(5, 10_000);
        _log.Commit(Audience.Province, [.. feed.All]);
        await Tail().RunOnce(default);
        _log.Forget(Audience.Province);
        _log.Commit(Audience.Province, [.. feed.All.Take(100)]);

        FeedTail tail = Tail();
        await tail.RunOnce(default);

        Assert.Equal(100, tail.Head);
    }

    [Fact]
    public async Task Saved_folds_survive_in_a_folder()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "folds");
        var kept = new FolderCheckpoints(folder);
        await kept.Save("facility:../F1", new byte[] { 1, 2, 3 }, default);
        await kept.Save("facility:../F1", new byte[] { 4 }, default);

        Assert.Equal([4], (await kept.Load("facility:../F1", default))!.Value.ToArray());
        Assert.Null(await kept.Load("facility:F2", default));
        Assert.Single(Directory.GetFiles(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task B8_What_is_no_member_of_an_item_does_not_leave_the_server()
    {
        _log.CommitRaw(
            Audience.Province,
            """{"at":"2026-03-02T05:00:00+00:00","kind":"filed","facility":"F1","region":"3601","reporterName":"Siti"}""");
        FeedTail tail = Tail();
        await tail.RunOnce(default);

        string json = System.Text.Encoding.UTF8.GetString(tail.After(0)!.Value[0].Json.Span);
        Assert.Equal(
            """{"seq":1,"at":"2026-03-02T05:00:00+00:00","kind":"filed","facility":"F1","region":"3601"}""", json);
    }

    [Fact]
    public async Task The_board_of_the_past_is_the_fold_up_to_then()
    {
        FeedItem filed = Items.Filed("C1", dueInMinutes: 60);
        // noticed ten minutes late: at 61 minutes no screen knew of it
        FeedItem breached = Items.Breached(filed) with { DecidedAt = Items.Noon.AddMinutes(70) };
        _log.Commit(Audience.Province, Items.Registered("F1"), filed, breached);
        using var history = new BoardHistory(_log);

        Assert.Equal(0, (await history.At(Audience.Province, Items.Noon.AddTicks(-1), default)).Seq);
        Assert.Equal(2, (await history.At(Audience.Province, Items.Noon.AddMinutes(61), default)).Seq);
        Assert.Equal(3, (await history.At(Audience.Province, Items.Noon.AddMinutes(70), default)).Seq);
    }

    private async Task Look(FeedTail tail)
    {
        _time.Advance(RecentLines.KeptFor);
        await tail.RunOnce(default);
    }

    private FeedTail Tail() => new(Audience.Province, _log, _checkpoints, _time, NullLogger.Instance);

    [Fact]
    public void A_cursor_beyond_every_number_finds_nothing_and_breaks_nothing()
    {
        var recent = new RecentLines();
        recent.StartAfter(7);

        Assert.Empty(recent.After(long.MaxValue)!.Value);
    }
}
