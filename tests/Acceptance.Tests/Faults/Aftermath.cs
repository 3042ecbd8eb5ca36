using System.Text.Json;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>What is found when the last restart has become quiet, and what must be true of it.</summary>
internal sealed class Aftermath
{
    private const string Province = "province";
    private const string Breached = "breached";
    private const int QuietBeats = 3;

    /// <summary>Complaints asked after at the same time.</summary>
    private static readonly ParallelOptions SomeAtATime = new() { MaxDegreeOfParallelism = 4 };

    private readonly IReadOnlyList<Filing> _acknowledged;
    private readonly Dictionary<string, Filed> _filed;
    private readonly IReadOnlyList<Item> _feed;

    private Aftermath(IReadOnlyList<Filing> acknowledged, IReadOnlyList<Item> feed, IReadOnlyList<BoardClient> screens)
    {
        _acknowledged = acknowledged;
        _feed = feed;
        _filed = acknowledged.Select(f => f.Filed).DistinctBy(f => f.Id).ToDictionary(f => f.Id);
        Breaches = [.. feed.Where(i => i.Kind == Breached)];
        (ScreenConnections, ScreenRepeats) = (screens.Sum(s => s.Connections), screens.Sum(s => s.Repeats));
    }

    public IReadOnlyList<Item> Breaches { get; }

    public int ScreenConnections { get; }

    public int ScreenRepeats { get; }

    /// <summary>Waits until every deadline that passed was noticed and nothing more comes; reads the feed from its start.</summary>
    public static async Task<Aftermath> Of(
        DoorOf door, IReadOnlyList<Filing> filings, params IReadOnlyList<BoardClient> screens)
    {
        var acknowledged = filings.Where(f => f.Answer is not null).ToList();
        var there = (await door.WholeFeed(Province)).Select(i => i.Complaint).ToHashSet();
        Assert.DoesNotContain(acknowledged, f => !there.Contains(f.Filed.Id)); // none that was acknowledged is lost

        await Instants.Passes(acknowledged.Max(f => f.DueAt ?? default));
        var due = acknowledged.Count(f => f.DueAt is not null);
        foreach (var screen in screens)
        {
            await screen.Until($"{due} breaches", s => s.Breaches >= due);
            await screen.Quiet(QuietBeats);
        }

        return new Aftermath(acknowledged, await door.WholeFeed(Province), screens);
    }

    /// <summary>All of it, asked at one door; a screen's board is asked where the screen is connected.</summary>
    public async Task Everything_holds(DoorOf door, params IReadOnlyList<BoardClient> screens)
    {
        Every_acknowledged_complaint_is_there_and_no_other();
        Each_passed_deadline_is_one_breach_and_none_came_early();
        await No_step_is_left_overdue(door);
        await A_repetition_gets_the_first_answer(door);
        await Every_feed_tells_the_same(door);
        foreach (var screen in screens)
        {
            using var screensDoor = new DoorOf(screen.Server.Address);
            await The_screen_that_lived_through_it_shows_the_board(screensDoor, screen);
        }
    }

    /// <summary>How many were stored although the client heard nothing.</summary>
    public int StoredBeforeTheCut()
    {
        var filedAt = _feed.Where(i => i.Kind == "filed").ToDictionary(i => i.Complaint!, i => i.At);
        return _acknowledged.Count(f => f.CutAt is { } cutAt && filedAt[f.Filed.Id] < cutAt);
    }

    private void Every_acknowledged_complaint_is_there_and_no_other()
    {
        Assert.Equal(_acknowledged.Count, _filed.Count); // no two keys led to one complaint
        var inFeed = _feed.Where(i => i.Kind == "filed").Select(i => i.Complaint!).ToList();
        Assert.Empty(_filed.Keys.Except(inFeed));
        Assert.Empty(inFeed.Except(_filed.Keys));
        Assert.Equal(_filed.Count, inFeed.Count); // none was filed twice
    }

    private void Each_passed_deadline_is_one_breach_and_none_came_early()
    {
        var now = DateTimeOffset.UtcNow;
        var expected = _filed.Values
            .SelectMany(f => f.Clocks.Where(c => c.DueAt < now).Select(c => (f.Id, c.Clock, DueAt: c.DueAt!.Value)))
            .Order();
        Assert.Equal(expected, Breaches.Select(b => (b.Complaint!, b.Clock!, b.DueAt!.Value)).Order());
        Assert.DoesNotContain(Breaches, b => b.DecidedAt < b.DueAt);
        Assert.All(Breaches, b => Assert.Equal(b.DueAt, b.At)); // stamped with its deadline, not with the noticing
    }

    private async Task No_step_is_left_overdue(DoorOf door)
    {
        await Parallel.ForEachAsync(_filed.Keys, SomeAtATime, async (id, _) =>
        {
            var answer = await door.Get("/api/v1/complaints/" + id);
            Assert.True(answer.Status == 200, $"{id}: {answer}");
            using var complaint = JsonDocument.Parse(answer.Body);
            var now = DateTimeOffset.UtcNow;
            Assert.DoesNotContain(
                complaint.RootElement.GetProperty("timetable").EnumerateArray(),
                step => step.GetProperty("dueAt").GetDateTimeOffset() < now);
        });
    }

    private async Task A_repetition_gets_the_first_answer(DoorOf door)
    {
        var head = await door.Head();
        await Parallel.ForEachAsync(_acknowledged, SomeAtATime, async (filing, _) =>
        {
            var again = await door.File(filing.Body, filing.Key);
            Assert.Equal((201, filing.Answer), (again.Status, again.Body));
        });

        Assert.Equal(head, await door.Head());
    }

    private async Task Every_feed_tells_the_same(DoorOf door)
    {
        var ofComplaints = _feed.Where(i => i.Complaint is not null).ToList();
        string[] facilities = [.. SmallProvince.Facilities, SmallProvince.Triage];
        Assert.Empty(ofComplaints.Select(i => i.Facility).Except(facilities));
        foreach (var facility in facilities)
        {
            await IsPartOfTheProvinces(door, "facility:" + facility, i => i.Facility == facility);
        }

        foreach (var region in SmallProvince.Regions)
        {
            await IsPartOfTheProvinces(door, "region:" + region, i => i.Region == region);
        }
    }

    private async Task The_screen_that_lived_through_it_shows_the_board(DoorOf door, BoardClient screen)
    {
        Assert.Equal(_feed, screen.Items);
        var resumed = PlainBoard.Of(screen.Items);
        var board = await door.Board(Province);
        Assert.Equal(screen.Cursor, board.Seq);
        Assert.Equal(resumed.Facilities, board.Facilities.OrderBy(f => f.Id, StringComparer.Ordinal));
        AssertRows(resumed.Rows.Where(r => r.Standing is "overdue" or "handled"), board.Overdue, OldestFirst);
        AssertRows(resumed.Rows.Where(r => r.NextDueAt is not null), board.Next, SoonestFirst);
    }

    private static readonly Comparison<Row> OldestFirst = (a, b) =>
        (a.Standing == "handled", a.OverdueSince, a.Complaint).CompareTo((b.Standing == "handled", b.OverdueSince, b.Complaint));

    private static readonly Comparison<Row> SoonestFirst = (a, b) =>
        (a.NextDueAt, a.Complaint).CompareTo((b.NextDueAt, b.Complaint));

    /// <summary>The server shows the first of a list and says how many there are.</summary>
    private static void AssertRows(IEnumerable<Row> folded, RowList shown, Comparison<Row> order)
    {
        var rows = folded.ToList();
        rows.Sort(order);
        Assert.Equal(rows.Count, shown.Total);
        Assert.Equal(rows.Take(shown.Items.Count), shown.Items);
    }

    private async Task IsPartOfTheProvinces(DoorOf door, string audience, Func<Item, bool> mine)
    {
        var own = await door.WholeFeed(audience);
        Assert.Equal(
            _feed.Where(mine).Select(i => i with { Seq = 0 }),
            own.Select(i => i with { Seq = 0 }));
    }
}
