using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Fold;

/// <summary>Properties over random feeds; a failure names its seed.</summary>
public sealed class Any_feed_folds_to_the_same_board
{
    private const int Length = 1_500;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void F1_Counters_are_the_count_over_the_complaints(int seed)
    {
        var feed = new RandomFeed(seed, Length);
        Board board = Folded(feed.All);

        foreach (FacilityView facility in board.Snapshot(Items.Noon, BoardAssert.Setting).Facilities)
        {
            ILookup<Standing?, FeedItem> owned = feed.Last.Where(i => i.Facility == facility.Id).ToLookup(i => i.Standing);
            Assert.Equal(
                (owned[Standing.Open].Count(), owned[Standing.Overdue].Count(), owned[Standing.Handled].Count(),
                    owned[Standing.Closed].Count()),
                (facility.Open, facility.Overdue, facility.Handled, facility.Closed));
            Assert.Equal(
                feed.All.Count(i => i.Kind == "breached" && i.Facility == facility.Id), facility.Breaches);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rows_are_the_last_word_on_every_open_complaint_and_stand_in_order(int seed)
    {
        var feed = new RandomFeed(seed, Length);
        Board board = Folded(feed.All);
        Snapshot snapshot = board.Snapshot(Items.Noon, BoardAssert.Setting);
        FeedItem[] open = [.. feed.Last.Where(i => i.Standing != Standing.Closed)];

        Assert.Equal(
            open.OrderBy(i => i.Complaint, StringComparer.Ordinal).Select(Row), BoardAssert.Rows(board));
        Assert.Equal(
            open.Where(i => i.Standing != Standing.Open)
                .OrderBy(i => i.Standing).ThenBy(i => i.OverdueSince ?? DateTimeOffset.MinValue)
                .ThenBy(i => i.Complaint, StringComparer.Ordinal).Take(Board.OverdueShown).Select(Row),
            snapshot.Overdue.Items);
        Assert.Equal(
            open.Where(i => i.NextDueAt is not null)
                .OrderBy(i => i.NextDueAt).ThenBy(i => i.Complaint, StringComparer.Ordinal)
                .Take(Board.NextShown).Select(Row),
            snapshot.Next.Items);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void B4_A_board_saved_anywhere_and_folded_on_is_the_board_folded_at_once(int seed)
    {
        var feed = new RandomFeed(seed, Length);
        int cut = new Random(seed).Next(Length);
        ReadOnlyMemory<byte> print = BoardCheckpoint.Print("row");
        ReadOnlyMemory<byte> saved = BoardCheckpoint.Write(Folded(feed.All.Take(cut)), print);

        (Board restored, ReadOnlyMemory<byte> lastRow) = BoardCheckpoint.Read(Audience.Province, saved)!.Value;
        BoardAssert.Same(Folded(feed.All.Take(cut)), restored);
        foreach (FeedItem item in feed.All.Skip(cut))
        {
            restored.Apply(item);
        }

        Assert.Equal(print.ToArray(), lastRow.ToArray());
        BoardAssert.Same(Folded(feed.All), restored);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_saved_board_with_any_byte_changed_or_cut_off_is_refused(int seed)
    {
        var random = new Random(seed);
        byte[] saved = BoardCheckpoint.Write(
            Folded(new RandomFeed(seed, 100).All), BoardCheckpoint.Print("row")).ToArray();

        byte[] changed = [.. saved];
        changed[random.Next(changed.Length)] ^= (byte)random.Next(1, 256);

        Assert.Null(BoardCheckpoint.Read(Audience.Province, changed));
        Assert.Null(BoardCheckpoint.Read(Audience.Province, saved.AsMemory(0, random.Next(saved.Length))));
        Assert.Null(BoardCheckpoint.Read(Audience.Inspectorate, saved));
    }

    private static Board Folded(IEnumerable<FeedItem> items)
    {
        var board = new Board(Audience.Province);
        foreach (FeedItem item in items)
        {
            board.Apply(item);
        }

        return board;
    }

    private static RowView Row(FeedItem item) => new()
    {
        Complaint = item.Complaint!,
        Facility = item.Facility,
        Region = item.Region,
        Category = item.Category,
        Class = item.Class,
        Channel = item.Channel,
        Payer = item.Payer,
        CareClass = item.CareClass,
        Grade = item.Grade,
        Standing = item.Standing!.Value,
        FiledAt = item.FiledAt,
        OverdueSince = item.OverdueSince,
        OverdueClock = item.OverdueClock,
        AcknowledgedAt = item.AcknowledgedAt,
        AcknowledgedBy = item.AcknowledgedBy,
        NextDueAt = item.NextDueAt,
        NextClock = item.NextClock,
        Version = (int)item.Version,
    };
}
