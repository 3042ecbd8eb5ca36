using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.LiveBoard.Live;

/// <summary>
/// One audience that one connection joined: a cursor into its feed. What comes next is taken from the tail's recent
/// lines, or from the log when they no longer reach back that far. Catching up and following are the same
/// reading, so there is no seam between them to lose or to repeat an item at.
/// </summary>
internal sealed class Watch(FeedTailLease lease, long after, Action moved) : IDisposable
{
    private readonly IDisposable _following = lease.Tail.Follow(moved);

    public FeedTail Tail => lease.Tail;

    public string Audience => lease.Tail.Audience;

    /// <summary>The last number sent, or asked to start after.</summary>
    public long Cursor { get; private set; } = after;

    /// <summary>What to tell the screen of how far its feed goes.</summary>
    public long Head { get; private set; }

    /// <summary>The next page; empty if there is nothing yet.</summary>
    public async ValueTask<ImmutableArray<FeedLine>> Next(IEventLog log, CancellationToken cancellation)
    {
        // read before the page: a screen that has all of it must not be told of a number that it was not sent
        Head = Tail.Head;
        return Tail.After(Cursor) ?? await FromLog(log, cancellation);
    }

    public void Sent(FeedPage page) => Cursor = page.Lines[^1].Seq;

    public void Dispose()
    {
        _following.Dispose();
        lease.Dispose();
    }

    private async ValueTask<ImmutableArray<FeedLine>> FromLog(IEventLog log, CancellationToken cancellation)
    {
        var page = new PageBuilder();
        foreach (FeedRow row in await log.ReadFeed(Audience, Cursor, PageBuilder.MostLines, cancellation))
        {
            if (!page.TryAdd(FeedLine.Of(row)))
            {
                break;
            }
        }

        return page.ToPage();
    }
}
