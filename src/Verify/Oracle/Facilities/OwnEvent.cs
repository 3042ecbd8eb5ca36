using System.Collections.Immutable;
using System.Text.Json;

namespace Monitoring.Verify.Oracle.Facilities;

/// <summary>A committed event of a facility, with what decides its timetable.</summary>
public sealed record OwnEvent
{
    public required long Seq { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    internal bool InDoubt { get; init; }

    internal OwnMilestone? Milestone { get; init; }

    internal FiredStep? Fired { get; init; }

    internal OwnRevision? Followed { get; init; }

    /// <summary>Kind and owner, of a registration.</summary>
    internal (string Kind, string Owner)? Card { get; init; }

    /// <summary>Which alarm, of one that is raised or ended.</summary>
    internal OwnAlarm? Alarm { get; init; }

    /// <summary>Its class, of a registration, where it has one.</summary>
    internal string? Class { get; init; }

    /// <summary>Brought about by an instant that passed.</summary>
    internal bool ByTheRule => Fired is not null || Kind is "monthBegan" or "looked";

    public static OwnEvent Read(long seq, string body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var kind = root.GetProperty("kind").GetString()!;
        var at = root.GetProperty("at").GetDateTimeOffset();
        return new OwnEvent
        {
            Seq = seq,
            Kind = kind,
            At = at,
            InDoubt = Filing.Instant(root, "wallAt") is not null,
            Milestone = MilestoneOf(kind, at, root),
            Fired = kind is "facilityBreached" or "facilityEscalated" ? FiredStep.Read(root) : null,
            Followed = kind == "followed" ? OwnRevision.Read(root) : null,
            Card = kind == "registered" ? CardOf(root.GetProperty("card")) : null,
            Class = kind == "registered" ? Filing.Text(root.GetProperty("card"), "class") : null,
            Alarm = kind is "alarmRaised" or "alarmEnded" ? OwnAlarm.Read(root) : null,
        };
    }

    private static (string Kind, string Owner) CardOf(JsonElement card) =>
        (card.GetProperty("kind").GetString()!, card.GetProperty("owner").GetString()!);

    /// <summary>The table "Milestones" of docs/facilities.md.</summary>
    private static OwnMilestone? MilestoneOf(string kind, DateTimeOffset at, JsonElement json) => kind switch
    {
        "workshopHeld" or "forumHeld" => new(kind, json.GetProperty("heldAt").GetDateTimeOffset(), at, null, null),
        "visited" => new(kind, json.GetProperty("visitedAt").GetDateTimeOffset(), at, null, null),
        "incidentKnown" => new(kind, json.GetProperty("knownAt").GetDateTimeOffset(), at, Filing.Text(json, "incident"), null),
        "notified" => new(kind, at, at, Filing.Text(json, "incident"), null),
        "monthBegan" or "selfReported" => new(kind, at, at, Filing.Text(json, "month"), null),
        "promised" => new(kind, at, at, Filing.Text(json, "promise"), json.GetProperty("promisedFor").GetDateTimeOffset()),
        "promiseKept" => new(kind, at, at, Filing.Text(json, "promise"), null),
        "visitReported" or "heard" or "zeroReported" or "casesOpened" or "casesEnded" or "officerSeen" or "reviewed" =>
            new(kind, at, at, null, null),
        _ => null,
    };

    internal static bool IsKnown(string kind) => kind is "registered" or "followed" or "looked" or "alarmRaised" or "alarmEnded"
        or "facilityBreached" or "facilityEscalated" or "workshopHeld" or "forumHeld" or "visited" or "incidentKnown" or "notified"
        or "monthBegan" or "selfReported" or "promised" or "promiseKept" or "visitReported" or "heard" or "zeroReported"
        or "casesOpened" or "casesEnded" or "officerSeen" or "reviewed";
}

/// <summary>A milestone: clocks start when it happened and stop when it was written.</summary>
internal sealed record OwnMilestone(
    string Word, DateTimeOffset HappenedAt, DateTimeOffset WrittenAt, string? Ref, DateTimeOffset? Carries);

/// <summary>A facility follows a version from here on.</summary>
internal sealed record OwnRevision(PolicyNames To, ImmutableArray<RevisedDeadline> Moved, ImmutableArray<RevisedDeadline> Kept)
{
    public static OwnRevision Read(JsonElement json) => new(
        Filing.ReadPolicy(json.GetProperty("policy")), Deadlines(json, "moved"), Deadlines(json, "kept"));

    private static ImmutableArray<RevisedDeadline> Deadlines(JsonElement json, string name) =>
        json.TryGetProperty(name, out var all) && all.ValueKind == JsonValueKind.Array
            ? [.. all.EnumerateArray().Select(RevisedDeadline.Read)]
            : [];
}
