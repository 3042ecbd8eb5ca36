using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// Many tests at once: of what is reported, at most the chosen share is false on average (Benjamini and Hochberg 1995).
/// </summary>
public static class BenjaminiHochberg
{
    /// <summary>
    /// The smallest share of false reports at which each would still be reported, in the order given. A hypothesis is
    /// reported when its value is not above the share one accepts.
    /// </summary>
    public static ImmutableArray<double> Adjust(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]).ToArray();
        var adjusted = new double[probabilities.Count];
        var least = 1.0;
        for (var rank = order.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, probabilities[order[rank - 1]] * order.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return [.. adjusted];
    }
}
