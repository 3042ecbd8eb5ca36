namespace Monitoring.Silo.SignIn;

/// <summary>The cookie that holds a session's ticket: no script reads it, no other site sends it.</summary>
internal static class SessionCookie
{
    public const string Name = "monitoring-session";

    public static void Set(HttpContext context, string ticket) =>
        context.Response.Cookies.Append(Name, ticket, Traits(context.Request));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Traits(context.Request));

    private static CookieOptions Traits(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
