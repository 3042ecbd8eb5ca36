using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Monitoring.LiveBoard.Http;

/// <summary>The refusals of the board's HTTP side: a code for machines, a sentence for people.</summary>
internal static class Problems
{
    /// <summary>The same answer for what is not this user's and for what does not exist.</summary>
    public static ProblemHttpResult Forbidden() => Of(
        StatusCodes.Status403Forbidden, "forbidden", "There is no such audience, or it is not yours to see.");

    public static ProblemHttpResult SignInFirst() => Of(
        StatusCodes.Status401Unauthorized, "sign-in-first", "Sign in, or send a bearer key.");

    public static ProblemHttpResult BadQuery(string detail) => Of(
        StatusCodes.Status400BadRequest, "bad-query", detail);

    public static ProblemHttpResult NotReady() => Of(
        StatusCodes.Status503ServiceUnavailable, "board-not-ready", "The board is still reading its feed; ask again.");

    public static ProblemHttpResult TooFarBack(string detail) => Of(
        StatusCodes.Status422UnprocessableEntity, "too-far-back", detail);

    private static ProblemHttpResult Of(int status, string code, string detail) => TypedResults.Problem(
        detail, statusCode: status, extensions: [new("code", code)]);
}
