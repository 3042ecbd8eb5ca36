using System.Text;
using Monitoring.Silo.Options;
using Monitoring.Verify.Chain;

namespace Monitoring.Silo.Audit;

/// <summary>
/// Drops every signed head where who can change the store cannot: as a line of a file on another disk, as a POST to another
/// institution. Neither holds up the head; what could not be dropped is said, and <c>GET /api/v1/audit/heads</c> has them all.
/// </summary>
internal sealed partial class Anchors(SiloOptions options, ILogger<Anchors> logger) : IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new() { Timeout = AnswerWithin };

    public async Task Drop(AnchorLine head, CancellationToken cancellation)
    {
        var line = head.ToLine();
        await Try(options.AnchorFile, file => Append(file, line, cancellation));
        await Try(options.AnchorUrl, url => Post(url, line, cancellation));
    }

    public void Dispose() => _http.Dispose();

    private async Task Try(string where, Func<string, Task> drop)
    {
        if (where.Length == 0)
        {
            return;
        }

        try
        {
            await drop(where);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException or TaskCanceledException)
        {
            LogNotDropped(e, where);
        }
    }

    private static async Task Append(string file, string line, CancellationToken cancellation)
    {
        await using var anchor = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        await anchor.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellation);
        anchor.Flush(flushToDisk: true);
    }

    private async Task Post(string url, string line, CancellationToken cancellation)
    {
        using var content = new StringContent(line, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(url), content, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A daily head could not be anchored at {Where}.")]
    private partial void LogNotDropped(Exception exception, string where);
}
