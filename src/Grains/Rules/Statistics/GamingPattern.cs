using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// A facility whose holds or milder grades gather just before deadlines. Whoever holds a case for its own reasons does so at
/// any time of the promise, and one time in ten in its last tenth; how many more there are is a binomial question.
/// </summary>
/// <param name="Kind">Which move.</param>
/// <param name="Near">How many were made just before a deadline.</param>
/// <param name="All">Of how many that had a deadline ahead.</param>
/// <param name="Probability">How likely that is for moves made at any time.</param>
/// <param name="IsAlarm">Not by chance.</param>
/// <param name="Cases">The cases of <paramref name="Near"/>.</param>
public sealed record GamingPattern(
    GamingKind Kind, int Near, int All, double Probability, bool IsAlarm, ImmutableArray<string> Cases)
{
    /// <summary>Holds of one facility.</summary>
    public static GamingPattern Holds(IEnumerable<CaseFacts> cases, GamingThresholds thresholds) => Of(
        GamingKind.HeldJustBeforeDeadline,
        cases.SelectMany(facts => facts.Moments
            .Where(moment => moment is { Kind: MomentKind.Held, By: Side.Facility })
            .Select(moment => (facts.Id, moment))),
        thresholds);

    /// <summary>Milder grades given by one facility.</summary>
    public static GamingPattern Downgrades(IEnumerable<CaseFacts> cases, GamingThresholds thresholds) => Of(
        GamingKind.DowngradedJustBeforeDeadline,
        cases.SelectMany(facts => facts.Moments.Where(moment => moment.Grade is not null)
            .Zip(facts.Moments.Where(moment => moment.Grade is not null).Skip(1))
            .Where(pair => pair.Second.By == Side.Facility
                && thresholds.Severity(pair.Second.Grade!) < thresholds.Severity(pair.First.Grade!))
            .Select(pair => (facts.Id, pair.Second))),
        thresholds);

    private static GamingPattern Of(
        GamingKind kind, IEnumerable<(string Case, CaseMoment Moment)> moves, GamingThresholds thresholds)
    {
        var ahead = moves.Where(move => move.Moment.Ahead is { } promise && move.Moment.At <= promise.DueAt).ToArray();
        var near = ahead.Where(move => thresholds.IsJustBefore(move.Moment)).Select(move => move.Case).ToImmutableArray();
        var probability = Tails.BinomialAtLeast(near.Length, ahead.Length, thresholds.LastPart.Value);
        return new GamingPattern(
            kind, near.Length, ahead.Length, probability, probability < thresholds.PatternByChance.Value, near);
    }
}
