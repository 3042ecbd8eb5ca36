using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Monitoring.LiveBoard.Tests.Fakes;

/// <summary>A screen: a plain WebSocket that speaks the SignalR JSON protocol, frame by frame.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private const char EndOfFrame = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _bytes = new byte[16 * 1024];
    private readonly Queue<JsonElement> _frames = new();
    private readonly StringBuilder _partial = new();
    private int _calls;

    public static async Task<Screen> Connect(Uri address, string user, int? receiveBuffer)
    {
        var screen = new Screen();
        screen._socket.Options.SetRequestHeader("X-User", user);
        var handler = new SocketsHttpHandler { ConnectCallback = (to, cancel) => Open(to.DnsEndPoint, receiveBuffer, cancel) };
        var hub = new UriBuilder(address) { Scheme = "ws", Path = LiveBoardSetup.HubPath }.Uri;
        await screen._socket.ConnectAsync(hub, new HttpMessageInvoker(handler), default);
        await screen.Send("""{"protocol":"json","version":1}""");
        JsonElement handshake = await screen.Receive("handshake");
        Assert.False(handshake.TryGetProperty("error", out _));
        return screen;
    }

    /// <summary>Joins, and passes over whatever comes before the answer. Null, or the error.</summary>
    public async Task<string?> Join(string audience, long after)
    {
        string call = await Call("Join", audience, after);
        return await Answer(call);
    }

    /// <summary>Joins without waiting for the answer.</summary>
    public async Task<string> Call(string method, params object[] arguments)
    {
        string call = $"{++_calls}";
        await Send(JsonSerializer.Serialize(
            new { type = 1, invocationId = call, target = method, arguments }));
        return call;
    }

    public async Task<string?> Answer(string call)
    {
        JsonElement frame = await ReceiveWhere(
            $"answer to {call}", f => Type(f) == 3 && f.GetProperty("invocationId").GetString() == call);
        return frame.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;
    }

    /// <summary>The next frame, whatever it is.</summary>
    public Task<JsonElement> Next() => Receive("any frame");

    /// <summary>The next items, as they stand on the wire.</summary>
    public async Task<IReadOnlyList<JsonElement>> Feed()
    {
        JsonElement frame = await ReceiveWhere("feed", f => Target(f) == "feed");
        return [.. frame.GetProperty("arguments")[0].EnumerateArray()];
    }

    /// <summary>Items until one has this number; exactly those that came.</summary>
    public async Task<List<long>> FeedUntil(long seq)
    {
        List<long> numbers = [];
        while (numbers.Count == 0 || numbers[^1] < seq)
        {
            numbers.AddRange((await Feed()).Select(i => i.GetProperty("seq").GetInt64()));
        }

        return numbers;
    }

    public async Task<JsonElement> Beat() =>
        (await ReceiveWhere("beat", f => Target(f) == "beat")).GetProperty("arguments");

    /// <summary>Reads until the server has ended the connection; what came before that.</summary>
    public async Task<List<JsonElement>> UntilCut()
    {
        using var patience = new CancellationTokenSource(Patience.Ends);
        List<JsonElement> frames = [];
        try
        {
            while (true)
            {
                // one patience for all of it: a connection that lives on is kept alive by pings
                frames.Add(await Receive("end of the connection", patience.Token));
            }
        }
        catch (Exception e) when (e is WebSocketException or EndOfStreamException)
        {
            return frames;
        }
    }

    public static string? Target(JsonElement frame) =>
        frame.TryGetProperty("target", out JsonElement target) ? target.GetString() : null;

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return default;
    }

    private static int Type(JsonElement frame) => frame.TryGetProperty("type", out JsonElement type) ? type.GetInt32() : 0;

    private static async ValueTask<Stream> Open(
        System.Net.DnsEndPoint to, int? receiveBuffer, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size)
        {
            socket.ReceiveBufferSize = size;
        }

        await socket.ConnectAsync(to, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task Send(string frame) => await _socket.SendAsync(
        Encoding.UTF8.GetBytes(frame + EndOfFrame), WebSocketMessageType.Text, endOfMessage: true, default);

    private async Task<JsonElement> ReceiveWhere(string what, Func<JsonElement, bool> isIt)
    {
        using var patience = new CancellationTokenSource(Patience.Ends);
        while (true)
        {
            JsonElement frame = await Receive(what, patience.Token);
            if (isIt(frame))
            {
                return frame;
            }
        }
    }

    private async Task<JsonElement> Receive(string what)
    {
        using var patience = new CancellationTokenSource(Patience.Ends);
        return await Receive(what, patience.Token);
    }

    private async Task<JsonElement> Receive(string what, CancellationToken patience)
    {
        while (_frames.Count == 0)
        {
            try
            {
                await ReadMore(patience);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Waited in vain for: {what}.");
            }
        }

        return _frames.Dequeue();
    }

    private async Task ReadMore(CancellationToken cancellation)
    {
        WebSocketReceiveResult part = await _socket.ReceiveAsync(_bytes, cancellation);
        if (part.MessageType == WebSocketMessageType.Close)
        {
            throw new EndOfStreamException();
        }

        _partial.Append(Encoding.UTF8.GetString(_bytes, 0, part.Count));
        string[] texts = _partial.ToString().Split(EndOfFrame);
        foreach (string text in texts[..^1])
        {
            _frames.Enqueue(JsonElement.Parse(text));
        }

        _partial.Clear().Append(texts[^1]);
    }
}
