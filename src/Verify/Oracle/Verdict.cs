using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>What the documents say of a history.</summary>
/// <param name="Clocks">Every clock that ran, by the pack's order and epoch.</param>
/// <param name="Expected">Everything that had to fire, in order.</param>
/// <param name="NextAt">The first instant at which anything is still to fire: the due row. Null: nothing ever will.</param>
/// <param name="Unknown">Events of a kind that the oracle does not know.</param>
/// <param name="Differences">Where history and documents disagree.</param>
public sealed record Verdict(
    ImmutableArray<ClockVerdict> Clocks,
    ImmutableArray<ExpectedFiring> Expected,
    DateTimeOffset? NextAt,
    ImmutableArray<CaseEvent> Unknown,
    ImmutableArray<Difference> Differences)
{
    /// <summary>What fires after the last event if nothing else happens, in order, as far as was asked. In none of the others.</summary>
    public ImmutableArray<Firing> Ahead { get; init; } = [];
}

/// <summary>One running of one clock.</summary>
/// <param name="Clock">The promise.</param>
/// <param name="Epoch">Which running of it, from 0.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="DueAt">Its deadline; null: it has none yet, so it does not run.</param>
/// <param name="StoppedAt">When it stopped; null: it runs.</param>
/// <param name="Breached">True if its deadline was missed, false if it stopped in time; null: still open.</param>
public sealed record ClockVerdict(
    string Clock, int Epoch, DateTimeOffset StartedAt, DateTimeOffset? DueAt, DateTimeOffset? StoppedAt, bool? Breached);

/// <summary>Something that had to fire.</summary>
/// <param name="Firing">What.</param>
/// <param name="BeforeSeq">The event that it had to precede; null: it came due after the last one.</param>
/// <param name="FiredAs">The event that it was found as; null: it is missing.</param>
public sealed record ExpectedFiring(Firing Firing, long? BeforeSeq, long? FiredAs);
