using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// Moves of a facility that make its figures look better than what it did. Each is a question to be asked, not a verdict:
/// every one of them has an innocent explanation once, and none when it happens again and again.
/// </summary>
public static class GamingFindings
{
    /// <summary>Everything that strikes in one case, in the order in which it happened.</summary>
    public static ImmutableArray<GamingFinding> Of(CaseFacts facts, GamingThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(thresholds);
        return [.. ClosedWithoutAnswer(facts)
            .Concat(ClosedAtOnce(facts, thresholds))
            .Concat(HeldJustBeforeDeadline(facts, thresholds))
            .Concat(DowngradedJustBeforeDeadline(facts, thresholds))
            .Concat(ClosedAgainAndAgain(facts, thresholds))
            .Concat(ContactBackDated(facts, thresholds))
            .OrderBy(finding => finding.At)];
    }

    /// <summary>Somebody at a desk closed it, and since it was last opened nobody had answered.</summary>
    public static IEnumerable<GamingFinding> ClosedWithoutAnswer(CaseFacts facts) => Closings(facts)
        .Where(closing => !SinceOpened(facts, closing.Index).Any(moment => moment.Kind == MomentKind.Answered))
        .Select(closing => Found(facts, GamingKind.ClosedWithoutAnswer, closing.Moment));

    /// <summary>Somebody at a desk closed it minutes after it was assigned: nobody can have looked into it.</summary>
    public static IEnumerable<GamingFinding> ClosedAtOnce(CaseFacts facts, GamingThresholds thresholds) => Closings(facts)
        .Where(closing => SinceOpened(facts, closing.Index).LastOrDefault(moment => moment.Kind == MomentKind.Assigned)
            is { } assigned && closing.Moment.At - assigned.At < thresholds.ClosedWithin.Value)
        .Select(closing => Found(facts, GamingKind.ClosedAtOnce, closing.Moment));

    /// <summary>The facility put it on hold when a deadline was near.</summary>
    public static IEnumerable<GamingFinding> HeldJustBeforeDeadline(CaseFacts facts, GamingThresholds thresholds) => facts.Moments
        .Where(moment => moment is { Kind: MomentKind.Held, By: Side.Facility } && thresholds.IsJustBefore(moment))
        .Select(moment => Found(facts, GamingKind.HeldJustBeforeDeadline, moment));

    /// <summary>The facility gave it a milder grade when a deadline was near.</summary>
    public static IEnumerable<GamingFinding> DowngradedJustBeforeDeadline(CaseFacts facts, GamingThresholds thresholds)
    {
        string? before = null;
        foreach (var moment in facts.Moments.Where(moment => moment.Grade is not null))
        {
            if (moment.By == Side.Facility && before is not null
                && thresholds.Severity(moment.Grade!) < thresholds.Severity(before) && thresholds.IsJustBefore(moment))
            {
                yield return Found(facts, GamingKind.DowngradedJustBeforeDeadline, moment);
            }

            before = moment.Grade;
        }
    }

    /// <summary>Closed by a desk and opened again, and again, within a season.</summary>
    public static IEnumerable<GamingFinding> ClosedAgainAndAgain(CaseFacts facts, GamingThresholds thresholds)
    {
        var openings = new List<DateTimeOffset>();
        for (var i = 0; i < facts.Moments.Length; i++)
        {
            var moment = facts.Moments[i];
            if (moment.Kind != MomentKind.Reopened || !SinceOpened(facts, i).Any(IsClosing))
            {
                continue;
            }

            openings.Add(moment.At);
            openings.RemoveAll(at => moment.At - at > thresholds.LoopWithin.Value);
            if (openings.Count == thresholds.LoopAfter.Value)
            {
                yield return Found(facts, GamingKind.ClosedAgainAndAgain, moment);
            }
        }
    }

    /// <summary>A contact said to have happened long before it was written down, or on the other side of a deadline.</summary>
    public static IEnumerable<GamingFinding> ContactBackDated(CaseFacts facts, GamingThresholds thresholds) => facts.Moments
        .Where(moment => moment is { Kind: MomentKind.Contacted, By: Side.Facility } && (
            moment.RecordedAt - moment.At > thresholds.WrittenDownWithin.Value
            || facts.Promises.Any(promise => moment.At <= promise.DueAt && promise.DueAt < moment.RecordedAt)))
        .Select(moment => Found(facts, GamingKind.ContactBackDated, moment));

    private static IEnumerable<(CaseMoment Moment, int Index)> Closings(CaseFacts facts) =>
        facts.Moments.Select((moment, index) => (moment, index)).Where(closing => IsClosing(closing.moment));

    /// <summary>
    /// By whichever desk: a manager asks for a closing and somebody else does it. Not by the complainant, nor by the rule when
    /// nobody says anything any more.
    /// </summary>
    private static bool IsClosing(CaseMoment moment) => moment is { Kind: MomentKind.Closed, By: Side.Facility or Side.Above };

    /// <summary>What happened between the last opening before a moment and the moment.</summary>
    private static IEnumerable<CaseMoment> SinceOpened(CaseFacts facts, int index) =>
        facts.Moments.Take(index).Reverse().TakeWhile(moment => moment.Kind != MomentKind.Reopened);

    private static GamingFinding Found(CaseFacts facts, GamingKind kind, CaseMoment moment) =>
        new(kind, facts.Facility, facts.Id, moment.At);
}

/// <summary>A move that strikes.</summary>
public sealed record GamingFinding(GamingKind Kind, string Facility, string Case, DateTimeOffset At);

/// <summary>What strikes.</summary>
public enum GamingKind
{
    ClosedWithoutAnswer,
    ClosedAtOnce,
    HeldJustBeforeDeadline,
    DowngradedJustBeforeDeadline,
    ClosedAgainAndAgain,
    ContactBackDated,
}
