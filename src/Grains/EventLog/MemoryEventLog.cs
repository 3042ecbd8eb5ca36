using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Monitoring.Grains.EventLog;

/// <summary>
/// An event log that lives as long as its process: the log of replays and simulations, and the model that the others
/// are tested against. Every call completes before it returns, so that virtual time decides what happens next.
/// </summary>
/// <param name="keepFeeds">Whether events enter the feeds of their audiences; a replay that only asks for verdicts needs none.</param>
public sealed class MemoryEventLog(bool keepFeeds = true) : IEventLog, IDocumentStore, IStreamIndex
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, MemoryEventLogStream> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Client, string Key), StoredKey> _keys = [];
    private readonly Dictionary<string, List<FeedRow>> _feeds = new(StringComparer.Ordinal);
    private readonly MemoryEventLogDueRows _due = new();
    private readonly List<StoredDocument> _documents = [];
    private readonly List<(string Name, MemoryEventLogStream Stream)> _places = [];

    public event Action<ImmutableArray<string>>? Committed;

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(_streams.TryGetValue(stream, out var found) ? found.After(after) : []);
        }
    }

    public ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        WellFormed.Check(append);
        cancellation.ThrowIfCancellationRequested();
        var entered = ImmutableArray<string>.Empty;
        AppendResult result;
        lock (_gate)
        {
            result = Taken(append) ?? Commit(append, out entered);
        }

        if (!entered.IsEmpty)
        {
            Hints.Raise(Committed, entered);
        }

        return new(result);
    }

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(_keys.GetValueOrDefault((key.Client, key.Key)));
        }
    }

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(Feed(audience) is { } feed && after < feed.Count ? Page(feed, after, limit) : []);
        }
    }

    public ValueTask<long> Head(string audience, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(Feed(audience)?.Count ?? 0);
        }
    }

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(_due.Page(before, facility, after, limit));
        }
    }

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(_streams.GetValueOrDefault(stream)?.Sealed);
        }
    }

    public ValueTask<ImmutableArray<StreamMark>> Marks(long after, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var first = (int)Math.Min(after, _places.Count);
            return new([.. Enumerable.Range(first, Math.Min(limit, _places.Count - first)).Select(Mark)]);
        }
    }

    public ValueTask<StreamRow?> Row(long place, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(place < 1 || place > _places.Count
                ? null
                : new StreamRow(
                    Mark((int)place - 1), _places[(int)place - 1].Name, _places[(int)place - 1].Stream.Head, _places[(int)place - 1].Stream.Due));
        }
    }

    public ValueTask<bool> PutDocument(StoredDocument document, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var stored = _documents.Find(d =>
                d.Kind == document.Kind && d.Id == document.Id && d.Version == document.Version);
            if (stored is null)
            {
                _documents.Add(document);
            }

            return new(stored is null || stored.Body == document.Body);
        }
    }

    public ValueTask<ImmutableArray<StoredDocument>> GetDocuments(string kind, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new([.. _documents.Where(d => d.Kind == kind)]);
        }
    }

    private StreamMark Mark(int place)
    {
        var stream = _places[place].Stream;
        return StreamMark.Of(
            place + 1,
            stream.Head,
            stream.Due is { } due ? StreamMark.NumberOf(Encoding.UTF8.GetBytes(due.Facility)) : 0,
            stream.Due?.NextAt.ToUnixTimeMilliseconds() ?? 0);
    }

    private AppendResult.KeyTaken? Taken(Append append)
    {
        foreach (var key in append.Keys)
        {
            if (_keys.TryGetValue((key.Client, key.Key), out var existing))
            {
                return new AppendResult.KeyTaken(existing);
            }
        }

        return null;
    }

    private AppendResult Commit(Append append, out ImmutableArray<string> entered)
    {
        entered = [];
        if ((_streams.GetValueOrDefault(append.Stream)?.Head ?? 0) != append.ExpectedSeq)
        {
            return new AppendResult.Conflict();
        }

        ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, append.Stream, out _);
        if (stream is null)
        {
            stream = new MemoryEventLogStream();
            _places.Add((append.Stream, stream));
        }

        entered = Number(append, stream);
        foreach (var key in append.Keys)
        {
            _keys.Add((key.Client, key.Key), new StoredKey(key, append.Stream, stream.Head));
        }

        stream.Seal(append.Sealed);
        _due.Move(stream.Due, append.Due);
        stream.Due = append.Due;
        return new AppendResult.Committed(stream.Head);
    }

    private ImmutableArray<string> Number(Append append, MemoryEventLogStream stream)
    {
        HashSet<string>? entered = null;
        foreach (var written in append.Events)
        {
            stream.Add(written);
            if (!keepFeeds)
            {
                continue;
            }

            for (var i = 0; i < written.Audiences.Length; i++)
            {
                // an audience named twice still sees the event once
                if (!written.Audiences.AsSpan(0, i).Contains(written.Audiences[i]))
                {
                    (entered ??= new(StringComparer.Ordinal)).Add(written.Audiences[i]);
                    Enter(written.Audiences[i], written.Item!);
                }
            }
        }

        return entered is null ? [] : [.. entered];
    }

    private void Enter(string audience, string item)
    {
        ref var feed = ref CollectionsMarshal.GetValueRefOrAddDefault(_feeds, audience, out _);
        feed ??= [];
        feed.Add(new FeedRow(feed.Count + 1, item));
    }

    private List<FeedRow>? Feed(string audience) =>
        keepFeeds
            ? _feeds.GetValueOrDefault(audience)
            : throw new InvalidOperationException("This log was told to keep no feeds.");

    private static ImmutableArray<FeedRow> Page(List<FeedRow> feed, long after, int limit)
    {
        var from = (int)Math.Max(after, 0);
        return [.. CollectionsMarshal.AsSpan(feed).Slice(from, Math.Min(limit, feed.Count - from))];
    }
}
