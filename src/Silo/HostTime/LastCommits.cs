using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;

namespace Monitoring.Silo.HostTime;

/// <summary>
/// The latest instant in the log, as the ends of the two feeds tell it that hold every complaint between them. Stamps may
/// stand out of order, so some more than the last row are looked at.
/// </summary>
internal sealed class LastCommits(IEventLog log)
{
    private const int Rows = 100;

    private static readonly string[] Feeds = [Audience.Province, Audience.Inspectorate];

    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);
    private DateTimeOffset? _latest;

    /// <exception cref="StorageUnknownException">The log could not be read.</exception>
    public async ValueTask<DateTimeOffset?> Latest(CancellationToken cancellation)
    {
        foreach (var feed in Feeds)
        {
            var head = await log.Head(feed, cancellation);
            var known = _read.GetValueOrDefault(feed);
            if (head == known)
            {
                continue;
            }

            foreach (var row in await log.ReadFeed(feed, Math.Max(known, head - Rows), Rows, cancellation))
            {
                Take(JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem));
            }

            _read[feed] = head;
        }

        return _latest;
    }

    private void Take(FeedItem? item)
    {
        // of a passed deadline the item is stamped with that, and committed when it was decided
        var at = item?.DecidedAt ?? item?.At;
        _latest = at > _latest || _latest is null ? at ?? _latest : _latest;
    }
}
