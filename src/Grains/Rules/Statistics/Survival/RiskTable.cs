using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Statistics.Survival;

/// <summary>
/// For every instant at which somebody was answered: how many of each group were answered, of how many still waiting just
/// before. All that a log-rank test and a proportional-hazards likelihood need; strata are tables put one after another.
/// </summary>
public sealed class RiskTable
{
    private RiskTable(int groups, ImmutableArray<Row> rows) => (Groups, Rows) = (groups, rows);

    /// <summary>How many groups are compared.</summary>
    public int Groups { get; }

    public ImmutableArray<Row> Rows { get; }

    /// <summary>Compares like with like only: each stratum is a world of its own.</summary>
    public static RiskTable Of(int groups, IEnumerable<IEnumerable<Wait>> strata) =>
        new(groups, [.. strata.SelectMany(stratum => RowsOf(groups, stratum))]);

    /// <summary>One group against all the others together.</summary>
    public RiskTable OneAgainstTheRest(int group) => new(2, [.. Rows.Select(row => new Row(
        row.Hours,
        [row.AtRisk.Sum() - row.AtRisk[group], row.AtRisk[group]],
        [row.Answered.Sum() - row.Answered[group], row.Answered[group]]))]);

    private static IEnumerable<Row> RowsOf(int groups, IEnumerable<Wait> stratum)
    {
        var waits = stratum.OrderBy(wait => wait.Hours).ToArray();
        var waiting = new int[groups];
        foreach (var wait in waits)
        {
            waiting[wait.Group]++;
        }

        for (var first = 0; first < waits.Length;)
        {
            var hours = waits[first].Hours;
            var answered = new int[groups];
            var gone = new int[groups];
            // who leaves at the very instant of an answer was still waiting at it
            for (; first < waits.Length && waits[first].Hours == hours; first++)
            {
                gone[waits[first].Group]++;
                answered[waits[first].Group] += waits[first].Answered ? 1 : 0;
            }

            if (answered.Any(count => count > 0))
            {
                yield return new Row(hours, [.. waiting], [.. answered]);
            }

            for (var group = 0; group < groups; group++)
            {
                waiting[group] -= gone[group];
            }
        }
    }

    /// <summary>One instant of one stratum.</summary>
    public readonly record struct Row(double Hours, ImmutableArray<int> AtRisk, ImmutableArray<int> Answered);
}
