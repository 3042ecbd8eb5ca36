using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains.EventLog;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage.Postgres;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage.Postgres;

/// <summary>Two processes that write to one database at once.</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private const int Seed = 36;
    private const int Streams = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Audiences = ["province", "region:3601", "region:3602", "facility:a", "facility:b", "facility:c"];

    private readonly string _database = PostgresServer.Shared.CreateDatabase();
    private Opened _one = null!;
    private Opened _two = null!;

    public async Task InitializeAsync() => (_one, _two) = (await Opened.On(_database), await Opened.On(_database));

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task They_never_block_each_other_for_good_and_leave_no_gap_and_no_double()
    {
        var committed = new ConcurrentBag<Append>();
        await Task.WhenAll(Enumerable.Range(0, 48).Select(n => Write(n % 2 == 0 ? _one : _two, new Random(Seed + n), committed)));

        Assert.NotEmpty(committed);
        foreach (var stream in committed.GroupBy(a => a.Stream))
        {
            var events = await _one.Log.Read(stream.Key, 0, None);
            Assert.Equal(Enumerable.Range(1, events.Length).Select(n => (long)n), events.Select(e => e.Seq));
            var written = stream.OrderBy(a => a.ExpectedSeq).SelectMany(a => a.Events.Select(e => e.Kind));
            Assert.Equal(written, events.Select(e => e.Kind));
        }

        foreach (var audience in Audiences)
        {
            var rows = await _two.Log.ReadFeed(audience, 0, int.MaxValue, None);
            Assert.Equal(Enumerable.Range(1, rows.Length).Select(n => (long)n), rows.Select(r => r.Seq));
            Assert.Equal(
                committed.SelectMany(a => a.Events).Where(e => e.Audiences.Contains(audience)).Select(e => e.Item).Order(),
                rows.Select(r => r.Item).Order());
            Assert.Equal(rows.Length, await _one.Log.Head(audience, None));
        }
    }

    [Fact]
    public async Task Of_two_that_use_one_key_at_once_one_is_told_where_the_other_led()
    {
        for (var n = 0; n < 60; n++)
        {
            var key = Key($"k-{n}");
            var results = await Task.WhenAll(
                _one.Log.Append(Filed($"complaint/a-{n}", "province").With(key), None).AsTask(),
                _two.Log.Append(Filed($"complaint/b-{n}", "province").With(key), None).AsTask());

            Assert.Single(results.OfType<AppendResult.Committed>());
            var taken = Assert.Single(results.OfType<AppendResult.KeyTaken>());
            var winner = results[0] is AppendResult.Committed ? "a" : "b";
            Assert.Equal(new StoredKey(key, $"complaint/{winner}-{n}", 1), taken.Existing);
            Assert.Empty(await _one.Log.Read($"complaint/{(winner == "a" ? "b" : "a")}-{n}", 0, None));
        }

        Assert.Equal(60, await _one.Log.Head("province", None));
    }

    [Fact]
    public async Task Each_hears_of_what_the_other_has_committed()
    {
        var heard = new TaskCompletionSource<ImmutableArray<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _two.Log.Committed += audiences => heard.TrySetResult(audiences);

        // the first notices may come before the other listens
        for (var n = 0; !heard.Task.IsCompleted && n < 2_000; n++)
        {
            await _one.Log.Append(Filed($"complaint/{n}", "province", "facility:a"), None);
        }

        var told = await heard.Task.WaitAsync(Patience);
        Assert.NotEmpty(told);
        Assert.Empty(told.Except(["province", "facility:a"]));
    }

    [Fact]
    public async Task The_net_goes_round_in_one_of_them_and_in_the_other_when_that_is_gone()
    {
        await using var first = new PostgresNetTurn(_one.Database);
        await using var second = new PostgresNetTurn(_two.Database);
        Assert.True(await first.IsMine(None));
        Assert.False(await second.IsMine(None));
        Assert.True(await first.IsMine(None));

        var holder = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 2 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        await Opened.Ask(_database, $"SELECT pg_terminate_backend(({holder}))");

        // it is over when the server has ended the connection, and then for whoever asks next
        using var patience = new CancellationTokenSource(Patience);
        while (!await second.IsMine(patience.Token))
        {
            await Task.Yield();
        }

        Assert.False(await first.IsMine(None));
        Assert.False(await first.IsMine(None));
    }

    [Fact]
    public async Task A_session_that_was_ended_at_one_door_is_over_at_the_other()
    {
        using var here = Sessions(_one);
        using var there = Sessions(_two);
        var now = TimeProvider.System.GetUtcNow();

        await here.End("a", now.AddHours(1), now, None);
        await here.End("b", now.AddSeconds(-1), now.AddHours(-1), None);
        await there.RunOnce(None);

        Assert.True(here.Has("a"));
        Assert.True(there.Has("a"));
        Assert.False(there.Has("b")); // it has expired by itself
    }

    private static PostgresEndedSessions Sessions(Opened of) =>
        new(of.Database, TimeProvider.System, NullLogger<PostgresEndedSessions>.Instance);

    private static async Task Write(Opened at, Random chance, ConcurrentBag<Append> committed)
    {
        for (var n = 0; n < 40; n++)
        {
            var stream = $"complaint/{chance.Next(Streams)}";
            var seq = (await at.Log.Read(stream, 0, None)).Length;
            var events = Enumerable.Range(0, chance.Next(1, 4)).Select(i =>
            {
                string[] audiences = [.. Audiences.OrderBy(_ => chance.Next()).Take(chance.Next(1, Audiences.Length))];
                var name = $"{stream}-{seq + i}-{chance.Next()}";
                return new NewEvent(Morning, name, "{}", name, [.. audiences]);
            });
            var append = Append(stream, seq, [.. events]).DueAt(Morning.AddSeconds(chance.Next(100)));
            if (await at.Log.Append(append, None) is AppendResult.Committed)
            {
                committed.Add(append);
            }
        }
    }
}
