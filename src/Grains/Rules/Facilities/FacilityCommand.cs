using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>Something a desk tells of a facility.</summary>
[GenerateSerializer]
[Immutable]
public abstract record FacilityCommand
{
    /// <summary>Who tells it.</summary>
    [Id(0)] public required Actor By { get; init; }

    /// <summary>Names the request, so that a retry has its effect once.</summary>
    [Id(1)] public RequestKey? Key { get; init; }
}

/// <param name="At">When; null: just now.</param>
[GenerateSerializer]
[Immutable]
public sealed record HoldWorkshop([property: Id(0)] DateTimeOffset? At) : FacilityCommand;

/// <param name="At">When; null: just now.</param>
[GenerateSerializer]
[Immutable]
public sealed record Visit([property: Id(0)] DateTimeOffset? At) : FacilityCommand;

[GenerateSerializer]
[Immutable]
public sealed record ReportVisit : FacilityCommand;

[GenerateSerializer]
[Immutable]
public sealed record ReportNothing : FacilityCommand;

/// <param name="Month">As in <c>2026-01</c>.</param>
/// <param name="Complaints">How many it counts in that month.</param>
/// <param name="InTime">How many of them in time.</param>
[GenerateSerializer]
[Immutable]
public sealed record ReportIndicator(
    [property: Id(0)] string Month, [property: Id(1)] int Complaints, [property: Id(2)] int InTime) : FacilityCommand;

/// <param name="At">When; null: just now.</param>
[GenerateSerializer]
[Immutable]
public sealed record HoldForum([property: Id(0)] DateTimeOffset? At) : FacilityCommand;

/// <param name="Promise">A code for it.</param>
/// <param name="DueAt">By when.</param>
[GenerateSerializer]
[Immutable]
public sealed record MakePromise([property: Id(0)] string Promise, [property: Id(1)] DateTimeOffset DueAt) : FacilityCommand;

[GenerateSerializer]
[Immutable]
public sealed record KeepPromise([property: Id(0)] string Promise) : FacilityCommand;

[GenerateSerializer]
[Immutable]
public sealed record ShowOfficer : FacilityCommand;

[GenerateSerializer]
[Immutable]
public sealed record Review : FacilityCommand;

/// <param name="Incident">A code for it.</param>
/// <param name="At">When it became known; null: just now.</param>
[GenerateSerializer]
[Immutable]
public sealed record TellIncident([property: Id(0)] string Incident, [property: Id(1)] DateTimeOffset? At) : FacilityCommand;

[GenerateSerializer]
[Immutable]
public sealed record Notify([property: Id(0)] string Incident) : FacilityCommand;
