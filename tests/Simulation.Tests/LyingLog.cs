using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Simulation.Tests;

/// <summary>A log in memory whose writes can fail, or happen and say that they failed.</summary>
internal sealed class LyingLog() : ForwardingLog(new MemoryEventLog())
{
    private bool? _failAfterCommit;

    /// <summary>A stream in which nothing but its birth can be written.</summary>
    public string? Poisoned { get; set; }

    /// <summary>Nothing can be written, and nothing read of what is due.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether the net notices that the store is away: between two outages it may not.</summary>
    public bool DueFailsToo { get; set; }

    public void FailNext(bool afterCommit) => _failAfterCommit = afterCommit;

    public override async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        if (IsAway || (append.Stream == Poisoned && append.ExpectedSeq > 0))
        {
            throw new StorageUnknownException("away or poisoned");
        }

        if (_failAfterCommit is not { } afterCommit)
        {
            return await base.Append(append, cancellation);
        }

        _failAfterCommit = null;
        if (afterCommit)
        {
            await base.Append(append, cancellation);
        }

        throw new StorageUnknownException("a planted fault");
    }

    public override ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        IsAway && DueFailsToo
            ? throw new StorageUnknownException("away")
            : base.Due(before, facility, after, limit, cancellation);
}
