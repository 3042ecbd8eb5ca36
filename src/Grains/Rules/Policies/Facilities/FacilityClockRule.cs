using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Policies.Facilities;

/// <summary>One promise of a facility itself.</summary>
/// <param name="Id">Short stable id, as in <c>monitoring_visit</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Start">The milestone of which each begins one more running.</param>
/// <param name="Restart">Milestones that end what runs and begin the next running; where none runs they do nothing.</param>
/// <param name="Stop">Milestones that stop what runs.</param>
/// <param name="Limit">How long it may take.</param>
/// <param name="AppliesTo">Which facilities owe it.</param>
/// <param name="Ladder">The ladder of which the row <c>any</c> tells people, if there is one.</param>
/// <param name="Basis">The legal source, or where the number was read.</param>
/// <param name="Verified">How far that source was verified.</param>
/// <param name="Active">False: carried with its source, not run.</param>
public sealed record FacilityClockRule(
    string Id,
    LocalText Label,
    FacilityMilestone Start,
    ImmutableArray<FacilityMilestone> Restart,
    ImmutableArray<FacilityMilestone> Stop,
    Limit Limit,
    AppliesToFacility AppliesTo,
    string? Ladder,
    string Basis,
    Verification Verified,
    bool Active);

/// <summary>Which facilities a rule is for. Each list that is not empty must match.</summary>
public sealed record AppliesToFacility(
    ImmutableArray<string> Kinds,
    ImmutableArray<string> ExceptKinds,
    ImmutableArray<string> Owners,
    ImmutableArray<string> ExceptOwners)
{
    public bool Matches(string kind, string owner) =>
        (Kinds.IsEmpty || Kinds.Contains(kind)) && !ExceptKinds.Contains(kind)
        && (Owners.IsEmpty || Owners.Contains(owner)) && !ExceptOwners.Contains(owner);
}

/// <summary>A finding about a facility that is told.</summary>
/// <param name="Id">Which finding.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Rungs">Who hears of it, lowest first.</param>
/// <param name="AppliesTo">Of which facilities it is asked.</param>
/// <param name="Basis">Where it comes from.</param>
/// <param name="Verified">How far that was verified.</param>
public sealed record AlarmRule(
    string Id,
    LocalText Label,
    ImmutableArray<string> Rungs,
    AppliesToFacility AppliesTo,
    string Basis,
    Verification Verified);

/// <summary>The findings that the rules can make.</summary>
public static class AlarmIds
{
    public const string Cluster = "cluster";
    public const string ReopenRate = "reopen_rate";
    public const string IndicatorBelow = "indicator_below";
    public const string IndicatorGap = "indicator_gap";
    public const string Gaming = "gaming";
    public const string Silence = "silence";
    public const string UnequalTreatment = "unequal_treatment";

    public static ImmutableArray<string> All { get; } =
        [Cluster, ReopenRate, IndicatorBelow, IndicatorGap, Gaming, Silence, UnequalTreatment];

    /// <summary>Those that no facility finds by itself: they compare it with all others.</summary>
    public static ImmutableArray<string> OfTheProvince { get; } = [Silence, UnequalTreatment];
}
