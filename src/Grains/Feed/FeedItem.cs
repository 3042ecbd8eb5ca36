using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Grains.Feed;

/// <summary>
/// What an audience may see of one event, and at the same time the allow-list of it: codes and instants, no free text,
/// no name of a person, no contact. Members that do not apply are left out of the JSON.
/// </summary>
public sealed record FeedItem
{
    /// <summary>Number in the audience's feed; 0 until it is read from one.</summary>
    public long Seq { get; init; }

    /// <summary>When it happened. For a breach: its deadline.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// <c>filed, verified, graded, assigned, acknowledged, contacted, acted, answered, replied, completionRequested,
    /// completed, closed, reopened, transferred, withdrawn, asked, declined, held, resumed, extended, appealed, merged,
    /// archived, referred, rederived, breached, escalated, revealed</c>, or of a facility itself <c>registered,
    /// workshopHeld, visited, visitReported, zeroReported, officerSeen, selfReported, forumHeld, promised,
    /// promiseKept, reviewed, incidentKnown, notified, alarmRaised, alarmEnded, facilityBreached, facilityEscalated</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The complaint's id; absent for a facility's own events.</summary>
    public string? Complaint { get; init; }

    /// <summary>Number of the event in the complaint's own history.</summary>
    public long Version { get; init; }

    public required string Facility { get; init; }

    public required string Region { get; init; }

    /// <summary>The facility it came from, for <c>transferred</c>.</summary>
    public string? FromFacility { get; init; }

    /// <summary>The clock concerned.</summary>
    public string? Clock { get; init; }

    /// <summary>The rungs told by this event, lowest first.</summary>
    public ImmutableArray<string>? Rungs { get; init; }

    /// <summary>The highest of <see cref="Rungs"/>.</summary>
    public string? Rung { get; init; }

    public string? Grade { get; init; }

    public string? Category { get; init; }

    public string? Class { get; init; }

    public string? Channel { get; init; }

    public string? Payer { get; init; }

    public string? CareClass { get; init; }

    /// <summary>The programme of the case, which goes first within its grade.</summary>
    public string? Programme { get; init; }

    /// <summary>When the complaint was registered.</summary>
    public DateTimeOffset? FiledAt { get; init; }

    /// <summary>The deadline the event is about.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When a passed deadline was noticed.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why that was late: <c>learned</c>, <c>clockInDoubt</c>, <c>restart</c> or <c>delay</c>; absent where it was not.</summary>
    public string? LateBecause { get; init; }

    /// <summary>Role and desk of who acted, never a person.</summary>
    public string? By { get; init; }

    /// <summary>The owner's promised answer time, for <c>acknowledged</c>.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>Coded reason, for <c>closed</c> and the like.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the complaint stands for the board after this event.</summary>
    public Standing? Standing { get; init; }

    /// <summary>Where it stood before; absent when it was filed. Counters move from <c>was</c> to <c>standing</c>.</summary>
    public Standing? Was { get; init; }

    /// <summary>The earliest passed deadline that is still not kept, after this event.</summary>
    public DateTimeOffset? OverdueSince { get; init; }

    /// <summary>The clock of <see cref="OverdueSince"/>.</summary>
    public string? OverdueClock { get; init; }

    /// <summary>When the open breach was acknowledged.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Role that acknowledged it.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>The earliest deadline ahead, after this event.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The clock of <see cref="NextDueAt"/>.</summary>
    public string? NextClock { get; init; }

    /// <summary>True for cases of the past that were imported: they count, and alert nobody.</summary>
    public bool Imported { get; init; }

    /// <summary>For <c>registered</c>: what the board must know of a facility.</summary>
    public FacilityCard? Card { get; init; }

    /// <summary>For <c>alarmRaised</c> and <c>alarmEnded</c>: which finding.</summary>
    public string? Alarm { get; init; }

    /// <summary>What a facility's own event is about: a unit and category, a promise, an incident, a month; codes only.</summary>
    public string? Subject { get; init; }

    /// <summary>For <c>alarmRaised</c>: cases behind it.</summary>
    public ImmutableArray<string>? Cases { get; init; }

    /// <summary>For a facility's own events: how it stands with its own promises afterwards.</summary>
    public OwnStanding? Own { get; init; }
}

/// <summary>How a facility stands with its own promises; no complaint is counted in it.</summary>
/// <param name="Overdue">Promises that are broken and still unkept.</param>
/// <param name="Alarms">Alarms that hold.</param>
public sealed record OwnStanding(int Overdue, int Alarms);

/// <summary>Where a complaint stands for the board.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Standing>))]
public enum Standing
{
    /// <summary>Open, no passed deadline unkept.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Open, a passed deadline is unkept and nobody has taken it.</summary>
    [JsonStringEnumMemberName("overdue")]
    Overdue,

    /// <summary>Open, a passed deadline is unkept and somebody acknowledged it.</summary>
    [JsonStringEnumMemberName("handled")]
    Handled,

    /// <summary>Over: closed, withdrawn, archived or merged.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>What a board shows of a facility.</summary>
[GenerateSerializer]
[Immutable]
public sealed record FacilityCard(string Name, string Kind, string? Class, string Owner);

/// <summary>The one JSON form of feed items.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FeedItem))]
[JsonSerializable(typeof(ImmutableArray<FeedItem>))]
public sealed partial class FeedJson : JsonSerializerContext;

/// <summary>Names of feeds.</summary>
public static class Audience
{
    public const string Province = "province";
    public const string Inspectorate = "inspectorate";

    /// <summary>Synthetic complaints; nobody's board.</summary>
    public const string Watchdog = "watchdog";

    public static string Region(string code) => "region:" + code;

    public static string Facility(string id) => "facility:" + id;
}
