using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Tests.Http;

/// <summary>A log that can be told not to say what became of the next append.</summary>
internal sealed class TroubledLog(IEventLog log) : IEventLog
{
    private int _losesAnswers;
    private int _losesWrites;

    public event Action<ImmutableArray<string>>? Committed
    {
        add => log.Committed += value;
        remove => log.Committed -= value;
    }

    /// <summary>The next append is written, and its answer is lost.</summary>
    public void LoseAnswer() => Interlocked.Increment(ref _losesAnswers);

    /// <summary>The next append is not written, and nobody says so.</summary>
    public void LoseWrite() => Interlocked.Increment(ref _losesWrites);

    public async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _losesWrites, 0) > 0)
        {
            throw new StorageUnknownException("The disk did not answer.");
        }

        var result = await log.Append(append, cancellation);
        return Interlocked.Exchange(ref _losesAnswers, 0) > 0
            ? throw new StorageUnknownException("The disk did not answer.")
            : result;
    }

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        log.Read(stream, after, cancellation);

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) => log.FindKey(key, cancellation);

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(string audience, long after, int limit, CancellationToken cancellation) =>
        log.ReadFeed(audience, after, limit, cancellation);

    public ValueTask<long> Head(string audience, CancellationToken cancellation) => log.Head(audience, cancellation);

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        log.Due(before, facility, after, limit, cancellation);

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        log.ReadSealed(stream, cancellation);
}
