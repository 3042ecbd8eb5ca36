namespace Monitoring.Embedded;

/// <summary>
/// The calls that wait for an answer, oldest first, so that those that waited too long can be told so. All wait equally
/// long, so looking at the oldest is enough. In shards, so that callers on many threads do not queue here.
/// </summary>
internal sealed class CallsInFlight(int shards)
{
    private readonly Shard[] _shards = [.. Enumerable.Range(0, shards).Select(_ => new Shard())];

    /// <summary>When the next caller loses patience; null when nobody waits.</summary>
    public long? NextExpiry
    {
        get
        {
            long? earliest = null;
            foreach (var shard in _shards)
            {
                if (shard.OldestExpiry is { } expiry && (earliest is null || expiry < earliest))
                {
                    earliest = expiry;
                }
            }

            return earliest;
        }
    }

    public void Add(Call call)
    {
        call.Shard = Environment.CurrentManagedThreadId % _shards.Length;
        _shards[call.Shard].Add(call);
    }

    public void Remove(Call call) => _shards[call.Shard].Remove(call);

    /// <summary>The callers who lose patience at <paramref name="now"/> or before.</summary>
    public List<Call> Expired(long now)
    {
        var expired = new List<Call>();
        foreach (var shard in _shards)
        {
            shard.CollectExpired(now, expired);
        }

        return expired;
    }

    private sealed class Shard
    {
        private readonly Lock _lock = new();
        private Call? _oldest;
        private Call? _newest;

        public long? OldestExpiry
        {
            get
            {
                lock (_lock)
                {
                    return _oldest?.ExpiresAt;
                }
            }
        }

        public void Add(Call call)
        {
            lock (_lock)
            {
                call.Older = _newest;
                if (_newest is null)
                {
                    _oldest = call;
                }
                else
                {
                    _newest.Newer = call;
                }

                _newest = call;
            }
        }

        public void Remove(Call call)
        {
            lock (_lock)
            {
                if (call.Older is null)
                {
                    _oldest = call.Newer;
                }
                else
                {
                    call.Older.Newer = call.Newer;
                }

                if (call.Newer is null)
                {
                    _newest = call.Older;
                }
                else
                {
                    call.Newer.Older = call.Older;
                }

                call.Older = call.Newer = null;
            }
        }

        public void CollectExpired(long now, List<Call> expired)
        {
            lock (_lock)
            {
                for (var call = _oldest; call is not null && call.ExpiresAt <= now; call = call.Newer)
                {
                    expired.Add(call);
                }
            }
        }
    }
}
