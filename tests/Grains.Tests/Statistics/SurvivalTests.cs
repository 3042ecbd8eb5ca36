using Monitoring.Grains.Rules.Statistics.Survival;

namespace Monitoring.Grains.Tests.Statistics;

public class SurvivalTests
{
    private static readonly RiskTable Trial = RiskTable.Of(2, [LeukaemiaTrial.Patients]);

    /// <summary>Kleinbaum and Klein, Survival Analysis, chapter 2: medians 23 and 8 weeks.</summary>
    [Fact]
    public void The_medians_of_the_leukaemia_trial_are_23_and_8_weeks()
    {
        Assert.Equal(23, KaplanMeier.MedianHours(LeukaemiaTrial.Patients.Where(w => w.Group == LeukaemiaTrial.Treated)));
        Assert.Equal(8, KaplanMeier.MedianHours(LeukaemiaTrial.Patients.Where(w => w.Group == LeukaemiaTrial.Placebo)));
    }

    [Fact]
    public void There_is_no_median_while_more_than_half_still_wait() =>
        Assert.Null(KaplanMeier.MedianHours([new Wait(0, 1, true), new Wait(0, 2, false), new Wait(0, 3, false)]));

    [Fact]
    public void A_median_reached_exactly_is_reached() =>
        Assert.Equal(3, KaplanMeier.MedianHours(Enumerable.Range(1, 6).Select(hours => new Wait(0, hours, true))));

    /// <summary>Kleinbaum and Klein, chapter 2: log-rank 16.79; 9 and 21 relapses, 19.25 and 10.75 expected.</summary>
    [Fact]
    public void The_log_rank_statistic_of_the_leukaemia_trial_is_16_79()
    {
        var test = LogRank.Test(Trial);

        Assert.Equal(16.79, test.ChiSquare, 2);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal([9.0, 21.0], test.Observed.AsEnumerable());
        Assert.Equal(19.25, test.Expected[0], 2);
        Assert.Equal(10.75, test.Expected[1], 2);
        Assert.InRange(test.Probability, 4.1e-5, 4.2e-5);
    }

    /// <summary>
    /// Of the 21 pairs 18 preferred 6-MP and 3 placebo (Freireich et al. 1963). With each pair a stratum the log-rank test is
    /// the sign test, (18 - 3)² / 21, and the ratio of the conditional likelihood is 18 : 3.
    /// </summary>
    [Fact]
    public void Stratified_by_pair_the_trial_is_decided_by_18_pairs_against_3()
    {
        var table = RiskTable.Of(2, LeukaemiaTrial.Pairs);

        Assert.Equal(225.0 / 21, LogRank.Test(table).ChiSquare, 9);
        Assert.Equal(6, RatioOfResponse.Estimate(table)!.Ratio, 6);
    }

    /// <summary>
    /// Cox's model of the same data, ties after Efron: coefficient 1.572, standard error 0.412 (R, survival, coxph on
    /// MASS::gehan). The interval from the likelihood is not symmetric, but near 1.572 ± 1.96 x 0.412.
    /// </summary>
    [Fact]
    public void The_hazard_ratio_of_the_leukaemia_trial_is_4_82()
    {
        var ratio = RatioOfResponse.Estimate(Trial)!;

        Assert.Equal(1.572, Math.Log(ratio.Ratio), 3);
        Assert.InRange(Math.Log(ratio.Lower), 1.572 - (1.96 * 0.412) - 0.05, 1.572 - (1.96 * 0.412) + 0.05);
        Assert.InRange(Math.Log(ratio.Upper), 1.572 + (1.96 * 0.412) - 0.08, 1.572 + (1.96 * 0.412) + 0.08);
    }

    [Fact]
    public void Seen_from_the_other_side_the_ratio_is_upside_down()
    {
        var (ratio, other) = (RatioOfResponse.Estimate(Trial)!, RatioOfResponse.Estimate(Trial.OneAgainstTheRest(0))!);

        Assert.Equal(1 / ratio.Ratio, other.Ratio, 6);
        Assert.Equal(ratio.Lower, other.Inverse().Lower, 6);
        Assert.Equal(ratio.Upper, other.Inverse().Upper, 6);
    }

    [Fact]
    public void A_group_without_any_answer_still_has_a_bound()
    {
        var never = Enumerable.Range(0, 20).Select(_ => new Wait(1, 500, false));
        var soon = Enumerable.Range(1, 20).Select(hours => new Wait(0, hours, true));

        var ratio = RatioOfResponse.Estimate(RiskTable.Of(2, [never.Concat(soon)]))!.Inverse();

        Assert.Equal(double.PositiveInfinity, ratio.Ratio);
        Assert.Equal(double.PositiveInfinity, ratio.Upper);
        Assert.InRange(ratio.Lower, 3, 50);
    }

    [Fact]
    public void Groups_that_never_wait_side_by_side_have_no_ratio() => Assert.Null(RatioOfResponse.Estimate(
        RiskTable.Of(2, [[new Wait(0, 1, true), new Wait(0, 2, true)], [new Wait(1, 1, true), new Wait(1, 3, true)]])));

    /// <summary>The test takes its degrees of freedom from what could be compared, not from how many names there are.</summary>
    [Fact]
    public void A_group_that_nobody_is_in_changes_nothing()
    {
        var test = LogRank.Test(RiskTable.Of(4, [LeukaemiaTrial.Patients.Select(w => w with { Group = w.Group * 2 })]));

        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(16.79, test.ChiSquare, 2);
    }

    [Fact]
    public void Three_groups_are_told_apart_whatever_their_order()
    {
        var random = new Random(7);
        var waits = Enumerable.Range(0, 90)
            .Select(i => new Wait(i % 3, Math.Round(-Math.Log(1 - random.NextDouble()) * (20 + (10 * (i % 3))), 1), i % 7 != 0))
            .ToArray();

        var test = LogRank.Test(RiskTable.Of(3, [waits]));
        var turned = LogRank.Test(RiskTable.Of(3, [waits.Select(w => w with { Group = (w.Group + 1) % 3 })]));

        Assert.Equal(2, test.DegreesOfFreedom);
        Assert.Equal(test.ChiSquare, turned.ChiSquare, 9);
        Assert.Equal(test.Observed.Sum(), test.Expected.Sum(), 9);
    }

    /// <summary>Shuffling who belongs to which group shows what chance does; the chi-square tail must say the same.</summary>
    [Fact]
    public void Under_equal_treatment_one_test_in_twenty_is_below_five_percent()
    {
        var random = new Random(20251123);
        var patients = LeukaemiaTrial.Patients.ToArray();
        var groups = patients.Select((_, i) => i % 3).ToArray();
        const int Shuffles = 4_000;
        var below = 0;
        for (var shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            random.Shuffle(groups);
            below += LogRank.Test(RiskTable.Of(3, [patients.Select((w, i) => w with { Group = groups[i] })])).Probability < 0.05 ? 1 : 0;
        }

        Assert.InRange((double)below / Shuffles, 0.035, 0.065);
    }
}
