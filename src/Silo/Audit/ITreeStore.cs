using System.Collections.Immutable;

namespace Monitoring.Silo.Audit;

/// <summary>
/// What a daily head needs of the store. Everything is read in small pieces, each of one instant: a committed event does not change,
/// so pieces of different instants fit together, and nobody who writes is held up.
/// </summary>
internal interface ITreeStore
{
    /// <summary>Whether this process may make heads now: of several on one store one does at a time.</summary>
    ValueTask<bool> IsMine(CancellationToken cancellation);

    /// <summary>The finished heads with a number above <paramref name="after"/>, in order.</summary>
    ValueTask<ImmutableArray<StoredHead>> Heads(long after, CancellationToken cancellation);

    /// <summary>Marks a head as begun, and takes away what is left of one that was begun before.</summary>
    ValueTask Begin(long head, CancellationToken cancellation);

    /// <summary>Feeds that have rows in no tree yet, in the order of their number.</summary>
    ValueTask<ImmutableArray<Grown>> Feeds(CancellationToken cancellation);

    /// <summary>Rows of a feed above <paramref name="after"/>, up to <paramref name="upTo"/>, at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<(long Number, long Stream, long Seq)>> FeedRows(
        long audience, long after, long upTo, int limit, CancellationToken cancellation);

    /// <summary>Documents that are in no tree yet, in order.</summary>
    ValueTask<ImmutableArray<NewDocument>> Documents(CancellationToken cancellation);

    /// <summary>The highest number of a stream.</summary>
    ValueTask<long> LastStream(CancellationToken cancellation);

    /// <summary>Of the streams numbered above <paramref name="after"/> up to <paramref name="upTo"/> those with events in no tree yet, with the link of their last event.</summary>
    ValueTask<ImmutableArray<Grown>> Streams(long after, long upTo, CancellationToken cancellation);

    /// <summary>Puts parts of streams or feeds, or documents, into the tree of a head that was begun.</summary>
    ValueTask Cover(long head, TreePart part, IReadOnlyList<Grown> grown, CancellationToken cancellation);

    /// <summary>Finishes a head that was begun.</summary>
    ValueTask Finish(StoredHead head, CancellationToken cancellation);
}

/// <summary>What leaves of a tree are of.</summary>
internal enum TreePart
{
    Feeds,
    Documents,
    Streams,
}

/// <summary>A stream or a feed that grew.</summary>
/// <param name="Number">Its number in the store; of a document too.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">The first number that is in no tree.</param>
/// <param name="To">The last one there is.</param>
/// <param name="Hash">What stands for it in the tree.</param>
internal sealed record Grown(long Number, string Name, long From, long To, byte[] Hash);

/// <summary>A document that is in no tree yet.</summary>
internal sealed record NewDocument(long Number, string Kind, string Id, string Version, string Body);

/// <summary>A finished head, byte for byte.</summary>
internal sealed record StoredHead(long Number, string Body, byte[] Signature);
