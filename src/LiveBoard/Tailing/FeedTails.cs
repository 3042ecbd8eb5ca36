using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;

namespace Monitoring.LiveBoard.Tailing;

/// <summary>
/// The tails in use: the province's always, any other from the first asking until it was idle for a while. Each is woken
/// by commits that name its audience, and every second in any case, because a commit's hint may be lost.
/// </summary>
public sealed partial class FeedTails(
    IEventLog log, IBoardCheckpoints checkpoints, TimeProvider time, ILogger<FeedTails> logger) : IHostedService, IDisposable
{
    /// <summary>How often a tail reads without having been told to.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a board that nobody asks for is kept.</summary>
    public static readonly TimeSpan DropIdleAfter = TimeSpan.FromMinutes(10);

    private readonly Lock _leasing = new();
    private readonly CancellationTokenSource _stopping = new();
    private ImmutableDictionary<string, Followed> _followed = ImmutableDictionary<string, Followed>.Empty;
    private FeedTailLease? _province;
    private ITimer? _net;

    /// <summary>The audiences that are followed now.</summary>
    public IEnumerable<string> Audiences => Volatile.Read(ref _followed).Keys;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        log.Committed += Hint;
        _province = Lease(Audience.Province);
        _net = time.CreateTimer(_ => LookAgain(), null, LookEvery, LookEvery);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        log.Committed -= Hint;
        if (_net is not null)
        {
            await _net.DisposeAsync();
        }

        _province?.Dispose();
        await _stopping.CancelAsync();
        await Task.WhenAll(_followed.Values.Select(f => f.Loop));
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>The tail of an audience, kept until the lease is disposed and for a while after. Started if need be.</summary>
    public FeedTailLease Lease(string audience)
    {
        lock (_leasing)
        {
            if (!_followed.TryGetValue(audience, out Followed? followed))
            {
                followed = new Followed(new FeedTail(audience, log, checkpoints, time, logger), _stopping.Token);
                followed.Loop = Follow(followed);
                _followed = _followed.Add(audience, followed);
            }

            followed.Leases++;
            return new FeedTailLease(followed.Tail, () => Return(followed));
        }
    }

    /// <summary>Wakes every tail, and drops those that nobody needs.</summary>
    internal void LookAgain()
    {
        foreach ((string audience, Followed followed) in Volatile.Read(ref _followed))
        {
            if (!TryDrop(audience, followed))
            {
                followed.Tail.Wake();
            }
        }
    }

    private void Hint(ImmutableArray<string> audiences)
    {
        ImmutableDictionary<string, Followed> followed = Volatile.Read(ref _followed);
        foreach (string audience in audiences)
        {
            if (followed.TryGetValue(audience, out Followed? one))
            {
                one.Tail.Wake();
            }
        }
    }

    private void Return(Followed followed)
    {
        lock (_leasing)
        {
            followed.Leases--;
            followed.IdleSince = time.GetTimestamp();
        }
    }

    private bool TryDrop(string audience, Followed followed)
    {
        lock (_leasing)
        {
            if (followed.Leases > 0 || time.GetElapsedTime(followed.IdleSince) < DropIdleAfter)
            {
                return false;
            }

            _followed = _followed.Remove(audience);
        }

        followed.Drop();
        return true;
    }

    private async Task Follow(Followed followed)
    {
        // the first asking must not pay for the catch-up
        await Task.Yield();
        CancellationToken stopping = followed.Stopping;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await followed.Tail.RunOnce(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // whatever it was, the next wake-up tries again from the same head; screens say that they hear nothing
                LogFailed(e, followed.Tail.Audience);
            }
            catch (Exception)
            {
                return;
            }

            await followed.Tail.Woken(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Feed of {Audience} could not be read; trying again.")]
    private partial void LogFailed(Exception error, string audience);

    private sealed class Followed(FeedTail tail, CancellationToken stopping)
    {
        private readonly CancellationTokenSource _dropped = CancellationTokenSource.CreateLinkedTokenSource(stopping);

        public FeedTail Tail { get; } = tail;

        public CancellationToken Stopping => _dropped.Token;

        public Task Loop { get; set; } = Task.CompletedTask;

        public int Leases { get; set; }

        public long IdleSince { get; set; }

        public void Drop() => _dropped.Cancel();
    }
}
