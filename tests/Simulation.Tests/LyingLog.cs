using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Simulation.Tests;

/// <summary>A log in memory whose writes can fail, or happen and say that they failed.</summary>
internal sealed class LyingLog : IEventLog
{
    private readonly MemoryEventLog _log = new();
    private bool? _failAfterCommit;

    public event Action<ImmutableArray<string>>? Committed
    {
        add => _log.Committed += value;
        remove => _log.Committed -= value;
    }

    /// <summary>A stream in which nothing but its birth can be written.</summary>
    public string? Poisoned { get; init; }

    /// <summary>Nothing can be written, and nothing read of what is due.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether the net notices that the store is away: between two outages it may not.</summary>
    public bool DueFailsToo { get; set; }

    public void FailNext(bool afterCommit) => _failAfterCommit = afterCommit;

    public async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        if (IsAway || (append.Stream == Poisoned && append.ExpectedSeq > 0))
        {
            throw new StorageUnknownException("away or poisoned");
        }

        if (_failAfterCommit is not { } afterCommit)
        {
            return await _log.Append(append, cancellation);
        }

        _failAfterCommit = null;
        if (afterCommit)
        {
            await _log.Append(append, cancellation);
        }

        throw new StorageUnknownException("a planted fault");
    }

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        _log.Read(stream, after, cancellation);

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) => _log.FindKey(key, cancellation);

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation) =>
        _log.ReadFeed(audience, after, limit, cancellation);

    public ValueTask<long> Head(string audience, CancellationToken cancellation) => _log.Head(audience, cancellation);

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        IsAway && DueFailsToo
            ? throw new StorageUnknownException("away")
            : _log.Due(before, facility, after, limit, cancellation);

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        _log.ReadSealed(stream, cancellation);
}
