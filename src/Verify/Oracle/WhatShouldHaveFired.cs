using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>
/// A second reading of calendars, clocks and ladders, from the documents alone: it shares no code with the rules it judges.
/// </summary>
public static class WhatShouldHaveFired
{
    /// <summary>Later than this after its instant, a firing is late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(10);

    /// <summary>What the documents say of a history.</summary>
    /// <param name="history">The committed events of one complaint.</param>
    /// <param name="policy">The policy it was opened under.</param>
    /// <param name="asOf">An instant by which everything due must have fired; null: only what precedes a later event must.</param>
    /// <param name="lateAfter">Later than this after its instant, a firing is late; <see cref="LateAfter"/> if not given.</param>
    /// <param name="versions">The policies of other names and versions, for a complaint that came to follow one.</param>
    /// <param name="duties">The duty rosters that its events may name.</param>
    /// <param name="aheadUntil">How far to look ahead of the last event; null: not at all.</param>
    public static Verdict Judge(
        CaseHistory history, OraclePolicy policy, DateTimeOffset? asOf = null, TimeSpan? lateAfter = null,
        Func<PolicyNames, OraclePolicy?>? versions = null, Func<DutyName, DutyText?>? duties = null, DateTimeOffset? aheadUntil = null) =>
        new Walk(policy, lateAfter ?? LateAfter, versions, duties).Over(history, asOf, aheadUntil);

    /// <summary>Where a history and the documents disagree; empty if nowhere.</summary>
    public static ImmutableArray<Difference> Compare(
        CaseHistory history, OraclePolicy policy, DateTimeOffset? asOf = null, TimeSpan? lateAfter = null,
        Func<PolicyNames, OraclePolicy?>? versions = null) =>
        Judge(history, policy, asOf, lateAfter, versions).Differences;
}
