using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitoring.Bench.Load;

/// <summary>
/// One keep-alive connection with one request under way. HttpClient costs the cores that the server needs: it
/// builds and parses headers that are the same every time. This sends prepared bytes and looks for the end of the answer.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private const int BufferSize = 32 * 1024;
    private static readonly SearchLength Length = new();

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[BufferSize];

    private HttpConnection(Socket socket) => _socket = socket;

    public static async Task<HttpConnection> Open(int port, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
            return new HttpConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <returns>The answer; its body is good until the next request.</returns>
    /// <exception cref="IOException">The connection ended, or the answer is not one this understands.</exception>
    public async ValueTask<Answer> Send(ReadOnlyMemory<byte> request, CancellationToken stop)
    {
        await _socket.SendAsync(request, SocketFlags.None, stop);
        var read = 0;
        while (true)
        {
            var got = await _socket.ReceiveAsync(_buffer.AsMemory(read), SocketFlags.None, stop);
            if (got == 0)
            {
                throw new IOException(read == BufferSize ? "The answer is too long." : "The server ended the connection.");
            }

            read += got;
            if (Whole(_buffer.AsMemory(0, read)) is { } answer)
            {
                return answer;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private static Answer? Whole(ReadOnlyMemory<byte> received)
    {
        var bytes = received.Span;
        var headEnd = bytes.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
        {
            return null;
        }

        var head = bytes[..headEnd];
        var body = received[(headEnd + 4)..];
        var whole = Length.In(head) is { } length ? body.Length >= length : body.Span.EndsWith("0\r\n\r\n"u8);
        return whole ? new Answer(Status(head), body) : null;
    }

    private static int Status(ReadOnlySpan<byte> head) =>
        int.Parse(head.Slice("HTTP/1.1 ".Length, 3), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The Content-Length, or null where the body is chunked and ends with an empty chunk.</summary>
    private sealed class SearchLength
    {
        private readonly byte[] _name = Encoding.ASCII.GetBytes("\r\nContent-Length: ");

        public int? In(ReadOnlySpan<byte> head)
        {
            var at = head.IndexOf(_name);
            if (at < 0)
            {
                return null;
            }

            var value = head[(at + _name.Length)..];
            var end = value.IndexOf((byte)'\r');
            return int.Parse(end < 0 ? value : value[..end], NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>An answer.</summary>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body);
