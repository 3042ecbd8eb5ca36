namespace Monitoring.Grains.Rules.Statistics.Survival;

/// <summary>
/// How many times as fast group 1 is answered as group 0, at any moment of the waiting and within every stratum.
/// </summary>
/// <remarks>
/// Estimated as the hazard ratio of a stratified proportional-hazards model (Cox 1972, ties after Efron 1977), its interval
/// from the profile of the likelihood. Not Peto's one-step estimator, which is biased just where it matters, far from 1; and
/// not plus or minus so many standard errors, which have no meaning when one group got no answer at all. There the ratio
/// is 0 or infinite, and the likelihood still bounds it on one side.
/// </remarks>
/// <param name="Ratio">The estimate.</param>
/// <param name="Lower">Lower bound of its 95 % interval.</param>
/// <param name="Upper">Upper bound.</param>
public sealed record RatioOfResponse(double Ratio, double Lower, double Upper)
{
    // ratios beyond exp(20) are no ratios any more
    private const double Widest = 20;

    private static readonly double Drop = Tails.ChiSquareOfOne(0.05) / 2;

    /// <summary>Null when no instant compares the two: one group is empty, or they never wait side by side.</summary>
    public static RatioOfResponse? Estimate(RiskTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Groups != 2)
        {
            throw new ArgumentException("A ratio has two sides.", nameof(table));
        }

        var rows = table.Rows.Where(row => row.AtRisk[0] > 0 && row.AtRisk[1] > 0).ToArray();
        if (rows.Length == 0)
        {
            return null;
        }

        // the likelihood has one top, so its slope crosses zero once, downwards
        var top = WhereFalls(beta => Slope(rows, beta), -Widest, Widest);
        var floor = LogLikelihood(rows, top) - Drop;
        var lower = WhereFalls(beta => floor - LogLikelihood(rows, beta), -Widest, top);
        var upper = WhereFalls(beta => LogLikelihood(rows, beta) - floor, top, Widest);
        return new RatioOfResponse(Exp(top), Exp(lower), Exp(upper));
    }

    /// <summary>The same seen from group 0: how many times as long group 1 waits.</summary>
    public RatioOfResponse Inverse() => new(1 / Ratio, 1 / Upper, 1 / Lower);

    private static double Exp(double beta) =>
        beta <= -Widest ? 0 : beta >= Widest ? double.PositiveInfinity : Math.Exp(beta);

    private static double LogLikelihood(RiskTable.Row[] rows, double beta)
    {
        var weight = Math.Exp(beta);
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += row.Answered[1] * beta;
            var answered = row.Answered[0] + row.Answered[1];
            for (var tie = 0; tie < answered; tie++)
            {
                var (one, zero) = AtRisk(row, (double)tie / answered);
                sum -= Math.Log(zero + (weight * one));
            }
        }

        return sum;
    }

    private static double Slope(RiskTable.Row[] rows, double beta)
    {
        var weight = Math.Exp(beta);
        var sum = 0.0;
        foreach (var row in rows)
        {
            sum += row.Answered[1];
            var answered = row.Answered[0] + row.Answered[1];
            for (var tie = 0; tie < answered; tie++)
            {
                var (one, zero) = AtRisk(row, (double)tie / answered);
                sum -= weight * one / (zero + (weight * one));
            }
        }

        return sum;
    }

    /// <summary>Of cases answered at one instant each is taken to have waited for some of the others (Efron).</summary>
    private static (double One, double Zero) AtRisk(RiskTable.Row row, double earlier) =>
        (row.AtRisk[1] - (earlier * row.Answered[1]), row.AtRisk[0] - (earlier * row.Answered[0]));

    /// <summary>Where a falling function crosses zero; an end of the range when it does not.</summary>
    private static double WhereFalls(Func<double, double> function, double from, double to)
    {
        if (function(from) <= 0)
        {
            return from;
        }

        if (function(to) > 0)
        {
            return to;
        }

        for (var halving = 0; halving < 60; halving++)
        {
            var middle = (from + to) / 2;
            (from, to) = function(middle) > 0 ? (middle, to) : (from, middle);
        }

        return (from + to) / 2;
    }
}
