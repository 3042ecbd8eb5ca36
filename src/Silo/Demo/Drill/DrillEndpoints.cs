using System.Globalization;
using Monitoring.Grains;
using Monitoring.Silo.Http.Intake;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>
/// <c>GET /api/v1/drill</c> and <c>POST /api/v1/drill/{fault}</c>: for administrators, and only where faults are injected.
/// </summary>
internal static class DrillEndpoints
{
    public const int ShortestSeconds = 5;
    public const int LongestSeconds = 120;

    private const string ProblemJson = "application/problem+json";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var drill = routes.MapGroup("/api/v1/drill");
        drill.MapGet("", Look)
            .WithName("drill").WithSummary("The drill: the script, what is on now, what the log says of what was.")
            .Produces<DrillView>();
        drill.MapPost("/{fault}", Switch)
            .WithName("switchFault").WithSummary("Starts a fault for so many seconds; 0 seconds end it now.")
            .Accepts<FaultBody>("application/json")
            .Produces<FaultAnswer>()
            .Produces<Problem>(StatusCodes.Status404NotFound, ProblemJson)
            .Produces<Problem>(StatusCodes.Status409Conflict, ProblemJson)
            .Produces<Problem>(StatusCodes.Status422UnprocessableEntity, ProblemJson);
    }

    private static IResult Look(HttpContext context, FaultBook book, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Visitor().IsAdmin
            ? TypedResults.Json(DrillView.Of(book, time.Now()), DrillJson.Default.DrillView)
            : KnownProblems.NotFound.ToAnswer();
    }

    private static async Task<IResult> Switch(HttpContext context, string fault, FaultBook book, DrillAnswers answers)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Visitor().IsAdmin || FaultKinds.Find(fault) is not { } kind)
        {
            return KnownProblems.NotFound.ToAnswer();
        }

        if (IdempotencyKey.Of(context.Request) is not { } key)
        {
            return KnownProblems.KeyMissing.ToAnswer();
        }

        var read = await StrictBody.From(context, FaultBodyJson.Default.FaultBody);
        if (read.Value is not { } body)
        {
            return read.Problem!.ToAnswer();
        }

        if (body.Seconds is not (0 or (>= ShortestSeconds and <= LongestSeconds)))
        {
            return WrongSeconds();
        }

        var seconds = body.Seconds.Value;
        return answers.Once(key, $"{kind.Id} {seconds}", () => Carry(book, kind, seconds));
    }

    private static IResult Carry(FaultBook book, FaultKind kind, int seconds)
    {
        if (seconds == 0)
        {
            book.Stop(kind.Fault);
            return TypedResults.Json(new FaultAnswer(kind.Id, On: false, null), DrillJson.Default.FaultAnswer);
        }

        return book.Start(kind.Fault, TimeSpan.FromSeconds(seconds), scripted: false) is { } run
            ? TypedResults.Json(
                new FaultAnswer(kind.Id, On: true, run.EndsAt.ToWholeMilliseconds()), DrillJson.Default.FaultAnswer)
            : KnownProblems.New(409, "already-on", "That fault is on already", "End it with 0 seconds first.").ToAnswer();
    }

    private static IResult WrongSeconds()
    {
        var errors = new FieldErrors();
        errors.Add("seconds", string.Create(
            CultureInfo.InvariantCulture, $"{ShortestSeconds} to {LongestSeconds}, or 0 to end it now."));
        return errors.ToProblem()!.ToAnswer();
    }
}
