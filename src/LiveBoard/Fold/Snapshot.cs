using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>A board at one position of its feed. A screen draws this, then applies the items after <see cref="Seq"/>.</summary>
public sealed record Snapshot
{
    public required string Audience { get; init; }

    /// <summary>The last number of the feed that it contains.</summary>
    public required long Seq { get; init; }

    /// <summary>The server's time.</summary>
    public required DateTimeOffset At { get; init; }

    public required bool Simulated { get; init; }

    public required string Build { get; init; }

    public required ImmutableArray<RegionCard> Regions { get; init; }

    public required ImmutableArray<FacilityView> Facilities { get; init; }

    /// <summary>Past their deadline: nobody has taken it, oldest first; then the acknowledged, oldest first.</summary>
    public required RowList Overdue { get; init; }

    /// <summary>The deadlines ahead, soonest first.</summary>
    public required RowList Next { get; init; }
}

/// <summary>A region and what to call it.</summary>
public sealed record RegionCard(string Code, string Name, [property: JsonPropertyName("short")] string ShortName);

/// <summary>A facility and its counters. <c>Open</c> counts those within their deadlines only.</summary>
public sealed record FacilityView(
    string Id,
    string Name,
    string? Kind,
    string? Class,
    string? Owner,
    string? Region,
    int Received,
    int Open,
    int Overdue,
    int Handled,
    int Closed,
    int Breaches)
{
    /// <summary>Promises of the facility itself that are broken and still unkept; no complaint is counted in it.</summary>
    public int OwnOverdue { get; init; }

    /// <summary>How often it broke a promise of its own.</summary>
    public int OwnBreaches { get; init; }

    /// <summary>Alarms about it that hold.</summary>
    public int Alarms { get; init; }
}

/// <summary>The first rows of a list, and how many it has in all.</summary>
public sealed record RowList(int Total, ImmutableArray<RowView> Items);

/// <summary>An open complaint as a screen sees it.</summary>
public sealed record RowView
{
    public required string Complaint { get; init; }

    public required string Facility { get; init; }

    public required string Region { get; init; }

    public string? Category { get; init; }

    public string? Class { get; init; }

    public string? Channel { get; init; }

    public string? Payer { get; init; }

    public string? CareClass { get; init; }

    public string? Grade { get; init; }

    /// <summary>The programme that puts it first within its grade.</summary>
    public string? Programme { get; init; }

    public required Standing Standing { get; init; }

    public DateTimeOffset? FiledAt { get; init; }

    public DateTimeOffset? OverdueSince { get; init; }

    public string? OverdueClock { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public DateTimeOffset? NextDueAt { get; init; }

    public string? NextClock { get; init; }

    public required int Version { get; init; }
}

/// <summary>The one JSON form of boards. Unlike a feed item it keeps its zeros: a calm counter is not an absent one.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(RowView))]
public sealed partial class SnapshotJson : JsonSerializerContext;
