using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>Several complaints about the same thing in the same unit within days.</summary>
/// <param name="Unit">Where.</param>
/// <param name="Category">About what.</param>
/// <param name="Cases">Which, earliest first.</param>
/// <param name="Before">How many the same unit had about it in the half year before.</param>
/// <param name="Probability">How likely chance alone would bring so many together, at the pace of that half year.</param>
public sealed record Cluster(string Unit, string Category, ImmutableArray<string> Cases, int Before, double Probability)
{
    /// <summary>The clusters of one facility at an instant, least likely first.</summary>
    /// <param name="cases">The facility's cases; duplicates merged into others are one complaint, not several.</param>
    /// <param name="knownSince">Since when its cases are counted.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="thresholds">The numbers.</param>
    public static ImmutableArray<Cluster> Find(
        IEnumerable<CaseFacts> cases, DateTimeOffset knownSince, DateTimeOffset asOf, ClusterThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var now = Period.Before(asOf, thresholds.Within.Value);
        var before = Period.Before(now.FromAt, thresholds.ComparedWith.Value);
        before = before with { FromAt = before.FromAt < knownSince ? knownSince : before.FromAt };
        return [.. cases.Where(facts => facts is { Unit: not null, Category: not null }
                && before.FromAt <= facts.ConveyedAt && facts.ConveyedAt <= asOf
                && facts.AsOf(asOf).Ending?.Kind != MomentKind.Merged)
            .GroupBy(facts => (Unit: facts.Unit!, Category: facts.Category!))
            .Select(same => Of(same.Key.Unit, same.Key.Category, [.. same.OrderBy(facts => facts.ConveyedAt)], now, before))
            .Where(cluster => cluster.Cases.Length >= thresholds.CasesAtLeast.Value
                && cluster.Probability < thresholds.ByChance.Value)
            .OrderBy(cluster => cluster.Probability)
            .ThenBy(cluster => cluster.Unit, StringComparer.Ordinal)
            .ThenBy(cluster => cluster.Category, StringComparer.Ordinal)];
    }

    /// <summary>
    /// How likely one of two Poisson counts of equal pace is at least so large, given both (Przyborowski and Wilenski 1940).
    /// The half year is a count too and may be low by chance: taking it for the true pace would make three complaints in a
    /// unit that had none look impossible.
    /// </summary>
    public static double Chance(int now, double nowDays, int before, double beforeDays) =>
        Tails.BinomialAtLeast(now, now + before, nowDays / (nowDays + beforeDays));

    private static Cluster Of(string unit, string category, CaseFacts[] same, Period now, Period before)
    {
        var recent = same.Where(facts => facts.ConveyedAt >= now.FromAt).Select(facts => facts.Id).ToImmutableArray();
        var earlier = same.Length - recent.Length;
        // a unit known for no longer than the window itself has nothing to be compared with
        var probability = before.Days <= 0 ? 1 : Chance(recent.Length, now.Days, earlier, before.Days);
        return new Cluster(unit, category, recent, earlier, probability);
    }
}

/// <summary>The numbers of <see cref="Cluster"/>.</summary>
public sealed record ClusterThresholds
{
    public Threshold<int> CasesAtLeast { get; init; } =
        Threshold.Ours(3, "Two are a coincidence that happens every week somewhere.");

    public Threshold<double> ByChance { get; init; } =
        Threshold.Ours(0.001, "Three in seven days alone happens in 32 % of weeks to a unit that receives two a week.");

    public Threshold<TimeSpan> Within { get; init; } = Threshold.Ours(TimeSpan.FromDays(7), "A week.");

    public Threshold<TimeSpan> ComparedWith { get; init; } =
        Threshold.Ours(TimeSpan.FromDays(180), "The unit's own half year before that week.");
}
