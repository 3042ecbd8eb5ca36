using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>Reads in the store itself, past every fault: what a drill reports is what stands there.</summary>
internal sealed class ReadBack(IEventLog truth, FaultyLog log)
{
    private const int Page = 1_000;

    /// <summary>The last number of the province's feed.</summary>
    public ValueTask<long> Head(CancellationToken cancellation) => truth.Head(Audience.Province, cancellation);

    /// <summary>
    /// The breaches after a number of the province's feed, each noticed when it was durable, where that was after it was
    /// decided: nobody could see it before.
    /// </summary>
    public async Task<ImmutableArray<FeedItem>> Breaches(long after, CancellationToken cancellation)
    {
        var breaches = ImmutableArray.CreateBuilder<FeedItem>();
        while (true)
        {
            var rows = await truth.ReadFeed(Audience.Province, after, Page, cancellation);
            breaches.AddRange(rows
                .Select(row => JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem)!)
                .Where(item => item.Kind == "breached")
                .Select(Durable));
            if (rows.Length < Page)
            {
                return breaches.ToImmutable();
            }

            after = rows[^1].Seq;
        }
    }

    private FeedItem Durable(FeedItem breach)
    {
        var committedAt = log.BreachCommittedAt(Streams.Complaint(breach.Complaint!), breach.DueAt!.Value);
        return committedAt > breach.DecidedAt ? breach with { DecidedAt = committedAt } : breach;
    }

    /// <summary>How many of these complaints have no beginning in the log.</summary>
    public async Task<int> Lost(IEnumerable<string> complaints, CancellationToken cancellation)
    {
        var lost = 0;
        foreach (var complaint in complaints)
        {
            var events = await truth.Read(Streams.Complaint(complaint), 0, cancellation);
            lost += events is [{ Seq: 1, Kind: "filed" }, ..] ? 0 : 1;
        }

        return lost;
    }
}
