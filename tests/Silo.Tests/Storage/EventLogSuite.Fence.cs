using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    [Fact]
    public async Task A_stream_that_was_never_written_is_empty() => Assert.Empty(await Log.Read("complaint/1", 0, None));

    [Fact]
    public async Task The_first_append_begins_the_stream_at_one()
    {
        var filed = Filed("complaint/1");
        Assert.Equal(1, (await Commit(filed)).Seq);

        var stored = Assert.Single(await Log.Read("complaint/1", 0, None));
        Assert.Equal(new StoredEvent(1, Morning, "filed", """{"kind":"filed"}""") { Hash = filed.Events[0].Hash }, stored);
    }

    [Fact]
    public async Task Events_of_one_append_are_consecutive()
    {
        await Commit(Filed("complaint/1"));
        Assert.Equal(3, (await Commit(Append("complaint/1", 1, Event("verified"), Event("graded")))).Seq);

        Assert.Equal(
            [(1, "filed"), (2, "verified"), (3, "graded")],
            (await Log.Read("complaint/1", 0, None)).Select(e => (e.Seq, e.Kind)));
    }

    [Fact]
    public async Task Reading_begins_after_the_seq_that_is_known()
    {
        await Commit(Append("complaint/1", 0, Event("filed"), Event("verified"), Event("graded")));

        Assert.Equal([3], (await Log.Read("complaint/1", 2, None)).Select(e => e.Seq));
        Assert.Empty(await Log.Read("complaint/1", 3, None));
        Assert.Empty(await Log.Read("complaint/1", 99, None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_writer_that_decided_on_another_head_is_told_of_the_conflict(long head)
    {
        await Commit(Append("complaint/1", 0, Event("filed"), Event("verified")));

        Assert.IsType<AppendResult.Conflict>(await Log.Append(Append("complaint/1", head, Event("graded")), None));
        Assert.Equal(2, (await Log.Read("complaint/1", 0, None)).Length);
    }

    [Fact]
    public async Task A_later_event_of_a_stream_that_does_not_exist_conflicts() =>
        Assert.IsType<AppendResult.Conflict>(await Log.Append(Append("complaint/1", 1, Event("graded")), None));

    [Fact]
    public async Task A_conflict_writes_nothing_at_all()
    {
        await Commit(Filed("complaint/1", "province").DueAt(Morning));

        var late = Append("complaint/1", 0, Event("filed", "province", "facility:rs-a"))
            .DueAt(Morning.AddDays(1)).With(Key("k1")).Sealing("wrapped", ("text", "cipher"));
        Assert.IsType<AppendResult.Conflict>(await Log.Append(late, None));

        Assert.Equal(1, await Log.Head("province", None));
        Assert.Equal(0, await Log.Head("facility:rs-a", None));
        Assert.Null(await Log.FindKey(Key("k1"), None));
        Assert.Null(await Log.ReadSealed("complaint/1", None));
        Assert.Equal(Morning, Assert.Single(await Log.Due(DateTimeOffset.MaxValue, null, null, 9, None)).NextAt);
    }

    [Fact]
    public async Task Of_many_writers_on_the_same_head_exactly_one_wins()
    {
        var results = await AllAtOnce(
            Enumerable.Range(0, 40).Select(i => Append("complaint/1", 0, Event($"filed{i}", "province"))));

        Assert.Single(results, result => result is AppendResult.Committed);
        Assert.Equal(39, results.Count(result => result is AppendResult.Conflict));
        Assert.Single(await Log.Read("complaint/1", 0, None));
        Assert.Equal(1, await Log.Head("province", None));
    }

    [Fact]
    public async Task A_loser_drops_out_alone_while_those_beside_it_commit()
    {
        await Commit(Filed("complaint/old").With(Key("taken")));

        var results = await AllAtOnce(Enumerable.Range(0, 60).Select(i => (i % 3) switch
        {
            0 => Filed($"complaint/{i}", "province"),
            1 => Append("complaint/old", 7, Event("graded", "province")),
            _ => Filed($"complaint/{i}", "province").With(Key("taken")),
        }));

        Type[] expected = [typeof(AppendResult.Committed), typeof(AppendResult.Conflict), typeof(AppendResult.KeyTaken)];
        for (var i = 0; i < results.Length; i++)
        {
            Assert.IsType(expected[i % 3], results[i]);
            Assert.Equal(i % 3 == 0 ? 1 : 0, (await Log.Read($"complaint/{i}", 0, None)).Length);
        }

        Assert.Equal(20, await Log.Head("province", None));
    }

    [Fact]
    public async Task What_was_committed_is_read_at_once()
    {
        for (var i = 0; i < 100; i++)
        {
            var at = Morning.AddMinutes(i);
            await Commit(Append("complaint/1", i, Event("replied", "province")).DueAt(at).With(Key($"k{i}")));

            Assert.Equal(i + 1, (await Log.Read("complaint/1", 0, None)).Length);
            Assert.Equal(i + 1, await Log.Head("province", None));
            Assert.NotNull(await Log.FindKey(Key($"k{i}"), None));
            Assert.Equal(at, Assert.Single(await Log.Due(DateTimeOffset.MaxValue, null, null, 9, None)).NextAt);
        }
    }

    [Fact]
    public async Task An_append_that_was_cancelled_before_its_turn_writes_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Log.Append(Filed("complaint/1"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Log.Read("complaint/1", 0, cancelled));

        Assert.Empty(await Log.Read("complaint/1", 0, None));
    }

    [Fact]
    public async Task An_append_that_contradicts_itself_is_refused()
    {
        Append[] contradictions =
        [
            Filed("complaint/1") with { Due = new DueRow("complaint/2", "rs-a", Morning) },
            Filed("complaint/1").DueAt(Morning.AddTicks(1)),
            Append("complaint/1", 0, Event("filed") with { At = Morning.ToOffset(TimeSpan.FromHours(7)) }),
            Append("complaint/1", 0, Event("filed", "province") with { Item = null }),
            Filed("complaint/1").With(Key("k1"), Key("k1", "asked otherwise")),
            Filed("complaint/1") with { Keys = default },
            Filed(""),
        ];

        foreach (var contradiction in contradictions)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Log.Append(contradiction, None));
        }

        Assert.Empty(await Log.Read("complaint/1", 0, None));
    }
}
