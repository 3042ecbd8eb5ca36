using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Board;

/// <summary>
/// Follows one audience as a screen does: joins after the last number it has, takes what is numbered next, and does so
/// again whenever the connection ends. It never fetches: what it has came over the hub.
/// </summary>
internal sealed class BoardClient : IAsyncDisposable
{
    private static readonly TimeSpan TryEvery = TimeSpan.FromMilliseconds(50);

    private readonly string _audience;
    private readonly CancellationTokenSource _enough = new();
    private readonly Lock _lock = new();
    private readonly List<Item> _items = [];
    private readonly HashSet<string> _breached = [];
    private readonly List<(Func<bool> Reached, TaskCompletionSource Told)> _waiting = [];
    private readonly Task _following;

    public BoardClient(ServerProcess server, string audience)
    {
        (Server, _audience) = (server, audience);
        _following = Follow();
    }

    /// <summary>Where it connects.</summary>
    public ServerProcess Server { get; }

    /// <summary>The number of the last item.</summary>
    public long Cursor { get; private set; }

    public int Connections { get; private set; }

    /// <summary>Signs of life so far.</summary>
    public int Beats { get; private set; }

    /// <summary>The head of the feed by the last sign of life.</summary>
    public long Head { get; private set; }

    /// <summary>How many of the items are breaches.</summary>
    public int Breaches { get; private set; }

    /// <summary>Items that came again; a resume by cursor gives none.</summary>
    public int Repeats { get; private set; }

    public IReadOnlyList<Item> Items
    {
        get
        {
            lock (_lock)
            {
                return [.. _items];
            }
        }
    }

    /// <summary>Waits until what was heard fulfils a condition; it is asked under the client's lock, at each frame.</summary>
    public async Task Until(string what, Func<BoardClient, bool> reached)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (reached(this))
            {
                return;
            }

            _waiting.Add((() => reached(this), told));
        }

        var first = await Task.WhenAny(told.Task, _following).For(() => $"{what}: {this}{Server.Said()}");
        await first;
    }

    /// <summary>Waits until each of these complaints was seen to breach.</summary>
    public Task Breach(IReadOnlyCollection<string> complaints) => Until(
        $"a breach of each of {complaints.Count} complaints", client => client._breached.IsSupersetOf(complaints));

    /// <summary>Waits for an item that is not here yet.</summary>
    public Task Next(string what, Func<Item, bool> wanted)
    {
        var seen = Items.Count;
        return Until(what, client => client._items.Skip(seen).Any(wanted));
    }

    /// <summary>Waits until nothing was added to the feed between so many signs of life.</summary>
    public async Task Quiet(int beats)
    {
        var (head, since) = (-1L, 0);
        await Until($"{beats} quiet beats", client =>
        {
            if (client.Head != head || client.Cursor != head)
            {
                (head, since) = (client.Head, client.Beats);
            }

            return client.Cursor == head && client.Beats - since >= beats;
        });
    }

    /// <summary>How far it is, for a message.</summary>
    public override string ToString() =>
        $"the screen is at {Cursor} of {Head}, after {Connections} connections, {Beats} beats, {Breaches} breaches";

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _following;
        _enough.Dispose();
    }

    private async Task Follow()
    {
        using var pace = new PeriodicTimer(TryEvery);
        while (!_enough.IsCancellationRequested)
        {
            try
            {
                // a door that is open and sends everybody away must not be stormed
                await pace.WaitForNextTickAsync(_enough.Token);
                await Server.WhenReady(_enough.Token);
                await FollowOneConnection(_enough.Token);
            }
            catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
            {
                // the server was killed, or it is enough
            }
        }
    }

    private async Task FollowOneConnection(CancellationToken enough)
    {
        using var socket = await SignalRSocket.Connect(Server.Address, ServerProcess.AdminKey, enough);
        Connections++;
        await socket.Join(_audience, Cursor, enough);
        while (await socket.Read(enough) is { } record)
        {
            switch ((int?)record["type"])
            {
                case SignalRSocket.Invocation:
                    Hear((string)record["target"]!, record["arguments"]!.AsArray());
                    break;
                case SignalRSocket.Completion when record["error"] is { } error:
                    throw new InvalidOperationException($"{_audience} could not be joined: {error}");
                case SignalRSocket.Ping:
                    await socket.SendPing(enough);
                    break;
                case SignalRSocket.Close:
                    return;
                default:
                    break;
            }
        }
    }

    private void Hear(string target, JsonArray arguments)
    {
        lock (_lock)
        {
            if (target == "feed")
            {
                foreach (var item in arguments[0].Deserialize<List<Item>>(JsonSerializerOptions.Web)!)
                {
                    Take(item);
                }
            }
            else if (target == "beat")
            {
                Beats++;
                Head = (long)arguments[1]![_audience]!;
            }

            foreach (var waiting in _waiting.Where(w => w.Reached()).ToArray())
            {
                _waiting.Remove(waiting);
                waiting.Told.TrySetResult();
            }
        }
    }

    private void Take(Item item)
    {
        if (item.Seq <= Cursor)
        {
            Repeats++;
            return;
        }

        Assert.Equal(Cursor + 1, item.Seq);
        _items.Add(item);
        if (item.Kind == "breached")
        {
            Breaches++;
            _breached.Add(item.Complaint!);
        }

        Cursor = item.Seq;
    }
}
