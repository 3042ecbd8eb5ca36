using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>A fact of a facility's own life. Codes, numbers and instants only.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Registered), "registered")]
[JsonDerivedType(typeof(Followed), "followed")]
[JsonDerivedType(typeof(WorkshopHeld), "workshopHeld")]
[JsonDerivedType(typeof(Visited), "visited")]
[JsonDerivedType(typeof(VisitReported), "visitReported")]
[JsonDerivedType(typeof(Heard), "heard")]
[JsonDerivedType(typeof(ZeroReported), "zeroReported")]
[JsonDerivedType(typeof(CasesOpened), "casesOpened")]
[JsonDerivedType(typeof(CasesEnded), "casesEnded")]
[JsonDerivedType(typeof(OfficerSeen), "officerSeen")]
[JsonDerivedType(typeof(MonthBegan), "monthBegan")]
[JsonDerivedType(typeof(SelfReported), "selfReported")]
[JsonDerivedType(typeof(ForumHeld), "forumHeld")]
[JsonDerivedType(typeof(Promised), "promised")]
[JsonDerivedType(typeof(PromiseKept), "promiseKept")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(IncidentKnown), "incidentKnown")]
[JsonDerivedType(typeof(Notified), "notified")]
[JsonDerivedType(typeof(Looked), "looked")]
[JsonDerivedType(typeof(AlarmRaised), "alarmRaised")]
[JsonDerivedType(typeof(AlarmEnded), "alarmEnded")]
[JsonDerivedType(typeof(FacilityBreached), "facilityBreached")]
[JsonDerivedType(typeof(FacilityEscalated), "facilityEscalated")]
public abstract record FacilityEvent
{
    private static readonly FrozenDictionary<Type, string> Kinds = typeof(FacilityEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>(false)
        .ToFrozenDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    /// <summary>When it was written down; of a deadline that passed: the deadline; of what a feed told: when that happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; the rule itself where nobody is named.</summary>
    public Actor? By { get; init; }

    /// <summary>What the wall clock showed, where it was in doubt; absent otherwise.</summary>
    public DateTimeOffset? WallAt { get; init; }

    /// <summary>Its name in feeds and storage.</summary>
    [JsonIgnore]
    public string Kind => Kinds[GetType()];
}

/// <summary>Something the facility learned from its own feed.</summary>
/// <param name="Through">Up to which number it has read the feed.</param>
/// <param name="Open">How many of its cases are open then.</param>
public abstract record Learned(long Through, int Open) : FacilityEvent;

/// <summary>The facility became known.</summary>
public sealed record Registered(string Facility, string Region, FacilityCard Card) : FacilityEvent;

/// <summary>From here on it follows this version; the first time: from here on it is asked anything.</summary>
/// <param name="Policy">The version.</param>
/// <param name="Kept">Open runnings whose deadline stays where it was.</param>
/// <param name="Moved">Open runnings that have another deadline now.</param>
/// <param name="Through">Up to which number it has read its feed.</param>
/// <param name="Open">How many of its cases are open then.</param>
public sealed record Followed(
    PolicyVersion Policy, ImmutableArray<KeptOfFacility> Kept, ImmutableArray<MovedOfFacility> Moved, long Through, int Open)
    : Learned(Through, Open);

/// <summary>A deadline that a revision leaves alone; none where the clock is new.</summary>
public sealed record KeptOfFacility(string Clock, int Epoch, DateTimeOffset? DueAt);

/// <summary>A deadline that a revision moved; null where there is, or was, none.</summary>
public sealed record MovedOfFacility(string Clock, int Epoch, DateTimeOffset? OldDueAt, DateTimeOffset? DueAt);

public sealed record WorkshopHeld(DateTimeOffset HeldAt) : FacilityEvent;

public sealed record Visited(DateTimeOffset VisitedAt) : FacilityEvent;

public sealed record VisitReported : FacilityEvent;

/// <summary>A complaint came in: the channels live.</summary>
public sealed record Heard(long Through, int Open) : Learned(Through, Open);

/// <summary>It said that nothing came in.</summary>
public sealed record ZeroReported : FacilityEvent;

public sealed record CasesOpened(long Through, int Open) : Learned(Through, Open);

public sealed record CasesEnded(long Through, int Open) : Learned(Through, Open);

/// <summary>Its complaints officer gave a sign of life; said, or seen in the feed.</summary>
public sealed record OfficerSeen(long Through, int Open) : Learned(Through, Open);

/// <summary>A month is over.</summary>
/// <param name="Month">Which, as in <c>2026-01</c>.</param>
public sealed record MonthBegan(string Month) : FacilityEvent;

/// <summary>The indicator as the facility counts it itself.</summary>
public sealed record SelfReported(string Month, int Complaints, int InTime) : FacilityEvent;

public sealed record ForumHeld(DateTimeOffset HeldAt) : FacilityEvent;

/// <summary>Something was promised in public.</summary>
/// <param name="Promise">Its code.</param>
/// <param name="PromisedFor">By when.</param>
public sealed record Promised(string Promise, DateTimeOffset PromisedFor) : FacilityEvent;

public sealed record PromiseKept(string Promise) : FacilityEvent;

/// <summary>What is kept of people was gone through.</summary>
public sealed record Reviewed : FacilityEvent;

public sealed record IncidentKnown(string Incident, DateTimeOffset KnownAt) : FacilityEvent;

public sealed record Notified(string Incident) : FacilityEvent;

/// <summary>The daily look at everything.</summary>
public sealed record Looked(long Through, int Open) : Learned(Through, Open);

/// <summary>Something about the facility strikes.</summary>
/// <param name="Alarm">Which finding.</param>
/// <param name="Subject">About what, where one finding can hold of several things at once.</param>
/// <param name="Rungs">Who hears of it.</param>
/// <param name="Cases">Cases behind it, ten at most.</param>
/// <param name="DecidedAt">When it was found; the event is stamped with the look that found it.</param>
public sealed record AlarmRaised(
    string Alarm, string Subject, ImmutableArray<string> Rungs, ImmutableArray<string> Cases, DateTimeOffset DecidedAt)
    : FacilityEvent;

/// <summary>It strikes no more.</summary>
public sealed record AlarmEnded(string Alarm, string Subject, DateTimeOffset DecidedAt) : FacilityEvent;

/// <summary>A promise of the facility itself was broken. Stamped with its deadline.</summary>
public sealed record FacilityBreached(
    string Clock, int Epoch, string Step, DateTimeOffset DueAt, DateTimeOffset DecidedAt, ImmutableArray<string> Rungs)
    : FacilityEvent
{
    /// <summary>Why it was noticed more than <see cref="TrustedTime.WhyLate.ToldAfter"/> after its instant; absent where it was not.</summary>
    public string? LateBecause { get; init; }
}

/// <summary>A rung of the ladder of a facility's clock was reached.</summary>
public sealed record FacilityEscalated(
    string Clock, int Epoch, string Step, DateTimeOffset DueAt, DateTimeOffset DecidedAt, ImmutableArray<string> Rungs)
    : FacilityEvent
{
    /// <summary>Why it was noticed more than <see cref="TrustedTime.WhyLate.ToldAfter"/> after its instant; absent where it was not.</summary>
    public string? LateBecause { get; init; }
}

/// <summary>The one JSON form of a facility's facts. Registrations were once written with their kind further back.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(FacilityEvent))]
public sealed partial class FacilityJson : JsonSerializerContext;
