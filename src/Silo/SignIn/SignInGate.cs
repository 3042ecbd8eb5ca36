using Monitoring.Silo.Http.Problems;

namespace Monitoring.Silo.SignIn;

/// <summary>
/// Stands before everything. Without a good key or session only the health of the server, the tracking of a code and the
/// pages, which hold no data, are answered.
/// </summary>
internal sealed class SignInGate(RequestDelegate next, AdminKey admin, SessionTickets tickets)
{
    private const string Bearer = "Bearer ";
    private const string Track = "/api/v1/track";

    /// <summary>What lies under these is data; a new place for data belongs here.</summary>
    private static readonly string[] Guarded = ["/api", "/hubs", "/openapi", "/metrics"];

    private static readonly Visitor ByKey = Visitor.Admin();

    public Task Invoke(HttpContext context)
    {
        var (visitor, problem) = Recognised(context.Request);
        if (visitor is null)
        {
            return IsPublic(context) ? next(context) : ProblemAnswer.Write(context, problem!);
        }

        if (visitor.ByCookie && FromElsewhere(context.Request))
        {
            return ProblemAnswer.Write(context, KnownProblems.CrossOrigin);
        }

        context.Features.Set(visitor);
        context.User = visitor.Principal;
        return next(context);
    }

    private (Visitor?, Problem?) Recognised(HttpRequest request)
    {
        string? said = request.Headers.Authorization;
        if (said is not null)
        {
            return said.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && admin.Is(said.AsSpan(Bearer.Length).Trim())
                ? (ByKey, null)
                : (null, KnownProblems.WrongKey);
        }

        // a browser cannot set a header on a WebSocket, so the hub alone also takes the key from its query
        if (request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
            && request.Query["access_token"] is [{ Length: > 0 } token])
        {
            return admin.Is(token) ? (ByKey, null) : (null, KnownProblems.WrongKey);
        }

        return request.Cookies[SessionCookie.Name] is { } ticket && tickets.IsGood(ticket)
            ? (Visitor.Admin(ticket), null)
            : (null, KnownProblems.NotSignedIn);
    }

    private static bool IsPublic(HttpContext context)
    {
        // the matched route counts, not the way its path was written
        var place = context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern }
            ? new PathString(pattern.StartsWith('/') ? pattern : "/" + pattern)
            : context.Request.Path;
        var method = context.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
            ? !Array.Exists(Guarded, guarded => place.StartsWithSegments(guarded, StringComparison.OrdinalIgnoreCase))
            : HttpMethods.IsPost(method) && place.Equals(Track, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Another page made the browser send the cookie. SameSite does not see it where the other page differs by its port
    /// alone. Reading is harmless, but for a WebSocket, which no browser keeps to its own origin.
    /// </summary>
    private static bool FromElsewhere(HttpRequest request)
    {
        var harmless = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);
        string? origin = request.Headers.Origin;
        return !harmless && origin is not null
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
