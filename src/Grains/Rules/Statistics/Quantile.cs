namespace Monitoring.Grains.Rules.Statistics;

/// <summary>Quantiles of what was seen.</summary>
public static class Quantile
{
    /// <summary>The smallest value that at least this share does not exceed: a value that somebody really had.</summary>
    public static T? NearestRank<T>(IReadOnlyCollection<T> values, double share)
        where T : struct, IComparable<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0
            ? null
            : values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * values.Count) - 1));
    }

    /// <summary>The middle, or halfway between the two middle ones.</summary>
    public static double? Median(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
