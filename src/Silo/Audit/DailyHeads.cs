using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Verify.Chain;

namespace Monitoring.Silo.Audit;

/// <summary>Makes heads: over everything that was committed since the one before, signed, stored, and anchored.</summary>
internal sealed class DailyHeads(ITreeStore store, AuditKey key, Anchors anchors, TimeProvider time) : IDisposable
{
    private const int FeedRowsAtOnce = 10_000;
    private const int StreamsAtOnce = 5_000;

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Makes a head, even over nothing.</summary>
    /// <param name="day">The day it closes.</param>
    /// <param name="cancellation">Gives it up; what was begun is taken away by the next.</param>
    /// <returns>Null if another process makes one.</returns>
    public async Task<StoredHead?> Make(DateOnly day, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await store.IsMine(cancellation) ? await MakeAlone(day, cancellation) : null;
        }
        finally
        {
            _one.Release();
        }
    }

    public ValueTask<ImmutableArray<StoredHead>> All(long after, CancellationToken cancellation) => store.Heads(after, cancellation);

    public void Dispose() => _one.Dispose();

    private async Task<StoredHead> MakeAlone(DateOnly day, CancellationToken cancellation)
    {
        var at = time.Now();
        var heads = await store.Heads(0, cancellation);
        var (number, previous) = heads is [.., var last] ? (last.Number + 1, DailyHead.HashOf(last.Body)) : (1, DailyHead.NoPrevious);
        await store.Begin(number, cancellation);
        using var tree = new MerkleTree();
        var rows = await CoverFeeds(tree, number, cancellation);
        await CoverDocuments(tree, number, cancellation);
        var events = await CoverStreams(tree, number, cancellation);
        var body = new DailyHead(
            number, day.ToString("O"), at, tree.Leaves, events, rows, Convert.ToHexStringLower(tree.Root), previous, key.Public).ToBody();
        var head = new StoredHead(number, body, key.Sign(body));
        if (!await store.IsMine(cancellation))
        {
            throw new StorageUnknownException("Another process has begun to make daily heads.");
        }

        await store.Finish(head, cancellation);
        await anchors.Drop(new AnchorLine(head.Body, Convert.ToBase64String(head.Signature)), cancellation);
        return head;
    }

    private async Task<long> CoverFeeds(MerkleTree tree, long head, CancellationToken cancellation)
    {
        var (rows, covered) = (0L, new List<Grown>());
        foreach (var feed in await store.Feeds(cancellation))
        {
            var digested = feed with { Hash = await Digest(feed, cancellation) };
            tree.Feed(digested);
            covered.Add(digested);
            rows += feed.To - feed.From + 1;
        }

        await store.Cover(head, TreePart.Feeds, covered, cancellation);
        return rows;
    }

    private async Task<byte[]> Digest(Grown feed, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var form = new Canon();
        for (var after = feed.From - 1; after < feed.To;)
        {
            var rows = await store.FeedRows(feed.Number, after, feed.To, FeedRowsAtOnce, cancellation);
            form.Clear();
            foreach (var (number, stream, seq) in rows)
            {
                form.Number(number);
                form.Number(stream);
                form.Number(seq);
            }

            digest.AppendData(form.Bytes);
            after = rows is [.., var last] ? last.Number : feed.To;
        }

        return digest.GetHashAndReset();
    }

    private async Task CoverDocuments(MerkleTree tree, long head, CancellationToken cancellation)
    {
        var covered = new List<Grown>();
        foreach (var document in await store.Documents(cancellation))
        {
            var digest = SHA256.HashData(Encoding.UTF8.GetBytes(document.Body));
            tree.Document(document, digest);
            covered.Add(new Grown(document.Number, document.Id, 1, 1, digest));
        }

        await store.Cover(head, TreePart.Documents, covered, cancellation);
    }

    private async Task<long> CoverStreams(MerkleTree tree, long head, CancellationToken cancellation)
    {
        var (events, last) = (0L, await store.LastStream(cancellation));
        for (var after = 0L; after < last; after += StreamsAtOnce)
        {
            var streams = await store.Streams(after, after + StreamsAtOnce, cancellation);
            foreach (var stream in streams)
            {
                tree.Stream(stream);
                events += stream.To - stream.From + 1;
            }

            await store.Cover(head, TreePart.Streams, streams, cancellation);
        }

        return events;
    }
}
