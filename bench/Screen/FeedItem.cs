using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Bench.Screen;

/// <summary>What the bench reads of an item of the feed.</summary>
/// <param name="Seq">Its number in the audience's feed.</param>
/// <param name="Kind"><c>breached</c> for a passed deadline.</param>
/// <param name="Complaint">The complaint.</param>
/// <param name="Clock">The clock concerned.</param>
/// <param name="At">When it happened; for a breach its deadline.</param>
/// <param name="DueAt">The deadline.</param>
/// <param name="DecidedAt">When the passed deadline was noticed.</param>
internal sealed record FeedItem(
    long Seq,
    string Kind,
    string? Complaint,
    string? Clock,
    DateTimeOffset At,
    DateTimeOffset? DueAt,
    DateTimeOffset? DecidedAt);

/// <summary>A message of the hub: <c>feed(items)</c>, <c>beat(...)</c>, or the answer to a call.</summary>
internal sealed record HubMessage(int Type, string? Target, IReadOnlyList<JsonElement>? Arguments, string? Error);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HubMessage))]
[JsonSerializable(typeof(FeedItem[]))]
internal sealed partial class ScreenJson : JsonSerializerContext;
