using Orleans.Concurrency;

namespace Monitoring.Grains.Contracts;

/// <summary>A grain that says where it lives, in the middle of whatever it does.</summary>
[Alias("monitoring.placed")]
public interface IPlacedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Where this activation lives. It does not wait for its turn, so that a grain that is stuck can still be looked at;
    /// a grain that sleeps is woken by it, so ask the engine first whether it is active.
    /// </summary>
    [AlwaysInterleave]
    [Alias("where")]
    Task<GrainPlace> Where();
}

/// <summary>An activation as an administrator looks for it.</summary>
/// <param name="ActivatedAt">Since when it lives (UTC).</param>
/// <param name="Waiting">Requests that have not begun; null if the engine does not tell.</param>
/// <param name="Sealed">True if its complaint lives with the inspectorate alone.</param>
[GenerateSerializer]
[Immutable]
public sealed record GrainPlace(DateTimeOffset ActivatedAt, int? Waiting, bool Sealed);
