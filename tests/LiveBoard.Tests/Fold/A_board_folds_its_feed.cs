using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Fold;

public sealed class A_board_folds_its_feed
{
    private readonly Board _board = new(Audience.Province);

    [Fact]
    public void B3_An_item_that_was_applied_before_changes_nothing()
    {
        Apply(Items.Registered("F1"), Items.Filed("C1"));
        string before = BoardAssert.Picture(_board);

        Assert.False(_board.Apply(Items.Filed("C1") with { Seq = 2 }));
        Assert.False(_board.Apply(Items.Registered("F1") with { Seq = 1 }));

        Assert.Equal(before, BoardAssert.Picture(_board));
    }

    [Fact]
    public void B3_An_item_beyond_the_next_number_is_refused_and_changes_nothing()
    {
        Apply(Items.Registered("F1"));

        GapException gap = Assert.Throws<GapException>(() => _board.Apply(Items.Filed("C1") with { Seq = 3 }));

        Assert.Equal((1, 3), (gap.Head, gap.Offered));
        Assert.Equal((1, 0), (_board.Seq, _board.OpenCount));
    }

    [Fact]
    public void F8_The_board_of_a_facility_with_one_open_complaint_takes_some_kilobytes()
    {
        FeedItem filed = Items.Filed("C1") with { Seq = 1 };
        new Board("facility:F1").Apply(filed);
        long before = GC.GetAllocatedBytesForCurrentThread();

        var board = new Board("facility:F1");
        board.Apply(filed);

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(1, board.OpenCount);
        Assert.InRange(bytes, 1, 40_000);
    }

    [Fact]
    public void A_breach_moves_the_complaint_from_open_to_overdue()
    {
        FeedItem filed = Items.Filed("C1");
        Apply(Items.Registered("F1"), filed, Items.Breached(filed));

        FacilityView facility = BoardAssert.Facility(_board, "F1");
        Assert.Equal((1, 0, 1, 0, 0, 1), Counters(facility));
        Snapshot board = _board.Snapshot(Items.Noon, BoardAssert.Setting);
        Assert.Equal("C1", Assert.Single(board.Overdue.Items).Complaint);
        Assert.Empty(board.Next.Items);
    }

    [Fact]
    public void A_reopened_complaint_keeps_its_breach()
    {
        FeedItem filed = Items.Filed("C1");
        FeedItem breached = Items.Breached(filed);
        FeedItem closed = Items.Closed(breached);
        Apply(Items.Registered("F1"), filed, breached, closed, Items.Reopened(closed));

        Assert.Equal((1, 1, 0, 0, 0, 1), Counters(BoardAssert.Facility(_board, "F1")));
        Assert.Equal(Items.Noon, _board.Find("C1")!.FiledAt);
    }

    [Fact]
    public void A_closed_complaint_leaves_the_board_and_stays_counted()
    {
        FeedItem filed = Items.Filed("C1");
        Apply(filed, Items.Closed(filed));

        Assert.Equal((1, 0, 0, 0, 1, 0), Counters(BoardAssert.Facility(_board, "F1")));
        Assert.Null(_board.Find("C1"));
    }

    [Fact]
    public void F2_A_transfer_takes_the_complaint_along_and_leaves_the_breach()
    {
        FeedItem filed = Items.Filed("C1");
        FeedItem breached = Items.Breached(filed);
        Apply(Items.Registered("F1"), Items.Registered("F2", "3602"), filed, breached,
            Items.Transferred(breached, "F2", "3602"));

        Assert.Equal((0, 0, 0, 0, 0, 1), Counters(BoardAssert.Facility(_board, "F1")));
        Assert.Equal((1, 0, 1, 0, 0, 0), Counters(BoardAssert.Facility(_board, "F2")));
        Assert.Equal(("F2", "3602"), (_board.Find("C1")!.Facility, _board.Find("C1")!.Region));
    }

    [Theory]
    [InlineData("facility:F1")]
    [InlineData("region:3601")]
    public void F3_A_complaint_that_was_transferred_away_leaves_the_givers_board(string audience)
    {
        var giver = new Board(audience);
        FeedItem filed = Items.Filed("C1");
        Apply(giver, Items.Registered("F1"), filed, Items.Transferred(filed, "F2", "3602"));

        FacilityView facility = Assert.Single(giver.Snapshot(Items.Noon, BoardAssert.Setting).Facilities);
        Assert.Equal("F1", facility.Id);
        Assert.Equal((0, 0, 0, 0, 0, 0), Counters(facility));
        Assert.Null(giver.Find("C1"));
    }

    [Theory]
    [InlineData("facility:F2")]
    [InlineData("region:3602")]
    public void F3_A_complaint_that_was_transferred_in_enters_the_takers_board(string audience)
    {
        var taker = new Board(audience);
        Apply(taker, Items.Registered("F2", "3602"), Items.Transferred(Items.Breached(Items.Filed("C1")), "F2", "3602"));

        FacilityView facility = Assert.Single(taker.Snapshot(Items.Noon, BoardAssert.Setting).Facilities);
        Assert.Equal((1, 0, 1, 0, 0, 0), Counters(facility));
        Assert.Equal(Items.Noon, taker.Find("C1")!.FiledAt);
    }

    [Fact]
    public void What_nobody_has_taken_stands_first_oldest_first_then_what_is_handled()
    {
        FeedItem[] breached = [.. new[] { 50, 10, 30, 20, 40 }
            .Select((due, i) => Items.Breached(Items.Filed($"C{i}", dueInMinutes: due)))];
        Apply([.. breached.Select(b => b with { Was = null }), Items.Acknowledged(breached[1]),
            Items.Acknowledged(breached[3])]);

        RowList overdue = _board.Snapshot(Items.Noon, BoardAssert.Setting).Overdue;
        Assert.Equal(["C2", "C4", "C0", "C1", "C3"], overdue.Items.Select(r => r.Complaint));
        Assert.Equal(5, overdue.Total);
    }

    [Fact]
    public void A_facilitys_own_event_counts_without_a_complaint()
    {
        Apply(Items.Registered("F1"), Items.Registered("F1") with { Kind = "breached", Card = null });

        Assert.Equal((0, 0, 0, 0, 0, 1), Counters(BoardAssert.Facility(_board, "F1")));
        Assert.Equal("RSUD F1", BoardAssert.Facility(_board, "F1").Name);
    }

    [Fact]
    public void Long_lists_are_cut_and_say_how_long_they_are()
    {
        Apply([.. Enumerable.Range(0, Board.NextShown + 7).Select(i => Items.Filed($"C{i}", dueInMinutes: i))]);

        RowList next = _board.Snapshot(Items.Noon, BoardAssert.Setting).Next;
        Assert.Equal((Board.NextShown + 7, Board.NextShown), (next.Total, next.Items.Length));
        Assert.Equal("C0", next.Items[0].Complaint);
    }

    [Fact]
    public void A_snapshot_says_its_zeros_and_leaves_out_what_is_absent()
    {
        Apply(Items.Registered("F1"), Items.Filed("C1"));

        string json = BoardAssert.Picture(_board);
        Assert.Contains("\"received\":1,\"open\":1,\"overdue\":0", json, StringComparison.Ordinal);
        Assert.Contains("\"standing\":\"open\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
    }

    private static (int Received, int Open, int Overdue, int Handled, int Closed, int Breaches) Counters(FacilityView f) =>
        (f.Received, f.Open, f.Overdue, f.Handled, f.Closed, f.Breaches);

    private static void Apply(Board board, params FeedItem[] items)
    {
        foreach (FeedItem item in items)
        {
            Assert.True(board.Apply(item with { Seq = board.Seq + 1 }));
        }
    }

    private void Apply(params FeedItem[] items) => Apply(_board, items);
}
