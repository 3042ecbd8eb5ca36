using System.Globalization;

namespace Monitoring.Silo.Http.Verbs;

/// <summary>The header that says which version the asker saw.</summary>
internal static class IfMatch
{
    /// <summary>False where the header is there and holds no version.</summary>
    public static bool TryRead(HttpRequest request, out long? version)
    {
        version = null;
        if (request.Headers.IfMatch is not [{ Length: > 0 } said] || said == "*")
        {
            return request.Headers.IfMatch.Count <= 1;
        }

        var quoted = said.StartsWith("W/", StringComparison.Ordinal) ? said[2..] : said;
        if (quoted is not ['"', .. var inside, '"']
            || !long.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return false;
        }

        version = seen;
        return true;
    }

    public static void Tell(HttpResponse response, long version) =>
        response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
