using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Tests.Fakes;

/// <summary>Feeds in memory, with the two faults that matter to a reader: hints that are lost, and reads that fail.</summary>
internal sealed class FeedLog : IEventLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<FeedRow>> _feeds = [];
    private readonly List<TaskCompletionSource> _failed = [];
    private int _failures;
    private string? _failing;

    public event Action<ImmutableArray<string>>? Committed;

    /// <summary>When set, commits are not announced.</summary>
    public bool LoseHints { get; set; }

    public int Reads { get; private set; }

    /// <summary>How many of the planted failures happened.</summary>
    public int Failed { get; private set; }

    /// <summary>Completes when that many of the planted failures have happened.</summary>
    public Task Failure(int number)
    {
        lock (_lock)
        {
            while (_failed.Count < number)
            {
                _failed.Add(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            if (Failed >= number)
            {
                _failed[number - 1].TrySetResult();
            }

            return _failed[number - 1].Task;
        }
    }

    /// <summary>Lets the next reads fail: of one audience, or of any.</summary>
    public void FailReads(int times, string? audience = null)
    {
        lock (_lock)
        {
            _failures = times;
            _failing = audience;
        }
    }

    public void Commit(string audience, params ReadOnlySpan<FeedItem> items)
    {
        lock (_lock)
        {
            List<FeedRow> feed = Feed(audience);
            foreach (FeedItem item in items)
            {
                string json = JsonSerializer.Serialize(item with { Seq = 0 }, FeedJson.Default.FeedItem);
                feed.Add(new FeedRow(feed.Count + 1, json));
            }
        }

        if (!LoseHints)
        {
            Committed?.Invoke([audience]);
        }
    }

    /// <summary>Puts a row as it stands, as a careless writer might.</summary>
    public void CommitRaw(string audience, string json)
    {
        lock (_lock)
        {
            List<FeedRow> feed = Feed(audience);
            feed.Add(new FeedRow(feed.Count + 1, json));
        }

        Committed?.Invoke([audience]);
    }

    /// <summary>Replaces a feed by another history, as restoring a backup does.</summary>
    public void Forget(string audience)
    {
        lock (_lock)
        {
            Feed(audience).Clear();
        }
    }

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Reads++;
            if (_failures > 0 && (_failing is null || _failing == audience))
            {
                _failures--;
                Failed++;
                if (Failed <= _failed.Count)
                {
                    _failed[Failed - 1].TrySetResult();
                }

                throw new StorageUnknownException("planted");
            }

            return new([.. Feed(audience).Skip((int)Math.Min(after, int.MaxValue)).Take(limit)]);
        }
    }

    public ValueTask<long> Head(string audience, CancellationToken cancellation)
    {
        lock (_lock)
        {
            return new(Feed(audience).Count);
        }
    }

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<AppendResult> Append(Append append, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        throw new NotSupportedException();

    private List<FeedRow> Feed(string audience)
    {
        if (!_feeds.TryGetValue(audience, out List<FeedRow>? feed))
        {
            feed = [];
            _feeds.Add(audience, feed);
        }

        return feed;
    }
}
