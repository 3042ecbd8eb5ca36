using Monitoring.Grains.Rules.Statistics;

namespace Monitoring.Grains.Tests.Statistics;

public class TailsTests
{
    /// <summary>Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.1 (1 less its P).</summary>
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.158655253931457)]
    [InlineData(1.96, 0.024997895148220)]
    [InlineData(3, 0.001349898031630)]
    [InlineData(5, 2.866515719e-7)]
    [InlineData(-1, 0.841344746068543)]
    public void The_normal_tail_is_that_of_the_table(double z, double above) => Near(above, Tails.NormalAbove(z), 1e-9);

    /// <summary>NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, critical values of the chi-square distribution.</summary>
    [Theory]
    [InlineData(1, 0.05, 3.841)]
    [InlineData(1, 0.001, 10.828)]
    [InlineData(2, 0.05, 5.991)]
    [InlineData(4, 0.05, 9.488)]
    [InlineData(4, 0.001, 18.467)]
    [InlineData(10, 0.01, 23.209)]
    [InlineData(100, 0.05, 124.342)]
    public void The_chi_square_tail_is_that_of_the_table(int degrees, double above, double value) =>
        Near(above, Tails.ChiSquareAbove(value, degrees), 1e-3);

    [Fact]
    public void The_chi_square_of_one_degree_is_found_back_from_its_probability() =>
        Assert.Equal(3.841458820694124, Tails.ChiSquareOfOne(0.05), 9);

    /// <summary>Cumulative Poisson tables, four decimals as in every textbook (1 less P(X &lt; count)).</summary>
    [Theory]
    [InlineData(3, 1, 0.0803)]
    [InlineData(3, 2, 0.3233)]
    [InlineData(5, 2, 0.0527)]
    [InlineData(15, 10, 0.0835)]
    [InlineData(1, 0.5, 0.3935)]
    [InlineData(0, 2, 1)]
    public void The_poisson_tail_is_that_of_the_table(int count, double mean, double atLeast) =>
        Assert.Equal(atLeast, Tails.PoissonAtLeast(count, mean), 4);

    /// <summary>Cumulative binomial tables.</summary>
    [Theory]
    [InlineData(3, 10, 0.1, 0.0702)]
    [InlineData(5, 20, 0.1, 0.0432)]
    [InlineData(15, 20, 0.5, 0.0207)]
    [InlineData(10, 10, 0.5, 0.0010)]
    [InlineData(0, 5, 0.2, 1)]
    [InlineData(6, 5, 0.2, 0)]
    public void The_binomial_tail_is_that_of_the_table(int count, int trials, double chance, double atLeast) =>
        Assert.Equal(atLeast, Tails.BinomialAtLeast(count, trials, chance), 4);

    [Fact]
    public void Far_tails_keep_their_digits()
    {
        // e^-mean mean^k / k! and the first terms after it, by hand: mean 1, k = 20
        var term = Math.Exp(-1);
        for (var i = 1; i <= 20; i++)
        {
            term /= i;
        }

        Near(term * (1 + (1.0 / 21) + (1.0 / 21 / 22) + (1.0 / 21 / 22 / 23)), Tails.PoissonAtLeast(20, 1), 1e-5);
        // twice the normal tail beyond 10, Abramowitz and Stegun table 26.2: -log Q(10) = 23.11805
        Near(2 * Math.Pow(10, -23.11805), Tails.ChiSquareAbove(100, 1), 1e-4);
    }

    private static void Near(double expected, double actual, double relative) =>
        Assert.InRange(actual, expected * (1 - relative), expected * (1 + relative));
}
