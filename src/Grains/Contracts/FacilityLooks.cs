using System.Collections.Immutable;
using Monitoring.Grains.Rules;

namespace Monitoring.Grains.Contracts;

/// <summary>How something told of a facility ended.</summary>
/// <param name="Kind">How.</param>
/// <param name="Refusal">The no, if it was one.</param>
/// <param name="Receipt">What it led to, where it is done.</param>
/// <param name="ExistingSeq">The event that an earlier request of the same key led to.</param>
[GenerateSerializer]
[Immutable]
public sealed record FacilityOutcome(OutcomeKind Kind, Refusal? Refusal, FacilityReceipt? Receipt, long? ExistingSeq);

/// <summary>What a request led to: a function of the log up to <see cref="Version"/>, so it can be given again.</summary>
/// <param name="Facility">Id of the facility.</param>
/// <param name="Version">Seq of the event.</param>
/// <param name="Clocks">The clocks that run, in the order of the policy.</param>
[GenerateSerializer]
[Immutable]
public sealed record FacilityReceipt(string Facility, long Version, ImmutableArray<FacilityClockLook> Clocks);

/// <summary>One running of one clock of a facility as it is shown.</summary>
/// <param name="Clock">Id of the clock.</param>
/// <param name="LabelId">Its Indonesian name.</param>
/// <param name="LabelEn">Its English name.</param>
/// <param name="Epoch">Which running, from 0.</param>
/// <param name="StartedAt">When it started (UTC).</param>
/// <param name="DueAt">Its deadline (UTC); null while there is none.</param>
/// <param name="StoppedAt">When it stopped (UTC); null while it runs.</param>
/// <param name="IsBroken">Whether the deadline was missed.</param>
/// <param name="Subject">Of which promise, incident or month.</param>
/// <param name="Ledger">How it comes to its deadline, where that was asked.</param>
[GenerateSerializer]
[Immutable]
public sealed record FacilityClockLook(
    string Clock,
    string LabelId,
    string LabelEn,
    int Epoch,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StoppedAt,
    bool IsBroken,
    string? Subject,
    Rules.Ledgers.Ledger? Ledger);

/// <summary>An alarm that holds, as it is shown.</summary>
/// <param name="Alarm">Which finding.</param>
/// <param name="Subject">About what; empty where there is only one thing it can be about.</param>
/// <param name="RaisedAt">Since when it holds (UTC).</param>
/// <param name="Rungs">Who was told.</param>
/// <param name="Cases">Cases behind it.</param>
[GenerateSerializer]
[Immutable]
public sealed record AlarmLook(
    string Alarm, string Subject, DateTimeOffset RaisedAt, ImmutableArray<string> Rungs, ImmutableArray<string> Cases);

/// <summary>What a facility itself owes, and what strikes about it.</summary>
/// <param name="Version">Seq of its last event.</param>
/// <param name="Clocks">What runs, what is broken, and of each clock the last that stopped.</param>
/// <param name="Alarms">The alarms that hold.</param>
/// <param name="NextAt">When it will next do something by itself (UTC).</param>
[GenerateSerializer]
[Immutable]
public sealed record OwnLook(
    long Version, ImmutableArray<FacilityClockLook> Clocks, ImmutableArray<AlarmLook> Alarms, DateTimeOffset? NextAt)
{
    /// <summary>Nothing is asked of it.</summary>
    public static OwnLook None { get; } = new(0, [], [], null);
}
