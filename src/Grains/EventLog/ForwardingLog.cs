using System.Collections.Immutable;

namespace Monitoring.Grains.EventLog;

/// <summary>A log in front of another that passes everything on: what stands in between overrides what it does otherwise.</summary>
public abstract class ForwardingLog(IEventLog log) : IEventLog
{
    public event Action<ImmutableArray<string>>? Committed
    {
        add => log.Committed += value;
        remove => log.Committed -= value;
    }

    public virtual ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        log.Read(stream, after, cancellation);

    public virtual ValueTask<AppendResult> Append(Append append, CancellationToken cancellation) =>
        log.Append(append, cancellation);

    public virtual ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) =>
        log.FindKey(key, cancellation);

    public virtual ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation) =>
        log.ReadFeed(audience, after, limit, cancellation);

    public virtual ValueTask<long> Head(string audience, CancellationToken cancellation) => log.Head(audience, cancellation);

    public virtual ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        log.Due(before, facility, after, limit, cancellation);

    public virtual ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        log.ReadSealed(stream, cancellation);
}
