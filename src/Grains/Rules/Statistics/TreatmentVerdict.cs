using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Survival;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>How equally a facility treated those who complained.</summary>
/// <param name="Facility">Which.</param>
/// <param name="Groups">Every group with what it got, in the order of their names.</param>
/// <param name="EmergenciesApart">Cases left out as emergencies; a group that has many of them deserves a look by itself.</param>
/// <param name="WithoutGroup">Cases left out because nobody wrote down their group.</param>
/// <param name="Test">The stratified log-rank test; null when fewer than two groups have enough cases.</param>
/// <param name="FalseShare">The share of false reports at which this facility would still be reported.</param>
/// <param name="Widest">The group that differs most from the others, if the ratio can be told at all.</param>
/// <param name="IsAlarm">More than chance, and more than is tolerated.</param>
/// <param name="Worst">The cases behind the alarm, longest wait against their like first; empty without one.</param>
public sealed record TreatmentVerdict(
    string Facility,
    ImmutableArray<GroupTreatment> Groups,
    int EmergenciesApart,
    int WithoutGroup,
    LogRank? Test,
    double? FalseShare,
    GroupRatio? Widest,
    bool IsAlarm,
    ImmutableArray<WaitingCase> Worst);

/// <summary>What one group got.</summary>
/// <param name="Group">Its code.</param>
/// <param name="Cases">How many, the open ones included.</param>
/// <param name="Waiting">How many have had no answer.</param>
/// <param name="MedianHours">Kaplan-Meier median over all grades and categories; null while more than half still wait.</param>
/// <param name="IsJudged">False: too few to judge.</param>
public sealed record GroupTreatment(string Group, int Cases, int Waiting, double? MedianHours, bool IsJudged);

/// <summary>One group against all the others.</summary>
/// <param name="Group">Its code.</param>
/// <param name="WaitsLonger">True: it waits longer than the others. False: the others wait longer than it.</param>
/// <param name="Waiting">How many times as long the disadvantaged wait, at least 1, with its interval.</param>
public sealed record GroupRatio(string Group, bool WaitsLonger, RatioOfResponse Waiting);

/// <summary>A case behind an alarm.</summary>
/// <param name="Case">Its id.</param>
/// <param name="Group">Its group.</param>
/// <param name="Hours">How long it waited, or has waited.</param>
/// <param name="Answered">Whether it got an answer in the end.</param>
/// <param name="Excess">
/// Answers it would have got by then at the pace of the better treated with the same grade and category, less those it got.
/// </param>
public sealed record WaitingCase(string Case, string Group, double Hours, bool Answered, double Excess);
