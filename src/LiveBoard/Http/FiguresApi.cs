using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.LiveBoard.Figures;
using Monitoring.LiveBoard.Live;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard.Http;

/// <summary><c>GET /api/v1/figures?audience=&amp;days=</c>: figures that cannot be gamed, see docs/statistics.md.</summary>
internal static class FiguresApi
{
    private const int UsualDays = 90;
    private const int MostDays = 3_660;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/figures", Answer)
        .Produces<FiguresView>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithName("GetFigures")
        .WithSummary("The share answered in time with open overdue cases counted as missed, and what stands beside it:"
            + " for an audience, its regions and its facilities, over the last days.");

    private static async Task<IResult> Answer(
        HttpContext http, IAudienceGate gate, FeedFigures figures, BoardClocks clocks, string? audience, int days = UsualDays)
    {
        if (gate.Refusal(http, audience) is { } refusal)
        {
            return refusal;
        }

        if (days is < 1 or > MostDays)
        {
            return Problems.BadQuery($"days must be from 1 to {MostDays}.");
        }

        http.Response.Headers.CacheControl = "no-store";
        try
        {
            var window = Period.Before(clocks.Now().At, TimeSpan.FromDays(days));
            var view = await figures.Count(audience!, window, http.RequestAborted);
            return TypedResults.Json(view, FiguresJson.Default.FiguresView);
        }
        catch (FeedTooLongException e)
        {
            return Problems.TooFarBack(e.Message);
        }
    }
}
