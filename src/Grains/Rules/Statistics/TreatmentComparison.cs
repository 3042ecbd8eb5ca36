using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;
using Monitoring.Grains.Rules.Statistics.Survival;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>One facility's cases, sorted into groups and strata.</summary>
internal sealed class TreatmentComparison
{
    private readonly string _facility;
    private readonly ImmutableArray<GroupTreatment> _groups;
    private readonly ImmutableArray<string> _judged;
    private readonly (int Emergencies, int WithoutGroup) _apart;
    private readonly ILookup<(string Grade, string? Category), Member> _strata;
    private readonly RiskTable _table;
    private readonly LogRank? _test;

    private TreatmentComparison(
        string facility,
        ImmutableArray<Member> members,
        (int Emergencies, int WithoutGroup) apart,
        EqualTreatmentThresholds thresholds)
    {
        var casesAtLeast = thresholds.CasesAtLeast.Value;
        _facility = facility;
        _apart = apart;
        _groups = [.. members.GroupBy(member => member.Group, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new GroupTreatment(
                group.Key,
                group.Count(),
                group.Count(member => !member.Wait.Answered),
                KaplanMeier.MedianHours(group.Select(member => member.Wait)),
                group.Count() >= casesAtLeast))];
        _judged = [.. _groups.Where(group => group.IsJudged).Select(group => group.Group)];
        _strata = members.Where(member => _judged.Contains(member.Group))
            .Select(member => member with { Wait = member.Wait with { Group = _judged.IndexOf(member.Group) } })
            .ToLookup(member => (Grade: member.Facts.FirstGrade ?? thresholds.Ungraded, member.Facts.Category));
        _table = RiskTable.Of(_judged.Length, _strata.Select(stratum => stratum.Select(member => member.Wait)));
        _test = _judged.Length < 2 ? null : LogRank.Test(_table);
    }

    public double? Probability => _test?.Probability;

    public static TreatmentComparison Of(
        string facility,
        IEnumerable<CaseFacts> cases,
        Func<CaseFacts, string?> groupOf,
        DateTimeOffset asOf,
        EqualTreatmentThresholds thresholds)
    {
        var known = cases.Select(facts => facts.AsOf(asOf)).ToArray();
        var ordinary = known.Where(facts => !EqualTreatment.IsEmergency(facts)).ToArray();
        ImmutableArray<Member> members = [.. ordinary
            .Where(facts => groupOf(facts) is not null)
            .Select(facts => new Member(facts, groupOf(facts)!, WaitOf(facts, asOf)))];
        return new TreatmentComparison(
            facility,
            members,
            (known.Length - ordinary.Length, ordinary.Length - members.Length),
            thresholds);
    }

    public TreatmentVerdict Verdict(double? falseShare, EqualTreatmentThresholds thresholds)
    {
        var widest = _test is null ? null : Widest();
        var isAlarm = falseShare <= thresholds.FalseShare.Value && widest?.Waiting.Lower > thresholds.RatioAbove.Value;
        return new TreatmentVerdict(
            _facility,
            _groups,
            _apart.Emergencies,
            _apart.WithoutGroup,
            _test,
            falseShare,
            widest,
            isAlarm,
            isAlarm ? Worst(widest!, thresholds.CasesNamed.Value) : []);
    }

    /// <summary>
    /// The wait for a first answer. A case that its facility closed or archived without one has not been answered and waits
    /// on; one that the complainant or a desk above ended has waited until then.
    /// </summary>
    private static Wait WaitOf(CaseFacts facts, DateTimeOffset asOf)
    {
        var until = facts.AnsweredAt ?? (facts.IsReleased ? facts.Ending!.At : asOf);
        return new Wait(0, Math.Max(0, (until - facts.OwnedAt).TotalHours), facts.AnsweredAt is not null);
    }

    /// <summary>Every group against the rest, slower or faster; the one whose ratio is surest to be large.</summary>
    private GroupRatio? Widest() =>
        _judged.Select((group, index) => (group, ratio: RatioOfResponse.Estimate(_table.OneAgainstTheRest(index))))
            .Where(side => side.ratio is not null)
            .Select(side => side.ratio!.Ratio <= 1
                ? new GroupRatio(side.group, WaitsLonger: true, side.ratio.Inverse())
                : new GroupRatio(side.group, WaitsLonger: false, side.ratio))
            // of two groups either says the same: then the one that waits is named
            .MaxBy(side => (Math.Round(side.Waiting.Lower, 6), side.WaitsLonger));

    /// <summary>
    /// Of the disadvantaged, those whose wait their better treated like would not have had: the cumulative hazard of the
    /// advantaged in the same stratum up to the case's wait (Nelson and Aalen), less the answer it got.
    /// </summary>
    private ImmutableArray<WaitingCase> Worst(GroupRatio widest, int most)
    {
        var group = _judged.IndexOf(widest.Group);
        bool Suffers(Member member) => (member.Wait.Group == group) == widest.WaitsLonger;
        return [.. _strata.SelectMany(stratum =>
            {
                var others = RiskTable.Of(1, [stratum.Where(member => !Suffers(member))
                    .Select(member => member.Wait with { Group = 0 })]);
                return stratum.Where(Suffers).Select(member => new WaitingCase(
                    member.Facts.Id,
                    member.Group,
                    member.Wait.Hours,
                    member.Wait.Answered,
                    AnswersDueBy(member.Wait.Hours, others) - (member.Wait.Answered ? 1 : 0)));
            })
            .OrderByDescending(waiting => waiting.Excess)
            .ThenByDescending(waiting => waiting.Hours)
            .ThenBy(waiting => waiting.Case, StringComparer.Ordinal)
            .Take(most)];
    }

    private static double AnswersDueBy(double hours, RiskTable others) => others.Rows
        .TakeWhile(row => row.Hours <= hours)
        .Sum(row => (double)row.Answered[0] / row.AtRisk[0]);

    private sealed record Member(CaseFacts Facts, string Group, Wait Wait);
}
