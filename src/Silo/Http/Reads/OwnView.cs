using System.Collections.Immutable;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Http.Facilities;

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

    /// <summary>The verbs that stop it or begin it anew, of those that the visitor may tell; absent once it is stopped.</summary>
    public ImmutableArray<string>? EndedBy { get; init; }

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
/// <param name="Version">Seq of its last event.</param>
/// <param name="NextAt">When it will next do something by itself.</param>
/// <param name="Clocks">What runs, what is broken, and of each clock the last that stopped.</param>
/// <param name="Alarms">The alarms that hold.</param>
/// <param name="MayTell">The verbs that the visitor may tell of it; none where the policy asks nothing of it.</param>
internal sealed record OwnView(
    long Version,
    DateTimeOffset? NextAt,
    ImmutableArray<OwnClockView> Clocks,
    ImmutableArray<AlarmLook> Alarms,
    ImmutableArray<string> MayTell)
{
    public static OwnView Of(OwnLook look, PolicyPack pack, IEnumerable<string> mayTell)
    {
        ImmutableArray<string> verbs = look.NextAt is null && look.Clocks.IsEmpty ? [] : [.. mayTell];
        return new OwnView(look.Version, look.NextAt, [.. look.Clocks.Select(clock => Clock(clock, pack, verbs))], look.Alarms, verbs);
    }

    private static OwnClockView Clock(FacilityClockLook look, PolicyPack pack, ImmutableArray<string> verbs)
    {
        var rule = look.StoppedAt is null ? pack.FacilityClocks.FirstOrDefault(rule => rule.Id == look.Clock) : null;
        return OwnClockView.Of(look) with
        {
            EndedBy = rule is null ? null : [.. VerbsOfAClock.That(rule).Where(verbs.Contains)],
        };
    }
}
