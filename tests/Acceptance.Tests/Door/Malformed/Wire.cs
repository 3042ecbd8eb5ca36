using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Door.Malformed;

/// <summary>Sends one request over a connection of its own, and reads what comes until the server closes.</summary>
internal static partial class Wire
{
    /// <summary>Who waits for the rest of a broken request is told after this that none comes.</summary>
    private static readonly TimeSpan NoRestAfter = TimeSpan.FromMilliseconds(200);

    /// <param name="server">Where it goes.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="number">Names an address to come from: what is limited by address is limited for each.</param>
    public static async Task<Answer?> Send(Uri server, WireRequest request, int number)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)((number >> 8) & 0xFF), (byte)(number & 0xFF)]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var answer = ReadToEnd(socket);
        try
        {
            await socket.SendAsync(request.ToBytes());
            if (request.IsBroken && await Task.WhenAny(answer, Task.Delay(NoRestAfter)) != answer)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (SocketException)
        {
            // it has heard enough; what it says is read all the same
        }

        return Parse(await answer.For(() => $"an answer to {request.Method} {request.Path} ({request.Told})"));
    }

    private static async Task<byte[]> ReadToEnd(Socket socket)
    {
        var (all, some) = (new MemoryStream(), new byte[16 * 1024]);
        try
        {
            while (await socket.ReceiveAsync(some) is > 0 and var read)
            {
                all.Write(some, 0, read);
            }
        }
        catch (SocketException)
        {
            // cut off
        }

        return all.ToArray();
    }

    /// <summary>Null where nothing was said at all.</summary>
    private static Answer? Parse(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        while (text.StartsWith("HTTP/1.1 100", StringComparison.Ordinal))
        {
            text = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        }

        if (text.Length == 0)
        {
            return null;
        }

        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = (text[..end], text[(end + 4)..]);
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            body = Chunks(body);
        }

        return new Answer(
            int.Parse(AStatus().Match(head).Groups[1].Value, CultureInfo.InvariantCulture),
            AType().Match(head) is { Success: true } type ? type.Groups[1].Value : null,
            body);
    }

    private static string Chunks(string framed)
    {
        var whole = new StringBuilder();
        var rest = Encoding.UTF8.GetBytes(framed).AsSpan();
        while (true)
        {
            var line = rest.IndexOf("\r\n"u8);
            var size = int.Parse(rest[..line], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
            {
                return whole.ToString();
            }

            whole.Append(Encoding.UTF8.GetString(rest.Slice(line + 2, size)));
            rest = rest[(line + 2 + size + 2)..];
        }
    }

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})")]
    private static partial Regex AStatus();

    [GeneratedRegex(@"Content-Type: ([^;\r]+)", RegexOptions.IgnoreCase)]
    private static partial Regex AType();
}
