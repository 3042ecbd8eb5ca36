namespace Monitoring.Bench.Screen;

/// <summary>The breaches of the clock <c>external</c> that a screen was told of, and whether its feed had a gap.</summary>
internal sealed class Arrivals(long after)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Arrival> _breaches = new(StringComparer.Ordinal);
    private long _seq = after;
    private Exception? _ended;

    /// <summary>Items whose number was not one above the last.</summary>
    public int Gaps { get; private set; }

    /// <summary>Breaches told twice.</summary>
    public int Doubles { get; private set; }

    public int Breaches
    {
        get
        {
            lock (_lock)
            {
                return _breaches.Count;
            }
        }
    }

    /// <summary>The number of the last item.</summary>
    public long Seq
    {
        get
        {
            lock (_lock)
            {
                return _seq;
            }
        }
    }

    public void Add(FeedItem[] items, DateTimeOffset at)
    {
        lock (_lock)
        {
            foreach (var item in items)
            {
                Gaps += item.Seq == _seq + 1 ? 0 : 1;
                _seq = item.Seq;
                if (item is { Kind: "breached", Clock: "external", Complaint: { } complaint }
                    && !_breaches.TryAdd(complaint, new Arrival(item, at)))
                {
                    Doubles++;
                }
            }
        }
    }

    /// <summary>The connection is over and nobody wanted that.</summary>
    public void Ended(Exception why)
    {
        lock (_lock)
        {
            _ended = why;
        }
    }

    /// <summary>Waits until this many breaches arrived, or the time is over.</summary>
    public async Task Until(int breaches, DateTimeOffset latest, TimeProvider clock, CancellationToken stop)
    {
        while (Breaches < breaches && clock.GetUtcNow() < latest)
        {
            if (_ended is { } why)
            {
                throw new InvalidOperationException("The screen lost its connection: " + why.Message, why);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, stop);
        }
    }

    public Arrival? Of(string complaint)
    {
        lock (_lock)
        {
            return _breaches.GetValueOrDefault(complaint);
        }
    }
}

/// <summary>A breach and when it arrived.</summary>
internal sealed record Arrival(FeedItem Item, DateTimeOffset At);
