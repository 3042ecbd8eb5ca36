namespace Monitoring.Acceptance.Tests.Board;

/// <summary>The answer of <c>GET /api/v1/board</c>, as far as these tests look at it.</summary>
internal sealed record BoardView(
    long Seq, IReadOnlyList<FacilityCounts> Facilities, RowList Overdue, RowList Next);

internal sealed record FacilityCounts(
    string Id, int Received, int Open, int Overdue, int Handled, int Closed, int Breaches);

internal sealed record RowList(int Total, IReadOnlyList<Row> Items);

internal sealed record Row(
    string Complaint, string Facility, string Standing, DateTimeOffset? OverdueSince, DateTimeOffset? NextDueAt, long Version);
