using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.SlowScreen;

/// <summary>
/// A screen that joins a board with all its history, again and again, and never reads a byte of what it is sent. It takes
/// as little as the system lets it.
/// </summary>
internal sealed class DeafScreen : IDisposable
{
    private const int SmallestBuffer = 2_048;
    private const byte Text = 0x81;
    private const byte Masked = 0x80;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        ReceiveBufferSize = SmallestBuffer,
    };

    public static async Task<DeafScreen> Connect(Uri server)
    {
        var screen = new DeafScreen();
        await screen._socket.ConnectAsync(IPAddress.Loopback, server.Port);
        await screen.Send(Encoding.ASCII.GetBytes(
            $"""
            GET /hubs/board HTTP/1.1
            Host: {server.Authority}
            Authorization: Bearer {ServerProcess.AdminKey}
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
            """.ReplaceLineEndings("\r\n") + "\r\n\r\n"));
        await screen.Say("""{"protocol":"json","version":1}""");
        return screen;
    }

    /// <summary>Asks for everything from the first item on, in its own and in every other audience that it may see.</summary>
    public async Task Join(IEnumerable<string> audiences)
    {
        foreach (var audience in audiences)
        {
            await Say(string.Create(CultureInfo.InvariantCulture, $$"""{"type":1,"target":"Join","arguments":["{{audience}}",0]}"""));
        }
    }

    /// <summary>Whether the server has cut it; found out without reading what it was sent.</summary>
    public async Task<bool> IsCut()
    {
        try
        {
            await Say("""{"type":6}""");
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Dispose() => _socket.Dispose();

    private Task Say(string record)
    {
        var bytes = Encoding.UTF8.GetBytes(record + '\u001e');
        Assert.True(bytes.Length < 126);
        return Send([Text, (byte)(Masked | bytes.Length), 0, 0, 0, 0, .. bytes]); // a mask of zeros masks nothing
    }

    private async Task Send(byte[] bytes) => await _socket.SendAsync(bytes);
}
