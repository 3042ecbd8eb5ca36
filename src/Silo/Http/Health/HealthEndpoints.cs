using System.Collections.Immutable;
using Monitoring.Silo.Http.Json;

namespace Monitoring.Silo.Http.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve. Both are public and say no more.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Json(new HealthView("live", []), ApiJson.Default.HealthView))
            .WithName("live").WithSummary("The process answers.").Produces<HealthView>();
        routes.MapGet("/health/ready", Ready)
            .WithName("ready").WithSummary("The server can serve: storage answers, wakers run, facilities are known.")
            .Produces<HealthView>().Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Ready(HttpContext context, IEnumerable<IReadinessCheck> checks)
    {
        var states = await Task.WhenAll(checks.Select(check => State(check, context.RequestAborted)));
        var ready = Array.TrueForAll(states, s => s.Works);
        return TypedResults.Json(
            new HealthView(ready ? "ready" : "not-ready", [.. states]),
            ApiJson.Default.HealthView,
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<CheckView> State(IReadinessCheck check, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerWithin);
        try
        {
            var works = await check.Works(limit.Token).AsTask().WaitAsync(limit.Token);
            return new CheckView(check.Name, works, check.Detail);
        }
        catch (Exception)
        {
            // whatever it was: it does not work, and its own log says why
            return new CheckView(check.Name, false);
        }
    }
}

/// <summary>How the server is.</summary>
internal sealed record HealthView(string Status, ImmutableArray<CheckView> Checks);

/// <summary>How one thing is that must work.</summary>
internal sealed record CheckView(string Name, bool Works, string? Detail = null);
