using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation.Scripts;

/// <summary>What stays the same in one world from its beginning to its end.</summary>
internal sealed record Setting
{
    public required DateTimeOffset StartAt { get; init; }

    public required TimeSpan Horizon { get; init; }

    /// <summary>Which line of <see cref="Policies.PromisePool"/>.</summary>
    public required int Promises { get; init; }

    /// <summary>Who is on duty, once a roster is put in force; null: each desk holds itself.</summary>
    public Policies.DutyPool.Line? Duty { get; init; }

    public required ImmutableArray<Owner> Facilities { get; init; }

    public required ImmutableArray<string> Complaints { get; init; }

    /// <summary>The wakers of each process; as many processes as entries.</summary>
    public required ImmutableArray<WakerOptions> Processes { get; init; }

    /// <summary>After how long an idle grain is collected.</summary>
    public required TimeSpan CollectAfter { get; init; }

    /// <summary>How long before an appointment the net first goes round; rounds that would find nothing are left out.</summary>
    public required TimeSpan NetLead { get; init; }

    /// <summary>Whether the net makes every round that can have an effect: when something is noticed then depends on nobody else.</summary>
    public bool EveryNetRound { get; init; }

    public required double NetRoundLost { get; init; }

    public required StorageHabits Storage { get; init; }

    public required double LoseActivation { get; init; }

    public required double LoseMessage { get; init; }

    public required double DoubleMessage { get; init; }

    public required double DelayMessage { get; init; }

    public required double LoseTick { get; init; }

    public required double DoubleTick { get; init; }

    public required double DelayTick { get; init; }

    public required double SwapTurns { get; init; }

    public required TimeSpan DelayUpTo { get; init; }

    /// <summary>Chances per delivery of a feed item to a board.</summary>
    public required double BoardTrouble { get; init; }

    public static FacilityRecord RecordOf(Owner owner) => new(
        owner.Facility, owner.Region, new Grains.Feed.FacilityCard(owner.Facility, owner.Kind, owner.Class, owner.Ownership));
}
