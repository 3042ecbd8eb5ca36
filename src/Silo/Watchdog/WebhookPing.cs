namespace Monitoring.Silo.Watchdog;

/// <summary>A request to an address outside, without a body and without a second try.</summary>
/// <param name="url">The address. It may hold a secret, so it is never logged.</param>
/// <param name="method">GET or POST.</param>
/// <param name="logger">Hears of what did not get through.</param>
internal sealed partial class WebhookPing(Uri url, HttpMethod method, ILogger<WebhookPing> logger) : IOutsidePing, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = AnswerWithin,
    };

    public async Task<bool> Tell(CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(method, url);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode)
            {
                return true;
            }

            LogRefused((int)answer.StatusCode);
        }
        catch (HttpRequestException e)
        {
            LogFailed(e.HttpRequestError);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(HttpRequestError.ConnectionError);
        }

        return false;
    }

    public void Dispose() => _http.Dispose();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watchdog's address outside answered {Status}.")]
    private partial void LogRefused(int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watchdog's address outside was not reached ({Error}).")]
    private partial void LogFailed(HttpRequestError error);
}
