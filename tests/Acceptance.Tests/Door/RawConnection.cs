using System.Net.Sockets;
using System.Text;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Door;

/// <summary>One TCP connection to the server, written to by hand.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new();

    public static async Task<RawConnection> To(Uri server)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(server.Host, server.Port);
        return connection;
    }

    /// <summary>The head of a request that files a complaint.</summary>
    public Task WriteHead(Uri server, string body, string idempotencyKey, string more = "") => Write(
        $"""
        POST /api/v1/complaints HTTP/1.1
        Host: {server.Authority}
        Authorization: Bearer {ServerProcess.AdminKey}
        Idempotency-Key: {idempotencyKey}
        Content-Type: application/json
        Content-Length: {Encoding.UTF8.GetByteCount(body)}
        {more}
        """.TrimEnd().ReplaceLineEndings("\r\n") + "\r\n\r\n");

    public async Task Write(string text) => await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>What has come; nothing when the server closed the connection.</summary>
    public async Task<string> ReadSome()
    {
        var some = new byte[16 * 1024];
        var read = await _client.GetStream().ReadAsync(some).AsTask().For("something from the server");
        return Encoding.UTF8.GetString(some, 0, read);
    }

    /// <summary>All that comes until the server closes the connection.</summary>
    public async Task<string> ReadToEnd()
    {
        using var reader = new StreamReader(_client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync().For("the end of what the server says");
    }

    public void Dispose() => _client.Dispose();
}
