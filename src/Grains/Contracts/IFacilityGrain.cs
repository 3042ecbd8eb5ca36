using System.Collections.Immutable;
using Monitoring.Grains.Feed;
using Orleans.Concurrency;

namespace Monitoring.Grains.Contracts;

/// <summary>
/// One facility: the appointment book of its complaints, and what it owes itself. It wakes what sleeps a little before it is
/// due; it never waits for a complaint, nor a complaint for it.
/// </summary>
[Alias("monitoring.facility")]
public interface IFacilityGrain : IPlacedGrain
{
    /// <summary>Makes the facility known: one <c>registered</c> event, the first time only.</summary>
    [Alias("register")]
    Task Register(FacilityRecord facility);

    /// <summary>A complaint has a next appointment. Told after the commit; may be lost.</summary>
    [OneWay]
    [Alias("expect")]
    Task Expect(string complaint, DateTimeOffset nextAt);

    /// <summary>Read the book again for the coming minutes.</summary>
    [OneWay]
    [Alias("preload")]
    Task Preload();

    /// <summary>The grain's state as an operator drills into it.</summary>
    [Alias("look")]
    Task<FacilityLook> Look();

    /// <summary>Takes something told of the facility itself.</summary>
    [Alias("carry-out")]
    Task<FacilityOutcome> CarryOut(Rules.Facilities.FacilityCommand command);

    /// <summary>The answer that the request which led to that event was given.</summary>
    [Alias("recall")]
    Task<FacilityOutcome> Recall(long seq);

    /// <summary>Look at the clock: fire what is due of the facility's own. Early, late and repeated calls are harmless.</summary>
    [OneWay]
    [Alias("wake")]
    Task Wake();

    /// <summary>Hears what strikes about it beside all others. Hearing it again has no effect.</summary>
    /// <returns>False: it is not in its log, and must be looked for again.</returns>
    [Alias("compare")]
    Task<bool> Compare(ComparedWithOthers compared);

    /// <summary>Begins to follow the policy in force, or goes over to it, if it does not follow it yet.</summary>
    /// <returns>Whether anything was to be done.</returns>
    [Alias("follow")]
    Task<bool> Follow();

    /// <summary>Reads the log again and writes the due row that follows from it; no event.</summary>
    /// <returns>False if somebody else wrote meanwhile.</returns>
    [Alias("mend")]
    Task<bool> Mend();
}

/// <summary>What is known of a facility.</summary>
/// <param name="Id">Stable id, not a name.</param>
/// <param name="Region">Code of its regency or city.</param>
/// <param name="Card">What a board shows of it.</param>
[GenerateSerializer]
[Immutable]
public sealed record FacilityRecord(string Id, string Region, FacilityCard Card);

/// <summary>The state of a facility's grain.</summary>
/// <param name="Id">Id of the facility.</param>
/// <param name="Book">The appointments it has preloaded, earliest first; at most 200 are shown.</param>
/// <param name="Booked">How many it has preloaded.</param>
/// <param name="Armed">The timers armed now.</param>
/// <param name="ActivatedAt">Since when this activation lives (UTC).</param>
[GenerateSerializer]
[Immutable]
public sealed record FacilityLook(
    string Id,
    ImmutableArray<Appointment> Book,
    int Booked,
    ImmutableArray<ArmedTimer> Armed,
    DateTimeOffset ActivatedAt)
{
    /// <summary>What it owes itself, and what strikes about it.</summary>
    [Id(0)] public OwnLook Own { get; init; } = OwnLook.None;
}

/// <summary>A complaint and when it must be looked at.</summary>
/// <param name="Complaint">Id of the complaint.</param>
/// <param name="NextAt">When (UTC).</param>
[GenerateSerializer]
[Immutable]
public sealed record Appointment(string Complaint, DateTimeOffset NextAt);
