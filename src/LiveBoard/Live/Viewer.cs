using System.Collections.Immutable;
using System.Security.Claims;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.LiveBoard.Live;

/// <summary>
/// One connection and the loop that sends to it. The loop takes one page, asks whether the user may still see it, sends
/// it, and takes the next: at most one page is on its way, however slow the socket is, and nobody waits for it but
/// this loop. A socket that does not take a page in time is cut; a slow one falls back to reading the log.
/// </summary>
internal sealed partial class Viewer : IAsyncDisposable
{
    /// <summary>How long a socket may take over one page.</summary>
    public static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(5);

    /// <summary>A board whose log does not answer for this long sends no beats, so that its screens turn stale.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(10);

    /// <summary>How many audiences one connection may watch.</summary>
    public const int MostWatches = 32;

    private const long NotSending = long.MinValue;

    private readonly ClaimsPrincipal _user;
    private readonly IBoardClient _client;
    private readonly Action _abort;
    private readonly ViewerSurroundings _around;
    private readonly CancellationTokenSource _gone = new();
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Task _sending;
    private ImmutableDictionary<string, Watch> _watches = ImmutableDictionary<string, Watch>.Empty;
    private bool _beatDue;
    private long _sendingSince = NotSending;
    private int _cut;

    /// <param name="user">Whose rights are asked for.</param>
    /// <param name="client">The connection's receiving end.</param>
    /// <param name="abort">Ends the connection at once.</param>
    /// <param name="around">What all viewers share.</param>
    public Viewer(ClaimsPrincipal user, IBoardClient client, Action abort, ViewerSurroundings around)
    {
        (_user, _client, _abort, _around) = (user, client, abort, around);
        _sending = Send();
    }

    /// <summary>Sends an audience's items after a number, from now on. Joining again starts again there.</summary>
    public JoinAnswer Join(string? audience, long after)
    {
        if (after < 0)
        {
            return JoinAnswer.BadCursor;
        }

        if (audience is null || !_around.Gate.May(_user, audience))
        {
            return JoinAnswer.Forbidden;
        }

        if (_watches.Count >= MostWatches && !_watches.ContainsKey(audience))
        {
            return JoinAnswer.TooMany;
        }

        Leave(audience);
        var watch = new Watch(_around.Tails.Lease(audience), after, Wake);
        ImmutableInterlocked.Update(ref _watches, w => w.SetItem(audience, watch));
        if (_gone.IsCancellationRequested)
        {
            // the connection ended meanwhile, and may have left its audiences before this one was among them
            Leave(audience);
        }

        Wake();
        return JoinAnswer.Joined;
    }

    public void Leave(string audience)
    {
        if (ImmutableInterlocked.TryRemove(ref _watches, audience, out Watch? watch))
        {
            watch.Dispose();
        }
    }

    /// <summary>Asks for a sign of life. Several that could not be sent in time become one.</summary>
    public void Beat()
    {
        Volatile.Write(ref _beatDue, true);
        Wake();
    }

    /// <summary>Cuts the connection if its socket has not taken a page for too long.</summary>
    public void CutIfStuck()
    {
        // elapsed time, not the time of day: a stepped clock must not cut a province's screens
        long since = Volatile.Read(ref _sendingSince);
        if (since != NotSending && _around.Clocks.Wall.GetElapsedTime(since) > SendWithin)
        {
            Cut("stuck");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        await _sending;
        foreach (string audience in _watches.Keys)
        {
            Leave(audience);
        }

        // _gone has no timer and is not disposed: the pulse may be looking at this viewer for the last time
    }

    private void Wake() => _wakeUps.Writer.TryWrite(true);

    private async Task Send()
    {
        // the constructor's thread belongs to the hub
        await Task.Yield();
        try
        {
            while (true)
            {
                await _wakeUps.Reader.ReadAsync(_gone.Token);
                while (await SendRound())
                {
                }
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // the connection is over
        }
        catch (Exception e)
        {
            LogBroken(_around.Logger, e);
            Cut("error");
        }
    }

    /// <summary>Sends a page of each audience, and the beat if one is due. True if there may be more to send.</summary>
    private async ValueTask<bool> SendRound()
    {
        bool more = false;
        ImmutableDictionary<string, Watch> watches = _watches;
        foreach (Watch watch in watches.Values)
        {
            _gone.Token.ThrowIfCancellationRequested();
            more |= await SendPage(watch);
        }

        if (Volatile.Read(ref _beatDue))
        {
            Volatile.Write(ref _beatDue, false);
            await SendBeat(watches);
        }

        return more;
    }

    private async ValueTask<bool> SendPage(Watch watch)
    {
        ImmutableArray<FeedLine> lines;
        try
        {
            lines = await watch.Next(_around.Log, _gone.Token);
        }
        catch (Exception e) when (!_gone.IsCancellationRequested)
        {
            // the log may be back at the next beat
            LogUnread(_around.Logger, e, watch.Audience);
            return false;
        }

        if (lines.IsEmpty || !IsStillWatched(watch) || !MayStillSee(watch.Audience))
        {
            return false;
        }

        var page = new FeedPage(lines);
        await Timed(() => _client.feed(page));
        watch.Sent(page);
        return true;
    }

    private async ValueTask SendBeat(ImmutableDictionary<string, Watch> watches)
    {
        if (watches.IsEmpty || !watches.Keys.All(MayStillSee) || !watches.Values.All(IsAlive))
        {
            return;
        }

        Dictionary<string, long> heads = watches.ToDictionary(w => w.Key, w => w.Value.Head);
        var time = _around.Clocks.Now();
        await Timed(() => _client.beat(time.At, heads, _around.Build, time.InDoubt));
    }

    private static bool IsAlive(Watch watch) =>
        watch.Tail.CaughtUp.IsCompletedSuccessfully && watch.Tail.SilentFor <= SilentAfter;

    private bool IsStillWatched(Watch watch) => _watches.TryGetValue(watch.Audience, out Watch? now) && now == watch;

    /// <summary>Asked before every frame. One right lost ends the connection: what remains can be joined anew.</summary>
    private bool MayStillSee(string audience)
    {
        if (_around.Gate.May(_user, audience))
        {
            return true;
        }

        Cut("revoked");
        _gone.Token.ThrowIfCancellationRequested();
        return false;
    }

    private async ValueTask Timed(Func<Task> send)
    {
        Volatile.Write(ref _sendingSince, _around.Clocks.Wall.GetTimestamp());
        await send();
        Volatile.Write(ref _sendingSince, NotSending);
    }

    private void Cut(string reason)
    {
        if (Interlocked.Exchange(ref _cut, 1) == 0)
        {
            _around.Meter.Cut(reason);
            LogCut(_around.Logger, reason);
            _gone.Cancel();
            _abort();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A screen was cut: {Reason}.")]
    private static partial void LogCut(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A screen's sender failed.")]
    private static partial void LogBroken(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Feed of {Audience} could not be read for a screen.")]
    private static partial void LogUnread(ILogger logger, Exception error, string audience);
}
