using Orleans.Runtime;

namespace Monitoring.Embedded;

/// <summary>What goes on in the host: figures of the moment, for people to look at.</summary>
public interface IGrainHostView
{
    /// <summary>How many activations each grain class has now.</summary>
    IReadOnlyList<ActivationCount> CountByClass();

    /// <returns>Null when the grain is not active.</returns>
    GrainView? Look(GrainId grain);
}

/// <param name="GrainType">The class's name in its grains' identities.</param>
/// <param name="Active">How many of its grains are active.</param>
public sealed record ActivationCount(string GrainType, int Active);

/// <summary>An activation at one moment.</summary>
/// <param name="Grain">Which grain.</param>
/// <param name="Running">What it is doing; null when it is idle.</param>
/// <param name="RunningSince">Since when that was asked of it.</param>
/// <param name="Waiting">How many requests have not begun.</param>
/// <param name="WaitingSince">Since when the first of them waits.</param>
/// <param name="UsedAt">When it last ended a call.</param>
public sealed record GrainView(
    GrainId Grain, string? Running, DateTimeOffset? RunningSince, int Waiting, DateTimeOffset? WaitingSince, DateTimeOffset UsedAt);
