using System.Collections.Immutable;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>
/// What a facility's rule decided. The order is an obligation: persist <see cref="Events"/> first; only when they are durable
/// become <see cref="After"/>, answer and arm.
/// </summary>
public sealed record FacilityDecision(
    ImmutableArray<FacilityDecided> Events, Refusal? Refusal, Facility After, FacilityTimetable Timetable);

/// <summary>One event, and the state and timetable after it.</summary>
public sealed record FacilityDecided(FacilityEvent Event, Facility After, FacilityTimetable Timetable);

/// <summary>Collects the events of one decision, folding as it goes.</summary>
internal sealed class FacilityDecisionBuilder(Facility facility, FacilityRules rules, TimeReading now)
{
    private readonly ImmutableArray<FacilityDecided>.Builder _events = ImmutableArray.CreateBuilder<FacilityDecided>();

    private FacilityRules _rules = rules;

    public TimeReading Now => now;

    public Calendars.WorkCalendar Calendar => _rules.Calendar;

    public Facility State { get; private set; } = facility;

    public FacilityTimetable Timetable { get; private set; } = rules.Timetable(facility);

    /// <summary>How far the feed was read, and how many cases are open there; written with the next event that is learned.</summary>
    public long Through { get; set; } = facility.Through;

    public int Open { get; set; } = facility.OpenCases;

    public void Add(FacilityEvent happened)
    {
        happened = now.InDoubt ? happened with { WallAt = now.WallAt } : happened;
        State = State.After(happened);
        Timetable = _rules.Timetable(State);
        _events.Add(new FacilityDecided(happened, State, Timetable));
    }

    /// <summary>From now on other rules hold.</summary>
    public void Follow(FacilityRules next) => _rules = next;

    public FacilityDecision Done() => new(_events.ToImmutable(), null, State, Timetable);

    public FacilityDecision Refuse(Refusal refusal) => Done() with { Refusal = refusal };
}
