using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.WhatIf;

namespace Monitoring.Silo.WhatIf;

/// <summary>A complaint that the two policies would have treated otherwise.</summary>
/// <param name="Id">Which.</param>
/// <param name="Owner">Who has it at the end.</param>
/// <param name="Clocks">The clocks with another deadline or another breach, or of which other rungs were told.</param>
internal sealed record DifferingCase(string Id, Owner Owner, ImmutableArray<DifferingClock> Clocks)
{
    /// <summary>Null if they are the same: the same runnings broken at the same deadlines, and the same rungs told as often.</summary>
    public static DifferingCase? Of(string id, LifeUnderAPolicy compare, LifeUnderAPolicy policy)
    {
        var clocks = compare.Promises.Concat(policy.Promises)
            .Where(p => p.DueAt is not null)
            .Select(p => (p.Clock, p.Epoch)).Distinct()
            .Select(run => new DifferingClock(run.Clock, run.Epoch, Under(compare, run), Under(policy, run)))
            .Where(clock => clock.Matters)
            .ToImmutableArray();
        return clocks.IsEmpty ? null : new DifferingCase(id, policy.Owner, clocks);
    }

    private static ClockUnder Under(LifeUnderAPolicy life, (string Clock, int Epoch) run)
    {
        var promise = life.Promises.FirstOrDefault(p => p.Clock == run.Clock && p.Epoch == run.Epoch);
        var told = life.Told.Where(t => t.Clock == run.Clock && t.Epoch == run.Epoch).Select(t => t.Rung).Order(StringComparer.Ordinal);
        return new ClockUnder(promise?.DueAt, promise?.StoppedAt, promise?.IsBroken ?? false, string.Join(' ', told));
    }
}

/// <summary>A running of a clock under both.</summary>
internal sealed record DifferingClock(string Clock, int Epoch, ClockUnder Compare, ClockUnder Policy)
{
    /// <summary>Another deadline that was kept all the same, and of which the same were told, is no difference to anybody.</summary>
    public bool Matters =>
        Compare.IsBroken != Policy.IsBroken
        || Compare.Told != Policy.Told
        || (Compare.IsBroken && Compare.DueAt != Policy.DueAt);
}

/// <summary>What became of it under one of them.</summary>
/// <param name="DueAt">Its deadline; null: none.</param>
/// <param name="StoppedAt">When it stopped; null: it runs.</param>
/// <param name="IsBroken">Whether the deadline passed first.</param>
/// <param name="Told">The rungs told, each as often as it was.</param>
internal sealed record ClockUnder(DateTimeOffset? DueAt, DateTimeOffset? StoppedAt, bool IsBroken, string Told);
