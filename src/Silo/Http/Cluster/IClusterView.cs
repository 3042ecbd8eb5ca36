using System.Collections.Immutable;
using Monitoring.Grains.Contracts;

namespace Monitoring.Silo.Http.Cluster;

/// <summary>What runs where, as the engine knows it.</summary>
internal interface IClusterView
{
    /// <summary>Every silo that this cluster remembers, and what it runs.</summary>
    Task<ClusterLook> Look(CancellationToken cancellation);

    /// <summary>The silo on which a grain is active now; null if it sleeps. Asking does not wake it.</summary>
    Task<string?> SiloOf(IPlacedGrain grain, CancellationToken cancellation);
}

/// <summary>The cluster at one moment.</summary>
/// <param name="Engine">Which engine runs the grains.</param>
/// <param name="Silos">The silos, those that serve first.</param>
internal sealed record ClusterLook(string Engine, ImmutableArray<SiloLook> Silos);

/// <summary>One silo.</summary>
/// <param name="Silo">Address and generation: a silo that comes back is another one.</param>
/// <param name="Status"><c>active</c>, or as the engine's membership says.</param>
/// <param name="StartedAt">When it joined (UTC).</param>
/// <param name="AliveAt">When it last said that it lives (UTC); null where nobody needs to be told.</param>
/// <param name="Activations">Its activations by kind of grain; empty for a silo that is gone.</param>
internal sealed record SiloLook(
    string Silo,
    string Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? AliveAt,
    ImmutableSortedDictionary<string, int> Activations);
