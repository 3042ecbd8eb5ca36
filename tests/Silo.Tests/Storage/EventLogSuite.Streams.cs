using Monitoring.Grains.EventLog;
using static Monitoring.Silo.Tests.Storage.Sample;

namespace Monitoring.Silo.Tests.Storage;

public abstract partial class EventLogSuite
{
    private IStreamIndex Index => (IStreamIndex)Log;

    [Fact]
    public async Task Every_stream_has_one_place_and_pages_neither_repeat_nor_skip()
    {
        for (var i = 0; i < 10; i++)
        {
            await Commit(Filed($"complaint/{i}").DueAt(Morning.AddMinutes(i)));
        }

        var places = new List<long>();
        while (await Index.Marks(places.LastOrDefault(), 3, None) is { IsEmpty: false } page)
        {
            Assert.InRange(page.Length, 1, 3);
            places.AddRange(page.Select(mark => mark.Place));
        }

        Assert.Equal(places.Order().Distinct(), places);
        var names = new List<string>();
        foreach (var place in places)
        {
            names.Add((await Index.Row(place, None))!.Stream);
        }

        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"complaint/{i}"), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_row_holds_seq_and_due_row_of_its_stream()
    {
        await Commit(Append("complaint/1", 0, Event("filed"), Event("graded")).DueAt(Morning, "rs-b", urgency: 999));
        await Commit(Filed("complaint/2"));

        var (due, idle) = (await Row("complaint/1"), await Row("complaint/2"));

        Assert.Equal((2, new DueRow("complaint/1", "rs-b", Morning) { Urgency = 999 }), (due.Seq, due.Due));
        Assert.Equal((1, null), (idle.Seq, idle.Due));
        Assert.Null(await Index.Row(long.MaxValue, None));
    }

    [Fact]
    public async Task A_mark_is_another_whenever_seq_instant_or_facility_is()
    {
        await Commit(Filed("complaint/1").DueAt(Morning));
        var filed = (await Row("complaint/1")).Mark;
        Assert.Equal(filed, Assert.Single(await Index.Marks(0, 9, None)));

        var marks = new List<uint> { filed.Mark };
        foreach (var next in new[]
        {
            Append("complaint/1", 1).DueAt(Morning.AddMilliseconds(1)),
            Append("complaint/1", 1).DueAt(Morning, "rs-b"),
            Append("complaint/1", 1),
            Append("complaint/1", 1, Event("graded")),
        })
        {
            await Commit(next);
            marks.Add((await Row("complaint/1")).Mark.Mark);
        }

        Assert.Equal(5, marks.Distinct().Count());
        Assert.DoesNotContain(0u, marks);
    }

    [Fact]
    public async Task Without_an_event_the_due_row_alone_is_written_under_the_fence()
    {
        await Commit(Filed("complaint/1").DueAt(Morning));

        Assert.IsType<AppendResult.Conflict>(await Log.Append(Append("complaint/1", 2).DueAt(Morning.AddHours(1)), None));
        await Commit(Append("complaint/1", 1).DueAt(Morning.AddHours(1)));

        Assert.Equal(Morning.AddHours(1), Assert.Single(await AllDue()).NextAt);
        Assert.Single(await Log.Read("complaint/1", 0, None));
    }

    private async Task<StreamRow> Row(string stream)
    {
        foreach (var mark in await Index.Marks(0, 1_000, None))
        {
            if (await Index.Row(mark.Place, None) is { } row && row.Stream == stream)
            {
                return row;
            }
        }

        throw new InvalidOperationException($"There is no row of {stream}.");
    }
}
