using System.Collections.Concurrent;
using Monitoring.Grains.EventLog;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage.Postgres;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Postgres;

/// <summary>Unknown is not no: what callers are told when the database goes, and what it says when it is back.</summary>
public sealed class DatabaseTroubleTests
{
    private const int Callers = 24;

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    [InlineData("kill")]
    public async Task A_database_that_goes_and_comes_back_has_lost_nothing_it_acknowledged(string how)
    {
        using var server = PostgresServer.Start();
        await using var opened = await Opened.On(server.CreateDatabase());
        using var enough = new CancellationTokenSource();
        var (acknowledged, unknown) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        var callers = Enumerable.Range(0, Callers).Select(n => KeepAppending(opened.Log, n, acknowledged, unknown, enough.Token)).ToList();
        for (var n = 0; n < 3; n++)
        {
            await MoreThan(acknowledged, acknowledged.Count + 200);
            switch (how)
            {
                case "kill":
                    server.KillNine();
                    break;
                default:
                    server.Stop(how == "fast" ? PostgresStop.Fast : PostgresStop.Immediate);
                    break;
            }

            server.StartAgain();
        }

        await MoreThan(acknowledged, acknowledged.Count + 200);
        await enough.CancelAsync();
        await Task.WhenAll(callers);

        foreach (var stream in acknowledged)
        {
            Assert.Equal(2, (await opened.Log.Read(stream, 0, None)).Length);
        }

        var halves = 0;
        foreach (var stream in unknown)
        {
            var events = (await opened.Log.Read(stream, 0, None)).Length;
            Assert.True(events is 0 or 2, $"{stream} was written in half");
            halves += events / 2;
        }

        var rows = await opened.Log.ReadFeed("province", 0, int.MaxValue, None);
        Assert.Equal(Enumerable.Range(1, rows.Length).Select(n => (long)n), rows.Select(r => r.Seq));
        Assert.Equal((acknowledged.Count + halves) * 2, rows.Length);
    }

    [Fact]
    public async Task A_commit_that_happened_but_reports_failure_is_unknown_and_the_database_says_it_happened()
    {
        await using var opened = await Opened.New();
        Once(() => opened.Database.Faults.Committed, fault => opened.Database.Faults.Committed = fault);
        var keyed = Filed("complaint/1", "province").With(Key("k1"));

        // the retry runs into its own key, which may not be told as somebody else's
        await Assert.ThrowsAsync<StorageUnknownException>(async () => await opened.Log.Append(keyed, None));
        Assert.Single(await opened.Log.Read("complaint/1", 0, None));
        Assert.IsType<AppendResult.KeyTaken>(await opened.Log.Append(keyed, None));

        // and the next into its own event
        Once(() => opened.Database.Faults.Committed, fault => opened.Database.Faults.Committed = fault);
        await Assert.ThrowsAsync<StorageUnknownException>(
            async () => await opened.Log.Append(Filed("complaint/2", "province"), None));
        Assert.Single(await opened.Log.Read("complaint/2", 0, None));

        Assert.IsType<AppendResult.Committed>(await opened.Log.Append(Filed("complaint/3", "province"), None));
        Assert.Equal([1, 2, 3], (await opened.Log.ReadFeed("province", 0, 9, None)).Select(row => row.Seq));
    }

    [Fact]
    public async Task A_batch_that_fails_once_is_written_when_its_members_are_retried()
    {
        await using var opened = await Opened.New();
        Once(() => opened.Database.Faults.Committing, fault => opened.Database.Faults.Committing = fault);

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(
            n => opened.Log.Append(Filed($"complaint/{n}", "province"), None).AsTask()));

        Assert.All(results, result => Assert.IsType<AppendResult.Committed>(result));
        Assert.Equal(40, await opened.Log.Head("province", None));
    }

    [Fact]
    public async Task What_the_database_does_not_take_fails_alone()
    {
        await using var opened = await Opened.New();
        var poison = Append("complaint/poison", 0, new NewEvent(Morning, "filed", "{\u0000}", null, []));

        var appends = Enumerable.Range(0, 20).Select(n => opened.Log.Append(Filed($"complaint/{n}", "province"), None).AsTask())
            .Append(opened.Log.Append(poison, None).AsTask()).ToList();
        await Task.WhenAll(appends).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.IsType<StorageUnknownException>(appends[^1].Exception!.InnerException);
        Assert.Equal("", string.Join("; ", appends.SkipLast(1).Where(a => a.IsFaulted).Select(a => a.Exception!.InnerException!.ToString())));
        Assert.Equal(20, await opened.Log.Head("province", None));
        Assert.Empty(await opened.Log.Read("complaint/poison", 0, None));
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_the_database_is_silent_is_told_that_nothing_is_known()
    {
        using var server = PostgresServer.Start();
        await using var opened = await Opened.On(server.CreateDatabase());
        server.Stop(PostgresStop.Immediate);
        using var impatience = new CancellationTokenSource();

        var reading = opened.Log.Head("province", impatience.Token).AsTask();
        await impatience.CancelAsync();

        var told = await Assert.ThrowsAnyAsync<Exception>(() => reading);
        Assert.True(told is StorageUnknownException or OperationCanceledException, told.ToString());
    }

    private static void Once(Func<Action?> get, Action<Action?> set)
    {
        Assert.Null(get());
        set(() =>
        {
            set(null);
            throw new IOException("planted");
        });
    }

    private static async Task KeepAppending(
        PostgresEventLog log, int caller, ConcurrentBag<string> acknowledged, ConcurrentBag<string> unknown, CancellationToken enough)
    {
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var stream = $"complaint/{caller}-{n}";
            try
            {
                await log.Append(Append(stream, 0, Event("filed", "province"), Event("assigned", "province")), None);
                acknowledged.Add(stream);
            }
            catch (StorageUnknownException)
            {
                unknown.Add(stream);
            }
        }
    }

    private static async Task MoreThan(ConcurrentBag<string> acknowledged, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (acknowledged.Count < count)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
