using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains;

/// <summary>
/// The cases that the daily look of a facility judges: those of its own feed, so that nothing sealed is among them, each read
/// from its own stream, so that every promise is known. From one look to the next it reads on in the feed where it stopped, and
/// reads anew the streams of which the feed has told since: deriving half a year of promises each day is most of a facility's work.
/// </summary>
/// <param name="facility">Whose.</param>
/// <param name="log">The truth.</param>
/// <param name="policies">Whose rules give the promises.</param>
public sealed class CasesOfAFacility(string facility, IEventLog log, IPolicyShelf policies)
{
    /// <summary>Half a year to compare with, a quarter to judge.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromDays(280);

    private const int MostRows = 100_000;
    private const int MostCases = 5_000;
    private const int Page = 1_000;

    /// <summary>Some kilobyte each: of more than so many the rest is read anew at each look.</summary>
    private const int MostKept = 500;

    private readonly Dictionary<string, Known> _cases = new(StringComparer.Ordinal);
    private long? _after;

    /// <summary>Those that anything happened to lately; of more than can be looked at the latest.</summary>
    public async Task<ImmutableArray<CaseFacts>> AsOf(DateTimeOffset asOf)
    {
        await ReadOn();
        Forget(asOf - Window);
        var facts = ImmutableArray.CreateBuilder<CaseFacts>();
        foreach (var (id, known) in _cases.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var one = known.IsRead ? known.Facts : await Read(id);
            if (one is not null)
            {
                facts.Add(one);
            }

            (known.Facts, known.IsRead) = known.MayBeKept ? (one, true) : (null, false);
        }

        return facts.ToImmutable();
    }

    private async Task<CaseFacts?> Read(string id)
    {
        var events = await log.Read(Streams.Complaint(id), 0, CancellationToken.None);
        return !events.IsEmpty && await CaseOfAComplaint.Of(id, events, policies) is { } known && known.Facility == facility
            ? known
            : null;
    }

    private async Task ReadOn()
    {
        var audience = Audience.Facility(facility);
        var after = _after ?? Math.Max(0, await log.Head(audience, CancellationToken.None) - MostRows);
        while (true)
        {
            var rows = await log.ReadFeed(audience, after, Page, CancellationToken.None);
            foreach (var row in rows)
            {
                if (JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem) is { Complaint: { } id, Imported: false } item)
                {
                    _cases[id] = new Known(item.At);
                }

                _after = after = row.Seq;
            }

            if (rows.Length < Page)
            {
                return;
            }
        }
    }

    private void Forget(DateTimeOffset before)
    {
        var latest = 0;
        foreach (var (id, known) in _cases.OrderByDescending(one => one.Value.LastAt).ThenBy(one => one.Key, StringComparer.Ordinal).ToList())
        {
            if (known.LastAt < before || latest == MostCases)
            {
                _cases.Remove(id);
                continue;
            }

            known.MayBeKept = latest++ < MostKept;
        }
    }

    /// <summary>What is known of one case: nothing yet, since the feed told of it.</summary>
    private sealed class Known(DateTimeOffset lastAt)
    {
        public DateTimeOffset LastAt { get; } = lastAt;

        public bool IsRead { get; set; }

        /// <summary>Null for what is in nobody's statistics, or in another facility's.</summary>
        public CaseFacts? Facts { get; set; }

        public bool MayBeKept { get; set; }
    }
}
