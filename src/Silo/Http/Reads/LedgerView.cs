using System.Collections.Immutable;
using Monitoring.Grains.Rules.Ledgers;

namespace Monitoring.Silo.Http.Reads;

/// <summary>How a clock comes to its deadline. What the lines count sums to <see cref="Counted"/>.</summary>
/// <param name="Unit"><c>elapsed, workingHours</c> (milliseconds), <c>calendarDays, workingDays</c> (days), <c>external, fixed</c> or <c>unknown</c>.</param>
/// <param name="Limit">The whole limit, in the unit.</param>
/// <param name="Counted">What is counted so far, in the unit; the limit where the deadline is known.</param>
/// <param name="Lines">In order of time; the result last.</param>
internal sealed record LedgerView(string Unit, long? Limit, long Counted, ImmutableArray<LedgerLineView> Lines)
{
    public static LedgerView Of(Ledger ledger) => new(
        ledger.Unit,
        ledger.Limit,
        ledger.Counted,
        [.. ledger.Lines.Select(l => new LedgerLineView(l.Kind, l.FromAt, l.ToAt, l.Counted, new Words(l.TextId, l.TextEn), l.Source))]);
}

/// <summary>One line of a ledger.</summary>
internal sealed record LedgerLineView(
    string Kind, DateTimeOffset FromAt, DateTimeOffset? ToAt, long Counted, Words Text, string? Source);
