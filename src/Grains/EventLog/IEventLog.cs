using System.Collections.Immutable;

namespace Monitoring.Grains.EventLog;

/// <summary>
/// The truth: streams of facts, the one due row of each stream, idempotency keys and the numbered feed of each
/// audience, committed together or not at all. Nothing is published, pushed or answered before the commit.
/// </summary>
/// <remarks>
/// Every member may throw <see cref="StorageUnknownException"/>: the write may or may not have happened, and only
/// reading the log again tells.
/// </remarks>
public interface IEventLog
{
    /// <summary>The events of a stream with seq greater than <paramref name="after"/>, in order; empty if there is none.</summary>
    ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation);

    /// <summary>Commits one append. It returns only when the bytes are durable.</summary>
    ValueTask<AppendResult> Append(Append append, CancellationToken cancellation);

    /// <summary>The stored key of a client, or null if it was never used.</summary>
    ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation);

    /// <summary>
    /// Items of an audience numbered above <paramref name="after"/>, in order, at most <paramref name="limit"/>.
    /// Numbers have no gap and an item once visible stays visible.
    /// </summary>
    ValueTask<ImmutableArray<FeedRow>> ReadFeed(string audience, long after, int limit, CancellationToken cancellation);

    /// <summary>The highest number in an audience's feed; 0 if it is empty.</summary>
    ValueTask<long> Head(string audience, CancellationToken cancellation);

    /// <summary>
    /// Due rows in order of (<see cref="DueRow.NextAt"/>, stream), strictly after <paramref name="after"/> if given,
    /// with NextAt before <paramref name="before"/>, of one facility if given; at most <paramref name="limit"/>.
    /// </summary>
    ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation);

    /// <summary>The sealed texts of a stream: the wrapped key and each text by name.</summary>
    ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation);

    /// <summary>
    /// Raised after a commit, outside it, with the audiences that have new items. Listeners return at once and may
    /// miss calls: it is a hint to read, never the data.
    /// </summary>
    event Action<ImmutableArray<string>>? Committed;
}

/// <summary>One atomic write to one stream.</summary>
/// <param name="Stream">Name of the stream, as in <c>complaint/01J…</c>.</param>
/// <param name="ExpectedSeq">The seq of the last event the writer decided on; 0 for a new stream. The fence.</param>
/// <param name="Events">What happened, to be numbered ExpectedSeq+1, ….</param>
/// <param name="Due">When the stream next needs to be woken; null removes its row.</param>
/// <param name="Keys">Idempotency keys that must not have been used before.</param>
/// <param name="Sealed">Encrypted texts to keep with the stream, if any.</param>
public sealed record Append(
    string Stream,
    long ExpectedSeq,
    ImmutableArray<NewEvent> Events,
    DueRow? Due,
    ImmutableArray<RequestKey> Keys,
    SealedTexts? Sealed);

/// <summary>An event to be written.</summary>
/// <param name="At">When it happened (UTC, whole milliseconds).</param>
/// <param name="Kind">Its name, a past participle.</param>
/// <param name="Body">The fact as JSON, without free text or identity.</param>
/// <param name="Item">What the audiences may see of it, as JSON without number; null if nobody may.</param>
/// <param name="Audiences">Whose feeds it enters.</param>
public sealed record NewEvent(
    DateTimeOffset At, string Kind, string Body, string? Item, ImmutableArray<string> Audiences)
{
    /// <summary>Its link to the event before it: see <see cref="EventChain.Link"/>.</summary>
    public EventHash Hash { get; init; }
}

/// <summary>An event as committed.</summary>
public sealed record StoredEvent(long Seq, DateTimeOffset At, string Kind, string Body)
{
    /// <summary>Its link to the event before it.</summary>
    public EventHash Hash { get; init; }
}

/// <summary>An item of a feed: its number in that audience's feed, and the masked item as JSON.</summary>
public readonly record struct FeedRow(long Seq, string Item);

/// <summary>When a stream must be looked at again.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Facility">The facility whose appointment book it stands in.</param>
/// <param name="NextAt">The earliest of its open steps (UTC, whole milliseconds).</param>
public sealed record DueRow(string Stream, string Facility, DateTimeOffset NextAt)
{
    /// <summary>
    /// Whom to wake first where many are overdue: the higher, the graver (<see cref="Rules.Complaints.Urgency"/>). It decides the order
    /// and nothing else, and is as it was when the row was written.
    /// </summary>
    public int Urgency { get; init; }

    /// <summary>Whether the other row is woken at the same instant through the same book: all that decides whether something fires.</summary>
    public bool WakesAs(DueRow? other) =>
        other is not null && (Stream, Facility, NextAt) == (other.Stream, other.Facility, other.NextAt);
}

/// <summary>Names one request of one client, for ever.</summary>
/// <param name="Client">Who asked: an API client, or <c>channel:LAPOR</c> for a channel's own message ids.</param>
/// <param name="Key">The client's key.</param>
/// <param name="Fingerprint">Hash of what was asked; the same key with another fingerprint is an error.</param>
[GenerateSerializer]
[Immutable]
public sealed record RequestKey(string Client, string Key, string Fingerprint);

/// <summary>A used key and the event that its request led to.</summary>
public sealed record StoredKey(RequestKey Key, string Stream, long Seq);

/// <summary>Texts and identity, encrypted with a key of their own that is itself wrapped by the server's key.</summary>
/// <param name="WrappedKey">The stream's data key, wrapped; empty after erasure.</param>
/// <param name="Texts">Cipher text by name (<c>subject</c>, <c>text</c>, <c>reporter</c>, <c>answer:7</c> …).</param>
[GenerateSerializer]
[Immutable]
public sealed record SealedTexts(
    ImmutableArray<byte> WrappedKey, ImmutableDictionary<string, ImmutableArray<byte>> Texts);

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>Durable. <paramref name="Seq"/> is the stream's new last seq.</summary>
    public sealed record Committed(long Seq) : AppendResult;

    /// <summary>Another writer came first; nothing was written.</summary>
    public sealed record Conflict : AppendResult;

    /// <summary>One of the keys was used before; nothing was written.</summary>
    public sealed record KeyTaken(StoredKey Existing) : AppendResult;
}

/// <summary>A write whose outcome is not known. Read the log before deciding anything.</summary>
public sealed class StorageUnknownException : Exception
{
    public StorageUnknownException(string message)
        : base(message)
    {
    }

    public StorageUnknownException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
