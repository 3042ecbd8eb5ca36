using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>A facility as its own events tell it. Immutable; <see cref="After"/> is the fold's step.</summary>
public sealed partial record Facility
{
    /// <summary>Before anything happened.</summary>
    public static Facility None { get; } = new();

    /// <summary>Seq of the last event; 0 before it was registered.</summary>
    public long Version { get; init; }

    public string Id { get; init; } = "";

    public string Region { get; init; } = "";

    public string FacilityKind { get; init; } = "";

    public string? Class { get; init; }

    public string Ownership { get; init; } = "";

    /// <summary>What it follows; null while no pack asks anything of it.</summary>
    public PolicyVersion? Policy { get; init; }

    /// <summary>Since when it is asked anything.</summary>
    public DateTimeOffset? FollowsSince { get; init; }

    /// <summary>When it last began to follow a version.</summary>
    public DateTimeOffset? RevisedAt { get; init; }

    /// <summary>What can start and stop its clocks, in the order of the history.</summary>
    public ImmutableArray<FacilityMoment> Moments { get; init; } = [];

    /// <summary>The steps of the timetable that have fired.</summary>
    public ImmutableHashSet<Complaints.FiredStep> Fired { get; init; } = [];

    /// <summary>Every broken promise of its own. None is ever removed.</summary>
    public ImmutableDictionary<(string Clock, int Epoch), DateTimeOffset> Breaches { get; init; } =
        ImmutableDictionary<(string, int), DateTimeOffset>.Empty;

    /// <summary>Deadlines that a revision left where they were.</summary>
    public ImmutableDictionary<(string Clock, int Epoch), DateTimeOffset?> Kept { get; init; } =
        ImmutableDictionary<(string, int), DateTimeOffset?>.Empty;

    /// <summary>Up to which number it has read its feed.</summary>
    public long Through { get; init; }

    /// <summary>How many of its cases were open there.</summary>
    public int OpenCases { get; init; }

    /// <summary>When a complaint or a zero-report last came.</summary>
    public DateTimeOffset? HeardAt { get; init; }

    public DateTimeOffset? OfficerSeenAt { get; init; }

    /// <summary>When it last looked at everything.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>The last month of which it wrote that it is over.</summary>
    public DateTimeOffset? MonthBeganAt { get; init; }

    /// <summary>What strikes now, in the order in which it was found.</summary>
    public ImmutableArray<OpenAlarm> Alarms { get; init; } = [];

    /// <summary>What it reported of itself, by month.</summary>
    public ImmutableDictionary<string, SelfReported> Reports { get; init; } = ImmutableDictionary<string, SelfReported>.Empty;

    public bool Has(FacilityMilestone milestone, string subject) =>
        Moments.Any(m => m.Milestone == milestone && m.Ref == subject);
}

/// <summary>A milestone of a facility.</summary>
/// <param name="Milestone">Which.</param>
/// <param name="At">When it happened: clocks start there.</param>
/// <param name="WrittenAt">When it was written down: clocks stop there.</param>
/// <param name="Ref">Of which promise, incident or month, where it has a name.</param>
/// <param name="DueAt">The deadline it carries itself.</param>
public sealed record FacilityMoment(
    FacilityMilestone Milestone, DateTimeOffset At, DateTimeOffset WrittenAt, string? Ref = null, DateTimeOffset? DueAt = null);

/// <summary>An alarm that holds.</summary>
public sealed record OpenAlarm(
    string Alarm, string Subject, DateTimeOffset RaisedAt, ImmutableArray<string> Rungs, ImmutableArray<string> Cases);
