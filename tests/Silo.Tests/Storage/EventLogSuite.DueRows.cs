using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    [Fact]
    public async Task Due_rows_come_in_order_of_instant_and_then_of_stream()
    {
        await Commit(Filed("complaint/b").DueAt(Morning));
        await Commit(Filed("complaint/c").DueAt(Morning.AddMilliseconds(-1)));
        await Commit(Filed("complaint/a").DueAt(Morning));
        await Commit(Filed("complaint/d"));

        Assert.Equal(["complaint/c", "complaint/a", "complaint/b"], (await AllDue()).Select(row => row.Stream));
    }

    [Fact]
    public async Task A_row_at_the_instant_itself_is_not_before_it()
    {
        await Commit(Filed("complaint/1").DueAt(Morning));

        Assert.Empty(await Log.Due(Morning, null, null, 9, None));
        Assert.Single(await Log.Due(Morning.AddTicks(1), null, null, 9, None));
        Assert.Single(await Log.Due(Morning.AddMilliseconds(1), null, null, 9, None));
    }

    [Fact]
    public async Task Pages_of_due_rows_neither_repeat_nor_skip_where_many_are_due_at_once()
    {
        for (var i = 0; i < 30; i++)
        {
            var at = Morning.AddMilliseconds(i / 20);
            await Commit(Filed($"complaint/{i:00}").DueAt(at, i % 2 == 0 ? "rs-a" : "rs-b"));
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"complaint/{i:00}"), await AllPages(null));
        Assert.Equal(Enumerable.Range(0, 15).Select(i => $"complaint/{2 * i:00}"), await AllPages("rs-a"));
    }

    [Fact]
    public async Task A_facility_sees_only_its_own_appointments()
    {
        await Commit(Filed("complaint/1").DueAt(Morning, "rs-a"));
        await Commit(Filed("complaint/2").DueAt(Morning, "rs-b"));

        Same([new DueRow("complaint/2", "rs-b", Morning)], await AllDue("rs-b"));
        Assert.Empty(await AllDue("rs-c"));
    }

    [Fact]
    public async Task A_place_in_the_order_need_not_be_a_row()
    {
        await Commit(Filed("complaint/1").DueAt(Morning));
        await Commit(Filed("complaint/2").DueAt(Morning.AddHours(1)));

        var place = new DueRow("", "rs-a", Morning.AddMinutes(1));
        var rows = await Log.Due(DateTimeOffset.MaxValue, "rs-a", place, 9, None);

        Assert.Equal("complaint/2", Assert.Single(rows).Stream);
    }

    [Fact]
    public async Task Each_append_replaces_the_row_of_its_stream()
    {
        await Commit(Filed("complaint/1").DueAt(Morning, "rs-a"));
        await Commit(Append("complaint/1", 1, Event("transferred")).DueAt(Morning.AddHours(1), "rs-b"));

        Assert.Empty(await AllDue("rs-a"));
        Same([new DueRow("complaint/1", "rs-b", Morning.AddHours(1))], await AllDue());
    }

    [Fact]
    public async Task A_row_comes_back_with_its_urgency_which_has_no_part_in_its_place()
    {
        await Commit(Filed("complaint/1").DueAt(Morning, urgency: 994));
        await Commit(Filed("complaint/2").DueAt(Morning, urgency: short.MaxValue));
        await Commit(Filed("complaint/3").DueAt(Morning.AddHours(1), urgency: 1_000));

        int[] expected = [994, short.MaxValue, 1_000];
        Assert.Equal(expected, (await AllDue()).Select(row => row.Urgency));
        Assert.Equal(expected, (await AllDue("rs-a")).Select(row => row.Urgency));
    }

    [Fact]
    public async Task A_row_is_as_urgent_as_its_last_append_says()
    {
        await Commit(Append("complaint/1", 0).DueAt(Morning, urgency: 3));
        await Commit(Filed("complaint/1").DueAt(Morning, urgency: 994));
        Assert.Equal(994, Assert.Single(await AllDue()).Urgency);

        await Commit(Append("complaint/1", 1, Event("graded")).DueAt(Morning, urgency: 999));
        Assert.Equal(999, Assert.Single(await AllDue()).Urgency);

        await Commit(Append("complaint/1", 2, Event("graded")).DueAt(Morning));
        Assert.Equal(0, Assert.Single(await AllDue("rs-a")).Urgency);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(short.MaxValue + 1)]
    public async Task An_urgency_that_not_every_store_holds_is_refused(int urgency) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Log.Append(Filed("complaint/1").DueAt(Morning, urgency: urgency), None));

    [Fact]
    public async Task An_append_that_needs_no_waking_removes_the_row()
    {
        await Commit(Filed("complaint/1").DueAt(Morning));
        await Commit(Append("complaint/1", 1, Event("closed")));

        Assert.Empty(await AllDue());
        Assert.Empty(await AllDue("rs-a"));
    }

    [Fact]
    public async Task An_append_without_events_moves_the_row_under_the_same_fence()
    {
        await Commit(Filed("complaint/1").DueAt(Morning));

        Assert.Equal(1, (await Commit(Append("complaint/1", 1).DueAt(Morning.AddHours(1)))).Seq);
        Assert.IsType<AppendResult.Conflict>(await Log.Append(Append("complaint/1", 0).DueAt(Morning), None));

        Assert.Equal(Morning.AddHours(1), Assert.Single(await AllDue()).NextAt);
    }

    [Fact]
    public async Task A_stream_may_be_given_a_row_before_its_first_event()
    {
        await Commit(Append("complaint/1", 0).DueAt(Morning));
        Assert.Single(await AllDue());

        Assert.Equal(1, (await Commit(Filed("complaint/1"))).Seq);
        Assert.Empty(await AllDue());
    }

    private ValueTask<ImmutableArray<DueRow>> AllDue(string? facility = null) =>
        Log.Due(DateTimeOffset.MaxValue, facility, null, 100, None);

    private async Task<List<string>> AllPages(string? facility)
    {
        var streams = new List<string>();
        DueRow? last = null;
        while (await Log.Due(DateTimeOffset.MaxValue, facility, last, 7, None) is { Length: > 0 } page)
        {
            streams.AddRange(page.Select(row => row.Stream));
            last = page[^1];
        }

        return streams;
    }
}
