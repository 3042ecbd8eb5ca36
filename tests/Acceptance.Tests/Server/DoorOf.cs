using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>The server's HTTP door, as one who holds a key.</summary>
internal sealed class DoorOf(Uri address, string? key = ServerProcess.AdminKey) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = address,
        Timeout = Patience.Limit,
        DefaultRequestVersion = HttpVersion.Version11,
    };

    public Task<Answer> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Answer> Post(string path, string body, string? idempotencyKey = null) =>
        Send(HttpMethod.Post, path, body, idempotencyKey);

    /// <summary>Files a complaint.</summary>
    public Task<Answer> File(string body, string idempotencyKey) => Post("/api/v1/complaints", body, idempotencyKey);

    public async Task<Answer> Send(HttpMethod method, string path, string? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var answer = await _http.SendAsync(request);
        return new Answer(
            (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync())
        {
            RetryAfter = answer.Headers.RetryAfter?.Delta,
        };
    }

    public void Dispose() => _http.Dispose();
}
