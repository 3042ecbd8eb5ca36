using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains;

/// <summary>
/// The cases that the daily look of a facility judges: those of its own feed, so that nothing sealed is among them, each read
/// from its own stream, so that every promise is known.
/// </summary>
internal static class CasesOfAFacility
{
    /// <summary>Half a year to compare with, a quarter to judge.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(280);

    private const int MostRows = 100_000;
    private const int MostCases = 5_000;
    private const int Page = 1_000;

    public static async Task<ImmutableArray<CaseFacts>> Read(
        string facility, DateTimeOffset asOf, IEventLog log, IPolicyShelf policies)
    {
        var facts = ImmutableArray.CreateBuilder<CaseFacts>();
        foreach (var id in await Ids(facility, asOf - Window, log))
        {
            var events = await log.Read(Streams.Complaint(id), 0, CancellationToken.None);
            if (!events.IsEmpty
                && await CaseOfAComplaint.Of(id, events, policies) is { } known && known.Facility == facility)
            {
                facts.Add(known);
            }
        }

        return facts.ToImmutable();
    }

    /// <summary>Those that anything happened to lately; of more than can be looked at the latest.</summary>
    private static async Task<IEnumerable<string>> Ids(string facility, DateTimeOffset since, IEventLog log)
    {
        var audience = Audience.Facility(facility);
        var lastAt = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var after = Math.Max(0, await log.Head(audience, CancellationToken.None) - MostRows);
        while (true)
        {
            var rows = await log.ReadFeed(audience, after, Page, CancellationToken.None);
            foreach (var row in rows)
            {
                after = row.Seq;
                var item = JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem);
                if (item is { Complaint: { } id, Imported: false } && item.At >= since)
                {
                    lastAt[id] = item.At;
                }
            }

            if (rows.Length < Page)
            {
                return lastAt.OrderByDescending(one => one.Value).Take(MostCases).Select(one => one.Key).Order(StringComparer.Ordinal);
            }
        }
    }
}
