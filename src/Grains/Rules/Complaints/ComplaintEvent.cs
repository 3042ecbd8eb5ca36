using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Complaints;

/// <summary>
/// A fact of a complaint's life. Codes and instants only: no free text and no identity ever stands in one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Filed), "filed")]
[JsonDerivedType(typeof(Verified), "verified")]
[JsonDerivedType(typeof(Graded), "graded")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(Contacted), "contacted")]
[JsonDerivedType(typeof(Acted), "acted")]
[JsonDerivedType(typeof(Answered), "answered")]
[JsonDerivedType(typeof(Replied), "replied")]
[JsonDerivedType(typeof(CompletionRequested), "completionRequested")]
[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(Transferred), "transferred")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(Reopened), "reopened")]
[JsonDerivedType(typeof(Revealed), "revealed")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Declined), "declined")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Extended), "extended")]
[JsonDerivedType(typeof(Appealed), "appealed")]
[JsonDerivedType(typeof(Merged), "merged")]
[JsonDerivedType(typeof(Archived), "archived")]
[JsonDerivedType(typeof(Referred), "referred")]
[JsonDerivedType(typeof(Rederived), "rederived")]
[JsonDerivedType(typeof(Breached), "breached")]
[JsonDerivedType(typeof(Escalated), "escalated")]
public abstract record ComplaintEvent
{
    private static readonly FrozenDictionary<Type, string> Kinds = typeof(ComplaintEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>(false)
        .ToFrozenDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    /// <summary>When it happened; of a deadline that passed: the deadline.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public required Actor By { get; init; }

    /// <summary>
    /// What the wall clock showed, where it was in doubt; absent otherwise. <see cref="At"/> is then what the steady clock, or the
    /// database, gave.
    /// </summary>
    public DateTimeOffset? WallAt { get; init; }

    /// <summary>Its name in feeds and storage.</summary>
    [JsonIgnore]
    public string Kind => Kinds[GetType()];
}

/// <summary>A role and its desk; never a person.</summary>
/// <param name="Role"><c>citizen, gateway, operator, manager, supervisor, inspectorate, admin, system</c>.</param>
/// <param name="Desk">A facility, a region or a channel, where the role has one.</param>
[GenerateSerializer]
[Immutable]
public sealed record Actor(string Role, string? Desk = null)
{
    /// <summary>The rule itself, when a deadline passes.</summary>
    public static Actor System { get; } = new("system");
}

/// <summary>What the rules need to know of the facility that owns a complaint, frozen into the event that made it so.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Owner(string Facility, string Region, string Kind, string? Class, string Ownership)
{
    /// <summary>The kind of facility that the triage desk is.</summary>
    public const string TriageKind = "triage";

    /// <summary>The desk of complaints that name no facility.</summary>
    [JsonIgnore]
    public bool IsTriage => Kind == TriageKind;
}

/// <summary>Everything about a complaint that decides its clocks and its audiences.</summary>
[GenerateSerializer]
[Immutable]
public sealed record CaseTraits
{
    [Id(0)] public required string Channel { get; init; }

    [Id(1)] public string? Category { get; init; }

    [Id(2)] public string? Class { get; init; }

    [Id(3)] public string? Unit { get; init; }

    [Id(4)] public string? Payer { get; init; }

    [Id(5)] public string? CareClass { get; init; }

    [Id(6)] public string? Setting { get; init; }

    [Id(7)] public bool Emergency { get; init; }

    /// <summary>stunting, malnutrition, maternal or infant: goes first within its grade.</summary>
    [Id(8)] public string? Programme { get; init; }

    [Id(9)] public ImmutableArray<string> Maladministration { get; init; } = [];

    [Id(10)] public bool Anonymous { get; init; }

    [Id(11)] public bool Secret { get; init; }

    [Id(12)] public bool Whistleblower { get; init; }

    /// <summary>Who is accused: <c>head</c>, <c>staff</c>, or nobody in particular.</summary>
    [Id(13)] public string? Accused { get; init; }

    /// <summary>A case of the past, fed in to be counted: it alerts nobody and may close from any open state.</summary>
    [Id(14)] public bool Imported { get; init; }

    /// <summary>A deadline set by an outside body.</summary>
    [Id(15)] public DateTimeOffset? ExternalDueAt { get; init; }

    /// <summary>The channel of the watchdog's own complaints; no code book has it, so nobody else can file by it.</summary>
    public const string WatchdogChannel = "watchdog";

    /// <summary>Made by the server to see that it would see a breach: in no feed but the watchdog's, and in nobody's count.</summary>
    [JsonIgnore]
    public bool Synthetic => Channel == WatchdogChannel;

    /// <summary>Lives with the inspectorate alone; the facility gets nothing at all.</summary>
    [JsonIgnore]
    public bool Sealed => Whistleblower || Accused == "head";
}

/// <summary>The complaint was registered.</summary>
public sealed record Filed(
    Owner Owner,
    CaseTraits Traits,
    string? Grade,
    DateTimeOffset ConveyedAt,
    DateTimeOffset? IncidentAt,
    PolicyVersion Policy) : ComplaintEvent;

public sealed record Verified : ComplaintEvent
{
    /// <summary>The class it turned out to be, if that was set.</summary>
    public string? Class { get; init; }

    /// <summary>The category it turned out to be, if that was set.</summary>
    public string? Category { get; init; }
}

public sealed record Graded(string Grade) : ComplaintEvent
{
    /// <summary>Why it was lowered.</summary>
    public string? Reason { get; init; }

    /// <summary>Who asked, where it took two.</summary>
    public Actor? AskedBy { get; init; }
}

public sealed record Assigned(string? Unit) : ComplaintEvent;

/// <summary>Somebody took what was told. It stops no clock, only the climb for want of acknowledgement.</summary>
/// <param name="PromisedAt">The answer time the owner promised, if any: a clock of its own.</param>
public sealed record Acknowledged(DateTimeOffset? PromisedAt) : ComplaintEvent
{
    /// <summary>Who owns it from now on: a pseudonym, as duty rosters have it.</summary>
    public string? Owner { get; init; }
}

public sealed record Contacted : ComplaintEvent;

/// <summary>Something was done about it.</summary>
public sealed record Acted : ComplaintEvent;

/// <summary>A written answer was given; its text is sealed.</summary>
public sealed record Answered : ComplaintEvent;

/// <summary>The reporter, or the desk, wrote again.</summary>
public sealed record Replied : ComplaintEvent;

public sealed record CompletionRequested : ComplaintEvent;

public sealed record Completed : ComplaintEvent;

/// <summary>It belongs to another facility from now on: one event, seen by both.</summary>
public sealed record Transferred(Owner From, Owner To) : ComplaintEvent;

public sealed record Closed(string Reason) : ComplaintEvent
{
    /// <summary>Who asked, where it took two.</summary>
    public Actor? AskedBy { get; init; }
}

public sealed record Withdrawn(string Reason) : ComplaintEvent;

public sealed record Reopened(string Reason) : ComplaintEvent;

/// <summary>A sealed text was read, and by which role.</summary>
public sealed record Revealed(string Text, string Reason) : ComplaintEvent;

/// <summary>A promise was broken. Stamped with its deadline; how late that was noticed stands beside it.</summary>
/// <param name="Clock">The promise.</param>
/// <param name="Epoch">Which running of the clock, from 0.</param>
/// <param name="Step">Name of the step of the timetable.</param>
/// <param name="DueAt">The deadline.</param>
/// <param name="DecidedAt">When it was noticed.</param>
/// <param name="Rungs">The rungs that the ladder asks for at once.</param>
public sealed record Breached(
    string Clock, int Epoch, string Step, DateTimeOffset DueAt, DateTimeOffset DecidedAt, ImmutableArray<string> Rungs)
    : ComplaintEvent
{
    /// <summary>Who was told, and who was passed over; absent where the ladder asks for nobody.</summary>
    public Telling? Telling { get; init; }

    /// <summary>Why it was noticed more than <see cref="TrustedTime.WhyLate.ToldAfter"/> after its deadline; absent where it was not.</summary>
    public string? LateBecause { get; init; }
}

/// <summary>A rung of the ladder was reached.</summary>
public sealed record Escalated(
    string Clock, int Epoch, string Step, DateTimeOffset DueAt, DateTimeOffset DecidedAt, ImmutableArray<string> Rungs)
    : ComplaintEvent
{
    /// <summary>Who was told, and who was passed over.</summary>
    public Telling? Telling { get; init; }

    /// <summary>Why it was noticed more than <see cref="TrustedTime.WhyLate.ToldAfter"/> after its deadline; absent where it was not.</summary>
    public string? LateBecause { get; init; }
}

/// <summary>The one JSON form of a complaint's facts.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComplaintEvent))]
public sealed partial class ComplaintJson : JsonSerializerContext;
