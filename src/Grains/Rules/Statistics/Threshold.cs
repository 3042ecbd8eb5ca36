using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>A number of a rule, with where it comes from and how far that was verified, as every number of a pack has.</summary>
public readonly record struct Threshold<T>(T Value, Verification Verified, string Basis);

/// <summary>Shorthand for writing thresholds down.</summary>
internal static class Threshold
{
    /// <summary>A number that is ours: no source names it.</summary>
    public static Threshold<T> Ours<T>(T value, string basis) => new(value, Verification.Product, basis);

    /// <summary>A number read in a second source.</summary>
    public static Threshold<T> Secondary<T>(T value, string basis) => new(value, Verification.Secondary, basis);
}
