using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Live;

namespace Monitoring.LiveBoard.Http;

/// <summary>
/// <c>GET /api/v1/feed?audience=&amp;after=&amp;limit=</c>: the items that follow a number, byte for byte as the hub sends
/// them.
/// </summary>
internal static class FeedApi
{
    private const int MostItems = 1_000;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/feed", Answer)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .WithName("GetFeed")
        .WithSummary("The items of an audience after a number, in order; next is the number to ask for more with.");

    private static async Task<IResult> Answer(
        HttpContext http,
        IAudienceGate gate,
        IEventLog log,
        string? audience,
        long after = 0,
        int limit = MostItems)
    {
        if (gate.Refusal(http, audience) is { } refusal)
        {
            return refusal;
        }

        if (after < 0 || limit is < 1 or > MostItems)
        {
            return Problems.BadQuery($"after must not be negative, limit must be from 1 to {MostItems}.");
        }

        http.Response.Headers.CacheControl = "no-store";
        ImmutableArray<FeedRow> rows = await log.ReadFeed(audience!, after, limit, http.RequestAborted);
        return TypedResults.Bytes(Body(rows, after), "application/json; charset=utf-8");
    }

    private static ReadOnlyMemory<byte> Body(ImmutableArray<FeedRow> rows, long after)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (FeedRow row in rows)
        {
            json.WriteRawValue(FeedLine.Of(row).Json.Span, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteNumber("next", rows.IsEmpty ? after : rows[^1].Seq);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
