using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Tailing;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Tailing;

public sealed class Tails_are_kept_while_needed : IAsyncLifetime, IDisposable
{
    private readonly FeedLog _log = new();
    private readonly ManualTime _time = new();
    private readonly FeedTails _tails;

    public Tails_are_kept_while_needed() =>
        _tails = new FeedTails(_log, new NoCheckpoints(), _time, NullLogger<FeedTails>.Instance);

    public Task InitializeAsync() => _tails.StartAsync(default);

    public Task DisposeAsync() => _tails.StopAsync(default);

    public void Dispose() => _tails.Dispose();

    [Fact]
    public async Task A_commit_is_read_at_its_hint()
    {
        using FeedTailLease lease = _tails.Lease(Audience.Province);
        await lease.Tail.CaughtUp.OrFail("the first catch-up");
        Task moved = Moved(lease.Tail);

        _log.Commit(Audience.Province, Items.Filed("C1"));

        await moved.OrFail("the commit");
        Assert.Equal(1, lease.Tail.Head);
    }

    [Fact]
    public async Task A_commit_whose_hint_was_lost_is_read_within_a_second()
    {
        using FeedTailLease lease = _tails.Lease(Audience.Province);
        await lease.Tail.CaughtUp.OrFail("the first catch-up");
        Task moved = Moved(lease.Tail);
        _log.LoseHints = true;

        _log.Commit(Audience.Province, Items.Filed("C1"));
        _time.Advance(FeedTails.LookEvery);

        await moved.OrFail("the commit");
        Assert.Equal(1, lease.Tail.Head);
    }

    [Fact]
    public async Task A_read_that_failed_is_tried_again_within_a_second()
    {
        _log.FailReads(3, "facility:F1");
        using FeedTailLease lease = _tails.Lease("facility:F1");
        for (int failures = 1; failures <= 3; failures++)
        {
            await _log.Failure(failures).OrFail($"failure {failures}");
            _time.Advance(FeedTails.LookEvery);
        }

        await lease.Tail.CaughtUp.OrFail("the read that does not fail");
    }

    [Fact]
    public void A_board_that_nobody_asks_for_is_dropped_after_a_while_and_the_provinces_never()
    {
        FeedTailLease kept = _tails.Lease("facility:F1");
        _tails.Lease("facility:F2").Dispose();

        _time.Advance(FeedTails.DropIdleAfter - FeedTails.LookEvery);
        Assert.Equal(3, _tails.Audiences.Count());

        _time.Advance(FeedTails.LookEvery);
        Assert.Equal(["facility:F1", "province"], _tails.Audiences.Order(StringComparer.Ordinal));
        kept.Dispose();
    }

    [Fact]
    public void Two_users_share_one_tail()
    {
        using FeedTailLease one = _tails.Lease("region:3601");
        using FeedTailLease other = _tails.Lease("region:3601");

        Assert.Same(one.Tail, other.Tail);
    }

    private static Task Moved(FeedTail tail)
    {
        var moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tail.Follow(() => moved.TrySetResult());
        return moved.Task;
    }
}
