using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Monitoring.Bench.Server;

namespace Monitoring.Bench.Screen;

/// <summary>
/// A wall as the server sees it: it joined the province's feed and takes every frame. It notes when each breach
/// arrived and whether the numbers had a gap.
/// </summary>
internal sealed class ConnectedScreen : IAsyncDisposable
{
    private const byte RecordEnd = 0x1e;
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Close = 7;

    /// <summary>The server gives a silent client up after 30 s.</summary>
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);

    private readonly ClientWebSocket _socket = new();
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _over;
    private readonly Arrivals _arrivals;
    private Task _running = Task.CompletedTask;

    private ConnectedScreen(TimeProvider clock, long after, CancellationToken stop)
    {
        _clock = clock;
        _over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _arrivals = new Arrivals(after);
    }

    /// <summary>What arrived so far.</summary>
    public Arrivals Arrivals => _arrivals;

    /// <summary>Beats heard.</summary>
    public int Beats { get; private set; }

    /// <summary>Fetches the board, then joins the province where it ends, as a screen does.</summary>
    public static async Task<ConnectedScreen> Open(ServerProcess server, TimeProvider clock, CancellationToken stop)
    {
        var (seq, _) = await server.Board(stop);
        var screen = new ConnectedScreen(clock, seq, stop);
        try
        {
            await screen.Join(server.Port, seq);
            return screen;
        }
        catch
        {
            await screen.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        try
        {
            await _running;
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // that is how it ends
        }

        _socket.Dispose();
        _over.Dispose();
    }

    private async Task Join(int port, long after)
    {
        _socket.Options.SetRequestHeader("Authorization", "Bearer " + ServerProcess.Key);
        var address = string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}/hubs/board");
        await _socket.ConnectAsync(new Uri(address), _over.Token);
        await Say("""{"protocol":"json","version":1}""");
        await Say(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["province",{{after}}]}"""));
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = Task.WhenAll(Listen(joined), Ping());
        await joined.Task.WaitAsync(_over.Token);
    }

    private async Task Listen(TaskCompletionSource joined)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>(1 << 20);
            while (true)
            {
                var got = await _socket.ReceiveAsync(buffer.GetMemory(1 << 16), _over.Token);
                buffer.Advance(got.Count);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    throw new IOException("The server closed the screen's connection.");
                }

                if (got.EndOfMessage)
                {
                    // stamped before anything is read of it: reading is the bench's time, not the server's
                    Take(buffer.WrittenSpan, _clock.GetUtcNow(), joined);
                    buffer.ResetWrittenCount();
                }
            }
        }
        catch (Exception e)
        {
            joined.TrySetException(e);
            if (!_over.IsCancellationRequested)
            {
                _arrivals.Ended(e);
            }
        }
    }

    private void Take(ReadOnlySpan<byte> message, DateTimeOffset at, TaskCompletionSource joined)
    {
        while (message.IndexOf(RecordEnd) is >= 0 and var end)
        {
            Take(JsonSerializer.Deserialize(message[..end], ScreenJson.Default.HubMessage)!, at, joined);
            message = message[(end + 1)..];
        }
    }

    private void Take(HubMessage message, DateTimeOffset at, TaskCompletionSource joined)
    {
        switch (message)
        {
            case { Error: { } error }:
                throw new IOException("The hub says: " + error);
            case { Type: Close }:
                throw new IOException("The hub closed the connection.");
            case { Type: Completion }:
                joined.TrySetResult();
                break;
            case { Type: Invocation, Target: "feed", Arguments: [var items] }:
                _arrivals.Add(items.Deserialize(ScreenJson.Default.FeedItemArray)!, at);
                break;
            case { Type: Invocation, Target: "beat" }:
                Beats++;
                break;
            default:
                break; // the handshake's answer, pings
        }
    }

    private async Task Ping()
    {
        while (true)
        {
            await Task.Delay(PingEvery, _clock, _over.Token);
            await Say("""{"type":6}""");
        }
    }

    private async Task Say(string message) => await _socket.SendAsync(
        (byte[])[.. Encoding.UTF8.GetBytes(message), RecordEnd], WebSocketMessageType.Text, true, _over.Token);
}
