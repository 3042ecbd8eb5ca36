using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitoring.LiveBoard.Fold;
using Monitoring.Silo.Http.Json;
using Monitoring.Silo.Http.Problems;
using Monitoring.Silo.Options;

namespace Monitoring.Silo.SignIn;

/// <summary><c>/api/v1/session</c>: sign in with a key, see who is signed in, sign out.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/session";

    public static void MapSession(this IEndpointRouteBuilder api)
    {
        api.MapPost(Path, SignIn)
            .WithName("signIn").WithSummary("Sign in with a bearer key; the session is a cookie.")
            .Produces(StatusCodes.Status204NoContent);
        api.MapGet(Path, Look)
            .WithName("session").WithSummary("Who is signed in, and which boards that opens.")
            .Produces<SessionView>();
        api.MapDelete(Path, SignOut)
            .WithName("signOut").WithSummary("Sign out; the session's boards close.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static IResult SignIn(HttpContext context, SessionTickets tickets)
    {
        // only a key opens a session: one session does not breed another
        if (context.Visitor().ByCookie)
        {
            return KnownProblems.NotSignedIn.ToAnswer();
        }

        SessionCookie.Set(context, tickets.Issue());
        return TypedResults.NoContent();
    }

    private static JsonHttpResult<SessionView> Look(
        HttpContext context, AudienceGate gate, BoardSetting board, SiloOptions options)
    {
        var visitor = context.Visitor();
        return TypedResults.Json(
            new SessionView(visitor.Role, [.. gate.Audiences(visitor)], board.Simulated, board.Build, options.Faults ? true : null),
            ApiJson.Default.SessionView);
    }

    private static async Task<NoContent> SignOut(HttpContext context, SessionTickets tickets)
    {
        if (context.Visitor().Ticket is { } ticket)
        {
            await tickets.SignOut(ticket, context.RequestAborted);
        }

        SessionCookie.Remove(context);
        return TypedResults.NoContent();
    }
}

/// <summary>Who is signed in.</summary>
/// <param name="Role">The role that stands in events.</param>
/// <param name="Audiences">Every board that may be joined, the widest first.</param>
/// <param name="Simulated">True when the data are invented.</param>
/// <param name="Build">Changes when the pages do.</param>
/// <param name="Drill">True where faults are injected for a drill; left out elsewhere.</param>
internal sealed record SessionView(
    string Role, ImmutableArray<string> Audiences, bool Simulated, string Build, bool? Drill);
