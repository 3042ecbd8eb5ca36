using Monitoring.Grains.EventLog;

namespace Monitoring.Simulation.Tests;

/// <summary>A log in memory whose writes can fail, or happen and say that they failed.</summary>
internal sealed class LyingLog() : ForwardingLog(new MemoryEventLog())
{
    private bool? _failAfterCommit;

    /// <summary>A stream in which nothing but its birth can be written.</summary>
    public string? Poisoned { get; init; }

    public void FailNext(bool afterCommit) => _failAfterCommit = afterCommit;

    public override async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        if (append.Stream == Poisoned && append.ExpectedSeq > 0)
        {
            throw new StorageUnknownException("poisoned");
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
}
