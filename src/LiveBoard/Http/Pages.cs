using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Monitoring.LiveBoard.Http;

/// <summary>
/// The pages. They are public and hold no data; what they show they ask for after sign-in. A page is asked for anew each
/// time; what it names under <c>/assets</c> carries a hash in its name and is kept for ever.
/// </summary>
internal sealed class Pages(IFileProvider files)
{
    // scripts, styles, fonts, images and connections of our own only; the build makes nothing a data: address
    private const string ContentSecurityPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    private const string Asked = "no-cache";
    private const string Kept = "public, max-age=31536000, immutable";

    private static readonly FileExtensionContentTypeProvider Types = new();

    public static void Map(IEndpointRouteBuilder routes, string root)
    {
        if (!Directory.Exists(root))
        {
            // built without Node: the API and the hub serve all the same
            return;
        }

        var pages = new Pages(new PhysicalFileProvider(root));
        pages.MapPage(routes, "/", "wall.html");
        pages.MapPage(routes, "/wall", "wall.html");
        pages.MapPage(routes, "/facility", "facility.html");
        pages.MapPage(routes, "/complaint", "complaint.html");
        MapFile(routes, "/assets/{**name}", (http, name) => pages.Send(http, "assets/" + name, Kept));
        // the icon and its like, each under its own name: no pattern, so no route of somebody else's is taken
        foreach (string name in Directory.EnumerateFiles(root).Select(file => Path.GetFileName(file)!).Where(IsNoPage))
        {
            pages.MapPage(routes, "/" + name, name);
        }
    }

    private static bool IsNoPage(string name) => !name.EndsWith(".html", StringComparison.Ordinal);

    private static void MapFile(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, string, IResult> send) =>
        routes.MapMethods(pattern, [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string name) => send(http, name))
            .ExcludeFromDescription();

    private void MapPage(IEndpointRouteBuilder routes, string path, string file) =>
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => Send(http, file, Asked))
            .ExcludeFromDescription();

    private IResult Send(HttpContext http, string name, string caching)
    {
        IFileInfo file = files.GetFileInfo(name);
        if (!file.Exists || file.PhysicalPath is null)
        {
            return TypedResults.NotFound();
        }

        IHeaderDictionary headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = caching;
        string type = Types.TryGetContentType(name, out string? known) ? known : "application/octet-stream";
        return TypedResults.PhysicalFile(file.PhysicalPath, type, lastModified: file.LastModified);
    }
}
