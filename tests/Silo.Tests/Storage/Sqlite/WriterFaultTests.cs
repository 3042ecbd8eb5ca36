using Monitoring.Grains.EventLog;
using Monitoring.Silo.Storage.Sqlite;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

/// <summary>Unknown is not no: what callers are told when a commit goes wrong, and what the file then says.</summary>
public sealed class WriterFaultTests : IAsyncLifetime
{
    private readonly SqliteFile _file = new();

    private SqliteEventLog Log => _file.Log;

    private WriterFaults Faults => _file.Database.Faults;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _file.Remove();

    [Fact]
    public async Task One_that_always_fails_does_not_fail_those_beside_it()
    {
        var fired = 0;
        var appends = await Together(20, () => Faults.Applied = write =>
        {
            if (write is AppendWrite { Stream: "complaint/7" })
            {
                fired++;
                throw new InvalidOperationException("planted");
            }
        });

        for (var i = 0; i < appends.Count; i++)
        {
            Assert.Equal(i == 7 ? typeof(StorageUnknownException) : null, appends[i].Exception?.InnerException?.GetType());
            Assert.Equal(i == 7 ? 0 : 1, (await Log.Read($"complaint/{i}", 0, None)).Length);
        }

        // once in the batch, once alone
        Assert.Equal(2, fired);
        Assert.Equal(
            Enumerable.Range(1, 19).Select(i => (long)i),
            (await Log.ReadFeed("province", 0, 99, None)).Select(row => row.Seq));
    }

    [Fact]
    public async Task A_batch_that_fails_once_is_written_when_its_members_are_retried()
    {
        var fired = 0;
        var appends = await Together(20, () => Faults.Committing = () => Fail(once: ref fired));

        Assert.Equal(1, fired);
        Assert.All(appends, append => Assert.True(append.IsCompletedSuccessfully));
        Assert.Equal(20, await Log.Head("province", None));
    }

    [Fact]
    public async Task A_torn_commit_is_unknown_and_the_file_says_it_never_happened()
    {
        Faults.Committing = Fail;
        await Assert.ThrowsAsync<StorageUnknownException>(
            async () => await Log.Append(Filed("complaint/1", "province"), None));

        Faults.Committing = null;
        Assert.Empty(await Log.Read("complaint/1", 0, None));
        Assert.Equal(0, await Log.Head("province", None));
        Assert.IsType<AppendResult.Committed>(await Log.Append(Filed("complaint/1", "province"), None));
        Assert.Equal(1, await Log.Head("province", None));
    }

    [Fact]
    public async Task A_commit_that_happened_but_reports_failure_is_unknown_and_the_file_says_it_happened()
    {
        var fired = 0;
        Faults.Committed = () => Fail(once: ref fired);
        var keyed = Filed("complaint/1", "province").With(Key("k1"));

        // the retry runs into its own key, which may not be told as somebody else's
        await Assert.ThrowsAsync<StorageUnknownException>(async () => await Log.Append(keyed, None));
        Assert.Single(await Log.Read("complaint/1", 0, None));
        Assert.IsType<AppendResult.KeyTaken>(await Log.Append(keyed, None));

        // and the next into its own event
        fired = 0;
        await Assert.ThrowsAsync<StorageUnknownException>(
            async () => await Log.Append(Filed("complaint/2", "province"), None));
        Assert.Single(await Log.Read("complaint/2", 0, None));

        Assert.IsType<AppendResult.Committed>(await Log.Append(Filed("complaint/3", "province"), None));
        Assert.Equal([1, 2, 3], (await Log.ReadFeed("province", 0, 9, None)).Select(row => row.Seq));
    }

    [Fact]
    public async Task No_hint_is_given_of_what_was_rolled_back()
    {
        var hints = 0;
        Log.Committed += _ => Interlocked.Increment(ref hints);
        Faults.Committing = Fail;

        await Assert.ThrowsAsync<StorageUnknownException>(
            async () => await Log.Append(Filed("complaint/1", "province"), None));

        Assert.Equal(0, hints);
        Faults.Committing = null;
    }

    private static void Fail() => throw new InvalidOperationException("planted");

    private static void Fail(ref int once)
    {
        if (once++ == 0)
        {
            Fail();
        }

        once = 1;
    }

    /// <summary>So many appends in one batch, after the fault was planted; returns when each has its answer.</summary>
    private async Task<List<Task<AppendResult>>> Together(int count, Action plant)
    {
        using var hold = new HeldWriter(Faults);
        var before = Log.Append(Filed("complaint/before"), None).AsTask();
        await hold.UntilHeld();
        var appends = Enumerable.Range(0, count)
            .Select(i => Log.Append(Filed($"complaint/{i}", "province"), None).AsTask())
            .ToList();

        // planted when the held commit is through, before the batch begins
        Faults.Committed = () =>
        {
            Faults.Committed = null;
            plant();
        };
        hold.LetGo();
        await before;
        await Task.WhenAll(appends).ContinueWith(static _ => { }, TaskScheduler.Default);
        return appends;
    }
}
