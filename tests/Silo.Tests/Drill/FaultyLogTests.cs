using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Tests.Fakes;
using Monitoring.Silo.Demo.Drill;

namespace Monitoring.Silo.Tests.Drill;

public sealed class FaultyLogTests
{
    private readonly ManualTime _time = new();
    private readonly Switchboard _switches = new();
    private readonly MemoryEventLog _store = new();
    private readonly FaultyLog _log;

    public FaultyLogTests() => _log = new FaultyLog(_store, _switches, _time);

    [Fact]
    public async Task Without_a_fault_it_is_the_log_behind_it()
    {
        Assert.IsType<AppendResult.Committed>(await Append("a"));
        Assert.Single(await _log.Read("a", 0, CancellationToken.None));
        Assert.Equal(1, await _log.Head("province", CancellationToken.None));
    }

    [Fact]
    public async Task Slow_storage_does_the_same_later()
    {
        _switches.TurnOn(Fault.StorageSlow);
        var append = Append("a");

        _time.Advance(FaultyLog.SlowBy - TimeSpan.FromMilliseconds(1));
        Assert.False(append.IsCompleted);
        Assert.Equal(0, await _store.Head("province", CancellationToken.None));
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.IsType<AppendResult.Committed>(await append);
    }

    [Fact]
    public async Task A_breach_that_slow_storage_wrote_late_is_known_to_be_late()
    {
        _switches.TurnOn(Fault.StorageSlow);
        var append = Append("a", "breached");
        Assert.Null(_log.BreachCommittedAt("a", ManualTime.Start));

        _time.Advance(FaultyLog.SlowBy);
        await append;

        Assert.Equal(ManualTime.Start + FaultyLog.SlowBy, _log.BreachCommittedAt("a", ManualTime.Start));
    }

    [Fact]
    public async Task Storage_that_is_down_leaves_whoever_asks_with_nothing_written_and_nothing_known()
    {
        _switches.TurnOn(Fault.StorageDown);
        var append = Append("a");
        var read = _log.Read("a", 0, CancellationToken.None).AsTask();

        _time.Advance(FaultyLog.GiveUpAfter);

        await Assert.ThrowsAsync<StorageUnknownException>(() => append);
        await Assert.ThrowsAsync<StorageUnknownException>(() => read);
        Assert.Equal(0, await _store.Head("province", CancellationToken.None));
    }

    [Fact]
    public async Task Who_waits_when_storage_comes_back_is_served()
    {
        _switches.TurnOn(Fault.StorageDown);
        var append = Append("a");
        Assert.False(append.IsCompleted);

        _switches.TurnOff(Fault.StorageDown);

        Assert.IsType<AppendResult.Committed>(await append);
    }

    [Fact]
    public async Task Storage_that_lies_has_written_what_it_denies()
    {
        _switches.TurnOn(Fault.StorageLies);
        await Assert.ThrowsAsync<StorageUnknownException>(() => Append("a"));

        Assert.Single(await _log.Read("a", 0, CancellationToken.None));
        Assert.IsType<AppendResult.Conflict>(await Append("a"));
    }

    [Fact]
    public async Task A_stalled_feed_holds_its_readers_alone_and_goes_on_where_it_stood()
    {
        _switches.TurnOn(Fault.FeedStalled);
        var feed = _log.ReadFeed("province", 0, 10, CancellationToken.None).AsTask();

        Assert.IsType<AppendResult.Committed>(await Append("a"));
        Assert.False(feed.IsCompleted);
        _switches.TurnOff(Fault.FeedStalled);

        Assert.Equal(1, Assert.Single(await feed).Seq);
    }

    [Fact]
    public async Task A_reader_that_leaves_is_not_held()
    {
        using var leaving = new CancellationTokenSource();
        _switches.TurnOn(Fault.FeedStalled);
        var feed = _log.ReadFeed("province", 0, 10, leaving.Token).AsTask();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => feed);
    }

    private Task<AppendResult> Append(string stream, string kind = "filed") => _log.Append(
        EventChain.Link(
            new Append(stream, 0, [new NewEvent(ManualTime.Start, kind, "{}", "{}", ["province"])], null, [], null),
            EventHash.None),
        CancellationToken.None).AsTask();
}
