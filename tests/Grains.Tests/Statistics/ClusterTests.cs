using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using static Monitoring.Grains.Tests.Statistics.CaseStory;

namespace Monitoring.Grains.Tests.Statistics;

public class ClusterTests
{
    private static readonly DateTimeOffset Now = At("08-01 12:00");
    private static readonly DateTimeOffset KnownSince = At("01-01 00:00");

    [Fact]
    public void Three_in_a_week_in_a_unit_that_had_none_is_a_cluster_and_names_them()
    {
        var cluster = Find(Same("icu", "obat", 1, 3, 5)).Single();

        Assert.Equal(("icu", "obat", 0), (cluster.Unit, cluster.Category, cluster.Before));
        Assert.Equal(["icu-5", "icu-3", "icu-1"], cluster.Cases.AsEnumerable());
        Assert.Equal(Math.Pow(7 / 187.0, 3), cluster.Probability, 9);
    }

    [Fact]
    public void Two_are_none() => Assert.Empty(Find(Same("icu", "obat", 1, 3)));

    [Fact]
    public void Three_in_a_week_are_none_where_two_a_week_are_usual() =>
        Assert.Empty(Find(Same("igd", "waktu_tunggu", [.. Enumerable.Range(0, 50).Select(i => 1 + (i * 3))])));

    [Fact]
    public void Ten_in_a_week_are_one_where_two_a_week_are_usual() => Assert.Single(Find(
        Same("igd", "waktu_tunggu", [1, 2, 3, 4, 5, 6, 6, 6, 6, 6, .. Enumerable.Range(3, 50).Select(i => i * 3)])));

    [Fact]
    public void Another_unit_or_another_matter_does_not_add_up() =>
        Assert.Empty(Find(Same("icu", "obat", 1, 2).Concat(Same("igd", "obat", 1, 2)).Concat(Same("icu", "pungli", 3))));

    [Fact]
    public void Duplicates_of_one_complaint_are_one_complaint()
    {
        var twice = Same("icu", "obat", 1, 2, 3).Select((facts, i) =>
            i == 0 ? facts : facts with { Moments = [new CaseMoment(MomentKind.Merged, facts.ConveyedAt.AddHours(1))] });

        Assert.Empty(Find(twice));
    }

    [Fact]
    public void What_comes_later_is_not_known_yet() => Assert.Empty(Find(Same("icu", "obat", -1, -2, -3)));

    [Fact]
    public void A_unit_known_for_a_week_has_nothing_to_be_compared_with() =>
        Assert.Empty(Cluster.Find(Same("icu", "obat", 1, 2, 3), Now.AddDays(-7), Now, new ClusterThresholds()));

    /// <summary>
    /// Two counts of 7 and of 180 days: with all seventeen in one pot each falls into the week with chance 7/187.
    /// </summary>
    [Fact]
    public void Both_counts_are_taken_for_counts()
    {
        Assert.Equal(Tails.BinomialAtLeast(5, 17, 7 / 187.0), Cluster.Chance(5, 7, 12, 180), 12);
        Assert.True(Cluster.Chance(5, 7, 12, 180) > Tails.PoissonAtLeast(5, 12 * 7 / 180.0));
    }

    private static ImmutableArray<Cluster> Find(IEnumerable<CaseFacts> cases) =>
        Cluster.Find(cases, KnownSince, Now, new ClusterThresholds());

    private static IEnumerable<CaseFacts> Same(string unit, string category, params int[] daysAgo) => daysAgo.Select(days => new CaseFacts
    {
        Id = $"{unit}-{days}",
        Facility = "rsud",
        Region = "3673",
        Unit = unit,
        Category = category,
        ConveyedAt = Now.AddDays(-days),
    });
}
