using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Statistics.Survival;

/// <summary>Whether groups are answered at the same pace.</summary>
/// <param name="ChiSquare">The statistic.</param>
/// <param name="DegreesOfFreedom">Groups that could be compared, less one.</param>
/// <param name="Observed">Answers each group got.</param>
/// <param name="Expected">Answers each would have got at everybody's pace.</param>
public sealed record LogRank(
    double ChiSquare, int DegreesOfFreedom, ImmutableArray<double> Observed, ImmutableArray<double> Expected)
{
    /// <summary>How likely equal treatment would look at least so unequal.</summary>
    public double Probability => DegreesOfFreedom == 0 ? 1 : Tails.ChiSquareAbove(ChiSquare, DegreesOfFreedom);

    /// <summary>Mantel's test of two or more groups over all strata of the table.</summary>
    public static LogRank Test(RiskTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var groups = table.Groups;
        var (observed, expected) = (new double[groups], new double[groups]);
        var variance = new double[groups, groups];
        foreach (var row in table.Rows)
        {
            double atRisk = row.AtRisk.Sum();
            double answered = row.Answered.Sum();
            var spread = atRisk > 1 ? answered * (atRisk - answered) / (atRisk - 1) : 0;
            for (var a = 0; a < groups; a++)
            {
                var share = row.AtRisk[a] / atRisk;
                observed[a] += row.Answered[a];
                expected[a] += answered * share;
                for (var b = 0; b < groups; b++)
                {
                    variance[a, b] += spread * share * ((a == b ? 1 : 0) - (row.AtRisk[b] / atRisk));
                }
            }
        }

        var (chiSquare, rank) = Distance([.. observed.Zip(expected, (o, e) => o - e)], variance);
        return new LogRank(chiSquare, rank, [.. observed], [.. expected]);
    }

    /// <summary>
    /// The squared distance d' V⁻ d, by elimination. V never has full rank (the differences sum to zero, and groups that
    /// are never at risk together say nothing); what has no variance left is passed over, and the rank counts the rest.
    /// </summary>
    private static (double Distance, int Rank) Distance(double[] difference, double[,] variance)
    {
        var size = difference.Length;
        var smallest = 1e-9 * Enumerable.Range(0, size).Max(i => variance[i, i]);
        var (distance, rank) = (0.0, 0);
        for (var pivot = 0; pivot < size; pivot++)
        {
            var own = variance[pivot, pivot];
            if (own <= smallest)
            {
                continue;
            }

            rank++;
            distance += difference[pivot] * difference[pivot] / own;
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = variance[row, pivot] / own;
                difference[row] -= factor * difference[pivot];
                for (var column = pivot + 1; column < size; column++)
                {
                    variance[row, column] -= factor * variance[pivot, column];
                }
            }
        }

        return (distance, rank);
    }
}
