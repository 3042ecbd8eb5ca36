using System.Collections.Immutable;
using Monitoring.Simulation.Faults;

namespace Monitoring.Simulation.Worlds;

/// <summary>What one world came to.</summary>
internal sealed record WorldEnd(
    int Lives,
    long Events,
    long Breaches,
    long Refusals,
    IReadOnlyDictionary<string, long> Kinds,
    FaultTally Faults,
    ImmutableArray<(string Invariant, long Times)> Checks,
    ImmutableArray<byte> Digest,
    Failure? Failure)
{
    /// <summary>What came of living it twice more, if it was.</summary>
    public Twins.TwinsEnd? Twins { get; init; }

    public static WorldEnd Of(World world)
    {
        var faults = new FaultTally();
        faults.Add(world.Tally);
        faults.Add(world.Time.Faults!.Happened);
        return new WorldEnd(
            world.Script.Lives,
            world.Truth.Events,
            world.Truth.Breaches,
            world.Truth.Refusals,
            world.Truth.Kinds,
            faults,
            world.Checks.Counts(),
            world.Truth.Digest(),
            world.Failure);
    }
}
