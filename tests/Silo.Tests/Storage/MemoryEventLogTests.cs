using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public sealed class MemoryEventLogTests : EventLogSuite
{
    public override Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_call_completes_before_it_returns()
    {
        Assert.True(Log.Append(Filed("complaint/1", "province"), None).AsTask().IsCompletedSuccessfully);
        Assert.True(Log.Read("complaint/1", 0, None).AsTask().IsCompletedSuccessfully);
        Assert.True(Log.ReadFeed("province", 0, 1, None).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_log_told_to_keep_no_feeds_says_so_when_one_is_read()
    {
        var log = new MemoryEventLog(keepFeeds: false);
        await log.Append(Filed("complaint/1", "province").DueAt(Morning), None);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await log.Head("province", None));
        Assert.Single(await log.Due(DateTimeOffset.MaxValue, null, null, 9, None));
    }

    protected override Task<(IEventLog Log, IDocumentStore Documents)> Open()
    {
        var log = new MemoryEventLog();
        return Task.FromResult<(IEventLog, IDocumentStore)>((log, log));
    }
}
