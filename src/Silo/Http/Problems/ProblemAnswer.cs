using System.Text.Json;
using Monitoring.Silo.Http.Json;

namespace Monitoring.Silo.Http.Problems;

/// <summary>Writes a problem as the answer.</summary>
internal sealed class ProblemAnswer(Problem problem) : IResult
{
    private const string ContentType = "application/problem+json";
    private const string RetryAfterSeconds = "1";

    public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, problem);

    public static Task Write(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        // not the request's token: after a timeout it is cancelled, and the answer must go out all the same
        return context.Response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Default.Problem), CancellationToken.None).AsTask();
    }
}

/// <summary>A problem is an answer.</summary>
internal static class ProblemAnswers
{
    public static IResult ToAnswer(this Problem problem) => new ProblemAnswer(problem);
}
