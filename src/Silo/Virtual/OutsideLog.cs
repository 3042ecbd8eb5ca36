using System.Collections.Immutable;
using Monitoring.Embedded;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Virtual;

/// <summary>
/// A log as virtual time uses it: one that works on other threads holds the clock still until it has answered; one in
/// memory has always answered already.
/// </summary>
internal sealed class OutsideLog(IEventLog log, VirtualGrainHost host) : IEventLog
{
    public event Action<ImmutableArray<string>>? Committed
    {
        add => log.Committed += value;
        remove => log.Committed -= value;
    }

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        Outside(log.Read(stream, after, cancellation));

    public ValueTask<AppendResult> Append(Append append, CancellationToken cancellation) =>
        Outside(log.Append(append, cancellation));

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) =>
        Outside(log.FindKey(key, cancellation));

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation) =>
        Outside(log.ReadFeed(audience, after, limit, cancellation));

    public ValueTask<long> Head(string audience, CancellationToken cancellation) => Outside(log.Head(audience, cancellation));

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        Outside(log.Due(before, facility, after, limit, cancellation));

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        Outside(log.ReadSealed(stream, cancellation));

    private ValueTask<T> Outside<T>(ValueTask<T> answer) =>
        answer.IsCompletedSuccessfully ? answer : new(host.Outside(answer.AsTask()));
}
