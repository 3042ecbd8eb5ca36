using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.Acceptance.Tests.Board;

/// <summary>The SignalR JSON protocol on a bare WebSocket: records that end in the byte 0x1E.</summary>
internal sealed class SignalRSocket : IDisposable
{
    public const int Invocation = 1;
    public const int Completion = 3;
    public const int Ping = 6;
    public const int Close = 7;

    private const byte RecordEnd = 0x1E;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _piece = new byte[16 * 1024];
    private readonly Queue<JsonObject> _records = new();
    private readonly MemoryStream _unfinished = new();

    public static async Task<SignalRSocket> Connect(Uri server, string? key, CancellationToken cancellation)
    {
        var socket = new SignalRSocket();
        try
        {
            if (key is not null)
            {
                socket._socket.Options.SetRequestHeader("Authorization", "Bearer " + key);
            }

            var hub = new UriBuilder(server) { Scheme = "ws", Path = "/hubs/board" };
            await socket._socket.ConnectAsync(hub.Uri, cancellation);
            await socket.Send("""{"protocol":"json","version":1}""", cancellation);
            var handshake = await socket.Read(cancellation);
            return handshake?["error"] is null && handshake is not null
                ? socket
                : throw new WebSocketException($"The handshake failed: {handshake}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Task Join(string audience, long after, CancellationToken cancellation) => Send(
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":1,"invocationId":"{{audience}}","target":"Join","arguments":[{{JsonSerializer.Serialize(audience)}},{{after}}]}"""),
        cancellation);

    public Task SendPing(CancellationToken cancellation) => Send("""{"type":6}""", cancellation);

    /// <summary>The next record; null when the server closed the connection.</summary>
    public async Task<JsonObject?> Read(CancellationToken cancellation)
    {
        while (_records.Count == 0)
        {
            var read = await _socket.ReceiveAsync(_piece, cancellation);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            Split(_piece.AsSpan(0, read.Count));
        }

        return _records.Dequeue();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _unfinished.Dispose();
    }

    private void Split(ReadOnlySpan<byte> piece)
    {
        while (piece.IndexOf(RecordEnd) is >= 0 and var end)
        {
            _unfinished.Write(piece[..end]);
            _records.Enqueue(JsonNode.Parse(_unfinished.ToArray())!.AsObject());
            _unfinished.SetLength(0);
            piece = piece[(end + 1)..];
        }

        _unfinished.Write(piece);
    }

    private Task Send(string record, CancellationToken cancellation) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(record + (char)RecordEnd), WebSocketMessageType.Text, true, cancellation);
}
