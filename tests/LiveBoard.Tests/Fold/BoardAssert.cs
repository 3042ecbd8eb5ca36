using System.Text.Json;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Fold;

/// <summary>Boards compared as screens see them, and whole.</summary>
internal static class BoardAssert
{
    public static readonly BoardSetting Setting = new([], Simulated: true, "test");

    public static string Picture(Board board) =>
        JsonSerializer.Serialize(board.Snapshot(Items.Noon, Setting), SnapshotJson.Default.Snapshot);

    public static RowView[] Rows(Board board) =>
        [.. board.Open().OrderBy(r => r.Complaint, StringComparer.Ordinal)];

    public static void Same(Board expected, Board actual)
    {
        Assert.Equal(Picture(expected), Picture(actual));
        Assert.Equal(Rows(expected), Rows(actual));
    }

    public static FacilityView Facility(Board board, string id) =>
        board.Snapshot(Items.Noon, Setting).Facilities.Single(f => f.Id == id);
}
