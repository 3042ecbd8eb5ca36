using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// One numbered item as it leaves the server, by hub or by HTTP alike. It is parsed and written anew, not passed through:
/// what is no member of <see cref="FeedItem"/> cannot reach a screen.
/// </summary>
public sealed class FeedLine
{
    private byte[]? _json;

    private FeedLine(FeedItem item) => Item = item;

    public FeedItem Item { get; }

    public long Seq => Item.Seq;

    /// <summary>The item as JSON. Written at the first asking (a catch-up never asks), then shared by every connection.</summary>
    public ReadOnlyMemory<byte> Json => _json ??= JsonSerializer.SerializeToUtf8Bytes(Item, FeedJson.Default.FeedItem);

    /// <exception cref="JsonException">The row is not a feed item.</exception>
    public static FeedLine Of(FeedRow row)
    {
        FeedItem item = JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem)
            ?? throw new JsonException($"Feed row {row.Seq} is null.");
        return new FeedLine(item with { Seq = row.Seq });
    }
}
