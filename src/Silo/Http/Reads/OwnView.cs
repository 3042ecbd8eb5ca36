using System.Collections.Immutable;
using Monitoring.Grains.Contracts;

namespace Monitoring.Silo.Http.Reads;

/// <summary>One running of one clock of a facility itself.</summary>
internal sealed record OwnClockView(
    string Clock,
    Words Label,
    int Epoch,
    string? Subject,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StoppedAt,
    DateTimeOffset? BreachedAt,
    string Verdict)
{
    public LedgerView? Ledger { get; init; }

    public static OwnClockView Of(FacilityClockLook look) => new(
        look.Clock,
        new Words(look.LabelId, look.LabelEn),
        look.Epoch,
        look.Subject,
        look.StartedAt,
        look.DueAt,
        look.StoppedAt,
        look.IsBroken ? look.DueAt : null,
        look.IsBroken ? "breached" : look.StoppedAt is null ? "running" : "met")
    {
        Ledger = look.Ledger is { } ledger ? LedgerView.Of(ledger) : null,
    };
}

/// <summary>What a facility itself owes, and what strikes about it.</summary>
internal sealed record OwnView(
    long Version, DateTimeOffset? NextAt, ImmutableArray<OwnClockView> Clocks, ImmutableArray<AlarmLook> Alarms)
{
    public static OwnView Of(OwnLook look) =>
        new(look.Version, look.NextAt, [.. look.Clocks.Select(OwnClockView.Of)], look.Alarms);
}
