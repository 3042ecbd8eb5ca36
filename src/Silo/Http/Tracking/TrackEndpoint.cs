using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Http.Reads;
using Monitoring.Silo.Http.Verbs;

namespace Monitoring.Silo.Http.Tracking;

/// <summary><c>POST /api/v1/track</c>: what a citizen sees of a complaint who holds its code. Public, and slow to guess at.</summary>
internal static class TrackEndpoint
{
    /// <summary>Name of the rate limit.</summary>
    public const string RateLimit = "track";

    public static void MapTrack(this IEndpointRouteBuilder api) => api
        .MapPost("/track", Answer)
        .RequireRateLimiting(RateLimit)
        .WithName("track")
        .WithSummary("Follow a complaint by its tracking code. The code stands in the body, never in a URL.")
        .Accepts<TrackBody>("application/json")
        .Produces<TrackAnswer>()
        .Produces<Problem>(StatusCodes.Status404NotFound, "application/problem+json");

    private static async Task<IResult> Answer(HttpContext context, TrackingCodes codes, IEventLog log, IGrainFactory grains)
    {
        var read = await StrictBody.From(context, BodyJson.Default.TrackBody);
        if (read.Value is not { } body)
        {
            return read.Problem!.ToAnswer();
        }

        // whatever was typed takes the same way, so that a wrong code and no code at all cannot be told apart
        var stored = await log.FindKey(codes.IndexOf(body.Code ?? ""), context.RequestAborted);
        if (stored is null || Streams.ComplaintOf(stored.Stream) is not { } complaint)
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        var look = await grains.GetGrain<IComplaintGrain>(complaint).Look().WaitAsync(context.RequestAborted);
        return TypedResults.Json(TrackAnswer.Of(look), ApiJson.Default.TrackAnswer);
    }
}

/// <summary>A tracking code, typed by a person.</summary>
internal sealed record TrackBody
{
    public string? Code { get; init; }
}

/// <summary>What the citizen may know: where it stands and what was promised, nothing of the inside.</summary>
internal sealed record TrackAnswer(string Status, DateTimeOffset FiledAt, ImmutableArray<TrackedClock> Clocks)
{
    public static TrackAnswer Of(ComplaintLook look) => new(
        look.Status.InJson(),
        look.FiledAt,
        [
            .. look.Clocks.Select(c => new TrackedClock(
                c.Clock, new Words(c.LabelId, c.LabelEn), c.StartedAt, c.DueAt, c.StoppedAt, ClockView.VerdictOf(c))),
        ]);
}

/// <summary>A promise and what became of it.</summary>
internal sealed record TrackedClock(
    string Clock, Words Label, DateTimeOffset StartedAt, DateTimeOffset? DueAt, DateTimeOffset? StoppedAt, string Verdict);
