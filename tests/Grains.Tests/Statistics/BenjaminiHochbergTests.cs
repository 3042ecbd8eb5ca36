using Monitoring.Grains.Rules.Statistics;

namespace Monitoring.Grains.Tests.Statistics;

public class BenjaminiHochbergTests
{
    /// <summary>
    /// Benjamini and Hochberg, Controlling the false discovery rate, J. R. Statist. Soc. B 57 (1995), section 4: fifteen
    /// hypotheses about two treatments of heart attacks. Four are rejected; Bonferroni's rule rejects three.
    /// </summary>
    private static readonly double[] Published =
        [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];

    [Fact]
    public void Four_of_the_fifteen_published_hypotheses_are_rejected()
    {
        var shares = BenjaminiHochberg.Adjust(Published);

        Assert.Equal(4, shares.Count(share => share <= 0.05));
        Assert.Equal(3, Published.Count(p => p <= 0.05 / 15));
        Assert.Equal(0.0095 * 15 / 4, shares[3], 12);
        Assert.Equal(0.0201 * 15 / 5, shares[4], 12);
    }

    [Fact]
    public void The_order_in_which_they_are_given_does_not_matter()
    {
        var backwards = BenjaminiHochberg.Adjust([.. Published.Reverse()]);

        Assert.Equal(BenjaminiHochberg.Adjust(Published).Reverse(), backwards);
    }

    [Fact]
    public void A_worse_value_is_rejected_with_a_better_one_behind_it()
    {
        // 0.04 alone fails 1/2 of 5 %, but with 0.045 both stand below 5 %
        Assert.All(BenjaminiHochberg.Adjust([0.04, 0.045]), share => Assert.True(share <= 0.05));
    }

    [Fact]
    public void Nothing_tested_is_nothing_rejected() => Assert.Empty(BenjaminiHochberg.Adjust([]));
}
