using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains;

/// <summary>
/// All facilities as the province's own feed tells of them, so that nothing sealed is among it, for whoever compares them. It is
/// read on from where it was read to; what happened after the look is left out when asked.
/// </summary>
public sealed class ProvinceSoFar(IEventLog log)
{
    private const int Page = 1_000;
    private const int MostCases = 100_000;

    private readonly Dictionary<string, FacilitySeen> _facilities = new(StringComparer.Ordinal);
    private readonly List<(string Complaint, DateTimeOffset At)> _filed = [];
    private long _after;

    /// <summary>Histories that could not be read when cases were last asked for.</summary>
    public int Unread { get; private set; }

    /// <summary>Reads on to the end of the feed.</summary>
    public async Task ReadOn(CancellationToken cancellation)
    {
        while (true)
        {
            var rows = await log.ReadFeed(Audience.Province, _after, Page, cancellation);
            foreach (var row in rows)
            {
                if (JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem) is { } item)
                {
                    Take(item);
                }

                _after = row.Seq;
            }

            if (rows.Length < Page)
            {
                return;
            }
        }
    }

    /// <summary>When complaints came to each facility, by filing or by transfer, until a look.</summary>
    public ImmutableArray<Received> Received(AppliesToFacility asked, DateTimeOffset asOf) =>
    [
        .. from facility in Asked(asked, asOf)
           let card = facility.Card
           select new Received(
               facility.Id,
               $"{card.Kind} {card.Class}",
               facility.KnownSince,
               [.. facility.Arrivals.Where(at => at <= asOf).Order()]),
    ];

    /// <summary>
    /// The cases that were filed within so much time before a look, each as it then stood; of more than can be compared the
    /// latest. Earlier ones are forgotten.
    /// </summary>
    public async Task<ImmutableArray<CaseFacts>> Cases(
        AppliesToFacility asked, TimeSpan window, DateTimeOffset asOf, CancellationToken cancellation)
    {
        _filed.RemoveAll(filed => filed.At < asOf - window);
        var facilities = Asked(asked, asOf).Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        var facts = ImmutableArray.CreateBuilder<CaseFacts>();
        Unread = 0;
        foreach (var (complaint, _) in _filed.Where(filed => filed.At <= asOf).TakeLast(MostCases))
        {
            var events = await log.Read(Streams.Complaint(complaint), 0, cancellation);
            try
            {
                var known = await CaseOfAComplaint.Of(complaint, [.. events.TakeWhile(e => e.At <= asOf)], policies: null);
                if (known is not null && facilities.Contains(known.Facility))
                {
                    facts.Add(known);
                }
            }
            catch (Exception e) when (e is InvalidDataException or JsonException)
            {
                Unread++; // one history that cannot be read must not hide how all others were treated
            }
        }

        return facts.ToImmutable();
    }

    /// <summary>Facilities about which it strikes now.</summary>
    public ImmutableArray<string> Holding(string alarm) =>
        [.. _facilities.Values.Where(f => f.Alarms.Any(a => a.Alarm == alarm)).Select(f => f.Id)];

    private IEnumerable<FacilitySeen> Asked(AppliesToFacility asked, DateTimeOffset asOf) => _facilities.Values
        .Where(f => f.KnownSince <= asOf && asked.Matches(f.Card.Kind, f.Card.Owner))
        .OrderBy(f => f.Id, StringComparer.Ordinal);

    private void Take(FeedItem item)
    {
        if (item is { Kind: "registered", Card: { } card })
        {
            _facilities.TryAdd(item.Facility, new FacilitySeen(item.Facility, card, item.At));
        }
        else if (item is { Complaint: { } complaint, Kind: "filed" or "transferred", Imported: false })
        {
            if (_facilities.TryGetValue(item.Facility, out var facility))
            {
                facility.Arrivals.Add(item.At);
            }

            if (item.Kind == "filed")
            {
                Keep(complaint, item.At);
            }
        }
        else if (item is { Alarm: { } alarm, Kind: var kind } && _facilities.TryGetValue(item.Facility, out var struck))
        {
            _ = kind == "alarmRaised" ? struck.Alarms.Add((alarm, item.Subject)) : struck.Alarms.Remove((alarm, item.Subject));
        }
    }

    /// <summary>However many there are, twice as many as can be compared are remembered at most.</summary>
    private void Keep(string complaint, DateTimeOffset at)
    {
        if (_filed.Count == 2 * MostCases)
        {
            _filed.RemoveRange(0, MostCases);
        }

        _filed.Add((complaint, at));
    }

    private sealed record FacilitySeen(string Id, FacilityCard Card, DateTimeOffset KnownSince)
    {
        public List<DateTimeOffset> Arrivals { get; } = [];

        public HashSet<(string Alarm, string? Subject)> Alarms { get; } = [];
    }
}
