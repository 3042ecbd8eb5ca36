using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// How likely chance alone is to go so far. Everything the rules take from the numerics library is here, computed as
/// tails and never as one minus the rest: a probability of 1e-20 keeps its digits.
/// </summary>
public static class Tails
{
    /// <summary>A standard normal value above <paramref name="z"/>.</summary>
    public static double NormalAbove(double z) => SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;

    /// <summary>A chi-square value above <paramref name="value"/>.</summary>
    public static double ChiSquareAbove(double value, int degreesOfFreedom) =>
        value <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, value / 2);

    /// <summary>The chi-square value of one degree of freedom that chance exceeds with that probability.</summary>
    public static double ChiSquareOfOne(double probability)
    {
        var z = Normal.InvCDF(0, 1, probability / 2);
        return z * z;
    }

    /// <summary>At least <paramref name="count"/> events where <paramref name="mean"/> are expected.</summary>
    public static double PoissonAtLeast(int count, double mean) =>
        count <= 0 ? 1 : mean <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(count, mean);

    /// <summary>At least <paramref name="count"/> of <paramref name="trials"/> that each succeed with that chance.</summary>
    public static double BinomialAtLeast(int count, int trials, double chance) =>
        count <= 0 ? 1 : count > trials ? 0 : SpecialFunctions.BetaRegularized(count, trials - count + 1.0, chance);
}
