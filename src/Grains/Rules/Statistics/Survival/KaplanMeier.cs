namespace Monitoring.Grains.Rules.Statistics.Survival;

/// <summary>The share still waiting after a time, from answered and still open cases alike (Kaplan and Meier 1958).</summary>
public static class KaplanMeier
{
    /// <summary>After how many hours half have been answered; null while more than half still wait.</summary>
    public static double? MedianHours(IEnumerable<Wait> waits)
    {
        var waiting = 1.0;
        foreach (var row in RiskTable.Of(1, [waits.Select(wait => wait with { Group = 0 })]).Rows)
        {
            waiting *= 1 - ((double)row.Answered[0] / row.AtRisk[0]);
            // a hair of tolerance: 1/2 is reached by products of fractions that do not round to it
            if (waiting <= 0.5 + 1e-12)
            {
                return row.Hours;
            }
        }

        return null;
    }
}
