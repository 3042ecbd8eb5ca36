using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Monitoring.Verify.Oracle;

/// <summary>A case follows another version of its policy from here on: which deadlines moved, and which could not.</summary>
internal sealed record Revision(PolicyNames To, ImmutableArray<RevisedDeadline> Moved, ImmutableArray<RevisedDeadline> Kept)
{
    public static Revision Read(JsonElement json) => new(
        Filing.ReadPolicy(json.GetProperty("to")), Deadlines(json, "moved"), Deadlines(json, "kept"));

    /// <summary>What the one says and the other does not, in words.</summary>
    public IEnumerable<string> Unlike(Revision other) =>
    [
        .. Moved.Except(other.Moved).Select(moved => $"moved {moved}"),
        .. Kept.Except(other.Kept).Select(kept => $"kept {kept}"),
    ];

    private static ImmutableArray<RevisedDeadline> Deadlines(JsonElement json, string name) =>
        json.TryGetProperty(name, out var all) && all.ValueKind == JsonValueKind.Array
            ? [.. all.EnumerateArray().Select(RevisedDeadline.Read)]
            : [];
}

/// <summary>A running and what a revision says of its deadline.</summary>
/// <param name="Clock">The promise.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="OldDueAt">Of one that moved: where its deadline was.</param>
/// <param name="DueAt">Where it is; null: there is none.</param>
internal sealed record RevisedDeadline(string Clock, int Epoch, DateTimeOffset? OldDueAt, DateTimeOffset? DueAt)
{
    public static RevisedDeadline Read(JsonElement json) => new(
        json.GetProperty("clock").GetString()!,
        json.GetProperty("epoch").GetInt32(),
        Filing.Instant(json, "oldDueAt"),
        Filing.Instant(json, "dueAt"));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Clock}/{Epoch} {OldDueAt:yyyy-MM-ddTHH:mm:ss.fffZ} > {DueAt:yyyy-MM-ddTHH:mm:ss.fffZ}");
}
