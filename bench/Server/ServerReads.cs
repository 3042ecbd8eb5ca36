using System.Globalization;
using System.Text.Json;

namespace Monitoring.Bench.Server;

/// <summary>What the bench asks the server now and then.</summary>
internal static class ServerReads
{
    /// <summary>Ids of the facilities complaints can be about.</summary>
    public static async Task<IReadOnlyList<string>> Facilities(this ServerProcess server, CancellationToken stop)
    {
        using var answer = JsonDocument.Parse(await server.Get("/api/v1/facilities", stop));
        return [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];
    }

    /// <summary>The province's board as a screen fetches it before it joins: its number in the feed, and its size.</summary>
    public static async Task<(long Seq, int Bytes)> Board(this ServerProcess server, CancellationToken stop)
    {
        var body = await server.Get("/api/v1/board?audience=province", stop);
        using var board = JsonDocument.Parse(body);
        return (board.RootElement.GetProperty("seq").GetInt64(), body.Length);
    }

    /// <summary>How many complaints are open, in time or not.</summary>
    public static async Task<double> Open(this ServerProcess server, CancellationToken stop) =>
        (await server.Metric("monitoring_open ", stop) ?? 0)
        + (await server.Metric("monitoring_overdue ", stop) ?? 0)
        + (await server.Metric("monitoring_handled ", stop) ?? 0);

    /// <summary>What the auditor says of itself.</summary>
    public static async Task<AuditSaid> Audit(this ServerProcess server, CancellationToken stop)
    {
        using var answer = JsonDocument.Parse(await server.Get("/api/v1/audit", stop));
        var report = answer.RootElement;
        return new AuditSaid(
            report.GetProperty("rounds").GetInt64(),
            report.TryGetProperty("lastRoundSeconds", out var seconds) && seconds.ValueKind == JsonValueKind.Number ? seconds.GetDouble() : 0,
            report.GetProperty("streams").GetInt64(),
            report.GetProperty("derived").GetInt64(),
            report.GetProperty("wrong").GetInt64());
    }

    /// <summary>Whether the province's feed has an item with this number.</summary>
    public static async Task<bool> HasFeedReached(this ServerProcess server, long seq, CancellationToken stop)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/feed?audience=province&after={seq - 1}&limit=1");
        using var feed = JsonDocument.Parse(await server.Get(path, stop));
        return feed.RootElement.GetProperty("items").GetArrayLength() > 0;
    }

    /// <summary>The first value of a metric whose name contains this; null if the server has none.</summary>
    public static async Task<double?> Metric(this ServerProcess server, string part, CancellationToken stop)
    {
        using var answer = await server.Http.GetAsync(new Uri("/metrics", UriKind.Relative), stop);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        var text = await answer.Content.ReadAsStringAsync(stop);
        var line = text.Split('\n').FirstOrDefault(l => !l.StartsWith('#') && l.Contains(part, StringComparison.Ordinal));
        return line is null ? null : double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    private static async Task<byte[]> Get(this ServerProcess server, string path, CancellationToken stop)
    {
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative), stop);
        var body = await answer.Content.ReadAsByteArrayAsync(stop);
        return answer.IsSuccessStatusCode
            ? body
            : throw new InvalidOperationException(
                $"GET {path} was answered {(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
    }
}

/// <summary>The report of the auditor, as far as the bench reads it.</summary>
/// <param name="Rounds">That ended.</param>
/// <param name="Seconds">How long the last one took.</param>
/// <param name="Streams">Looked at in it.</param>
/// <param name="Derived">Of them derived anew.</param>
/// <param name="Wrong">Due rows found wrong since the start.</param>
internal sealed record AuditSaid(long Rounds, double Seconds, long Streams, long Derived, long Wrong);
