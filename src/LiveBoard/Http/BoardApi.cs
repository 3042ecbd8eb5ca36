using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Live;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard.Http;

/// <summary><c>GET /api/v1/board?audience=&amp;at=</c>: the board now, or as it stood at an instant.</summary>
internal sealed class BoardApi(
    IAudienceGate gate, FeedTails tails, BoardHistory history, BoardSetting setting, BoardClocks clocks)
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/board", (
            HttpContext http,
            string? audience,
            DateTimeOffset? at,
            IAudienceGate gate,
            FeedTails tails,
            BoardHistory history,
            BoardSetting setting,
            BoardClocks clocks) => new BoardApi(gate, tails, history, setting, clocks).Answer(http, audience, at))
        .Produces<Snapshot>()
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .WithName("GetBoard")
        .WithSummary("The board of an audience: its facilities, what is past its deadline, what comes next.");

    private async Task<IResult> Answer(HttpContext http, string? audience, DateTimeOffset? at)
    {
        if (gate.Refusal(http, audience) is { } refusal)
        {
            return refusal;
        }

        http.Response.Headers.CacheControl = "no-store";
        return at is { } instant
            ? await Past(audience!, instant, http.RequestAborted)
            : await Present(audience!, http.RequestAborted);
    }

    private async Task<IResult> Present(string audience, CancellationToken cancellation)
    {
        using FeedTailLease lease = tails.Lease(audience);
        try
        {
            await lease.Tail.CaughtUp.WaitAsync(ReadyWithin, clocks.Wall, cancellation);
        }
        catch (TimeoutException)
        {
            return Problems.NotReady();
        }

        return Json(lease.Tail.Look(board => board.Snapshot(clocks.Now().At, setting)));
    }

    private async Task<IResult> Past(string audience, DateTimeOffset instant, CancellationToken cancellation)
    {
        try
        {
            Board board = await history.At(audience, instant, cancellation);
            return Json(board.Snapshot(instant.ToUniversalTime(), setting));
        }
        catch (FeedTooLongException e)
        {
            return Problems.TooFarBack(e.Message);
        }
    }

    private static JsonHttpResult<Snapshot> Json(Snapshot snapshot) => TypedResults.Json(snapshot, SnapshotJson.Default.Snapshot);
}
