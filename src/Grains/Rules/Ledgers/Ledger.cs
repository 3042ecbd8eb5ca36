using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Ledgers;

/// <summary>How a deadline comes about, line by line. What is counted sums to the limit where the deadline is.</summary>
/// <param name="Unit"><c>elapsed, workingHours</c> (milliseconds), <c>calendarDays, workingDays</c> (days), <c>external, fixed</c> or <c>unknown</c>.</param>
/// <param name="Limit">The whole limit, in the unit; null where there is none.</param>
/// <param name="Counted">What the lines count together, in the unit.</param>
/// <param name="Lines">In order of time; the start first, the result last.</param>
[GenerateSerializer]
[Immutable]
public sealed record Ledger(string Unit, long? Limit, long Counted, ImmutableArray<LedgerLine> Lines);

/// <summary>One line of a ledger.</summary>
/// <param name="Kind">
/// <c>start, counted, dayOff, holiday, pause, grade, extended, rederived, fixed, deadline, met, breached</c> or <c>paused</c>.
/// </param>
/// <param name="FromAt">When it begins (UTC).</param>
/// <param name="ToAt">When it ends (UTC), if it is a stretch.</param>
/// <param name="Counted">How much of the limit it uses up, in the ledger's unit.</param>
/// <param name="TextId">What it says, in Indonesian.</param>
/// <param name="TextEn">What it says, in English.</param>
/// <param name="Source">The decree or the basis it rests on.</param>
[GenerateSerializer]
[Immutable]
public sealed record LedgerLine(
    string Kind, DateTimeOffset FromAt, DateTimeOffset? ToAt, long Counted, string TextId, string TextEn, string? Source);
