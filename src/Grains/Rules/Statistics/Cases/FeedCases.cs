using Monitoring.Grains.Feed;

namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>
/// Reads cases off an audience's feed, so that its figures count what it may see and nothing else. Each is kept in a few
/// hundred bytes, whether it is open or over: over, it still counts, and may be opened again.
/// </summary>
/// <remarks>
/// A feed tells every deadline that passed, and of those ahead always the earliest. A promise that was never the earliest
/// and was kept is therefore not seen; it cannot have been missed, so that no case looks better than it was for it. When a
/// complaint was conveyed is not in a feed: it counts from its registration.
/// </remarks>
public sealed class FeedCases
{
    private readonly Dictionary<string, byte[]> _cases = new(StringComparer.Ordinal);
    private readonly PackedCases _packed = new();

    /// <summary>How many complaints were seen.</summary>
    public int Count => _cases.Count;

    /// <summary>Every complaint as the feed left it, each made as it is asked for.</summary>
    public IEnumerable<CaseFacts> All => _cases.Select(one => _packed.Unpack(one.Value).Facts(one.Key));

    /// <summary>Takes the next item of the feed.</summary>
    public void Apply(FeedItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item is not { Complaint: { } id, Standing: not null })
        {
            return;
        }

        var known = _cases.TryGetValue(id, out var packed) ? _packed.Unpack(packed) : new FeedCase(item.FiledAt ?? item.At);
        known.Apply(item);
        _cases[id] = _packed.Pack(known);
    }
}
