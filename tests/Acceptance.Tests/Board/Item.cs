namespace Monitoring.Acceptance.Tests.Board;

/// <summary>An item of a feed, as it stands on the wire; of its members those that these tests look at.</summary>
internal sealed record Item
{
    public long Seq { get; init; }

    public DateTimeOffset At { get; init; }

    public string Kind { get; init; } = "";

    public string? Complaint { get; init; }

    public long Version { get; init; }

    public string Facility { get; init; } = "";

    public string Region { get; init; } = "";

    public string? Clock { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset? FiledAt { get; init; }

    public string? Standing { get; init; }

    public string? Was { get; init; }

    public DateTimeOffset? OverdueSince { get; init; }

    public DateTimeOffset? NextDueAt { get; init; }
}

/// <summary>A page of <c>GET /api/v1/feed</c>.</summary>
internal sealed record FeedPage(IReadOnlyList<Item> Items, long Next);
