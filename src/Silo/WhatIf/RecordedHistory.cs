using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.WhatIf;

/// <summary>What is recorded of one complaint.</summary>
/// <param name="Id">Which.</param>
/// <param name="Events">Its facts, in order.</param>
internal sealed record RecordedHistory(string Id, ImmutableArray<ComplaintEvent> Events);

/// <summary>Complaints that were recorded somewhere, one after the other.</summary>
internal interface IRecordedHistories
{
    /// <summary>The last instant of which the record tells.</summary>
    Task<DateTimeOffset?> EndAt(CancellationToken cancellation);

    /// <summary>All that can be read; the rest is in <see cref="Unusable"/> afterwards.</summary>
    IAsyncEnumerable<RecordedHistory> All(CancellationToken cancellation);

    /// <summary>What could not be used, and why: each is left out and stops nothing.</summary>
    IReadOnlyList<string> Unusable { get; }

    /// <summary>Recorded acts that had no effect even when they were done, by code.</summary>
    IReadOnlyDictionary<string, int> WithoutEffect { get; }
}
