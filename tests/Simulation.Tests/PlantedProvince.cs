using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Virtual;
using Monitoring.Silo.Wakers;
using Monitoring.Verify.Oracle;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Simulation.Tests;

/// <summary>
/// Hospitals of one class and some puskesmas with the product's own grains on virtual time, and what somebody planted in them.
/// While the past is lived nobody wakes by himself, so that it takes no time; looks over the province are asked for.
/// </summary>
internal sealed class PlantedProvince : IDisposable
{
    private static readonly WakerOptions Asleep = new() { Net = false, ComplaintTimer = false, FacilityBook = false };
    private static readonly string PackText = Shipped("banten.json");
    private static readonly string CalendarText = Shipped("calendar-id-banten.json");

    private readonly PolicyShelf _shelf = new(PolicyBook.ExternalOnly.WithActive(
        PolicyReader.Read(PackText, "banten.json"), CalendarReader.Read(CalendarText, "calendar")));

    private readonly Dictionary<string, FacilityRecord> _known = [];
    private readonly Random _chance;
    private VirtualProvince _province;
    private Queue<Scheduled> _planted = [];
    private int _born;

    public PlantedProvince(int seed, DateTimeOffset startAt)
    {
        _chance = new Random(seed);
        _province = new VirtualProvince(Log, _shelf, Asleep, startAt);
    }

    public StumblingLog Log { get; } = new();

    public IPolicyShelf Shelf => _shelf;

    public DateTimeOffset Now => _province.Now;

    public static DateTimeOffset Local(int year, int month, int day, int hour = 0, int minute = 0) =>
        new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.FromHours(7)).ToUniversalTime();

    public string Hospital(int number) => Know($"3673-h-{number:000}", new FacilityCard("RS", "hospital", "C", "pemkot"));

    public string Puskesmas(int number) => Know($"3673-p-{number:000}", new FacilityCard("Puskesmas", "puskesmas", null, "pemkot"));

    /// <summary>Complaints as chance has them arrive, so many a day.</summary>
    public IEnumerable<Scheduled> Arrivals(string facility, double perDay, DateTimeOffset fromAt, DateTimeOffset untilAt)
    {
        for (var at = fromAt.AddDays(Wait(perDay)); at < untilAt; at = at.AddDays(Wait(perDay)))
        {
            yield return Filed(facility, at, new CaseTraits { Channel = "TATAP_MUKA", Class = "pengaduan_non_pengawasan", Category = "obat" });
        }
    }

    /// <summary>Cases of a payer that are answered after so many hours, more or less, by a desk that works at all hours.</summary>
    public IEnumerable<Scheduled> Answered(
        string facility, int count, string payer, double hours, DateTimeOffset fromAt, double days, bool emergency = false, bool whistleblower = false)
    {
        for (var i = 0; i < count; i++)
        {
            var traits = new CaseTraits
            {
                Channel = whistleblower ? "WBS" : "TATAP_MUKA", Class = "pengaduan_non_pengawasan", Category = "waktu_tunggu", Payer = payer, CareClass = "II",
                Emergency = emergency, Whistleblower = whistleblower,
            };
            var filed = Filed(facility, fromAt.AddDays(_chance.NextDouble() * days), traits);
            var (id, at) = (filed.Complaint, filed.At);
            var by = new Actor(whistleblower ? Roles.Inspectorate : Roles.Operator);
            var answeredAt = at.AddHours(0.2 - (Math.Log(1 - _chance.NextDouble()) * hours)).ToWholeMilliseconds();
            yield return filed;
            yield return new Scheduled(at.AddMinutes(2), id, new GradeAs("green") { By = by });
            if (!whistleblower)
            {
                yield return new Scheduled(at.AddMinutes(1), id, new Monitoring.Grains.Rules.Complaints.Verify { By = by });
                yield return new Scheduled(at.AddMinutes(3), id, new Assign(null) { By = by });
            }

            yield return new Scheduled(answeredAt.AddMinutes(-1), id, new Act { By = by });
            yield return new Scheduled(answeredAt, id, new Answer { By = by });
        }
    }

    public Scheduled Filed(string facility, DateTimeOffset at, CaseTraits traits) => new(
        at.ToWholeMilliseconds(),
        traits.Whistleblower ? $"w{_born++:00000}" : $"c{_born++:00000}",
        new FileComplaint
        {
            By = new Actor("gateway"),
            Owner = OwnerOf(facility),
            Traits = traits,
            Policy = _shelf.Active,
        });

    public Owner OwnerOf(string facility) =>
        new(facility, "3673", _known[facility].Card.Kind, _known[facility].Card.Class, _known[facility].Card.Owner);

    /// <summary>Has something happen at its instant.</summary>
    public void Plant(IEnumerable<Scheduled> planted) =>
        _planted = new Queue<Scheduled>(_planted.Concat(planted).OrderBy(s => s.At).ThenBy(s => s.Complaint, StringComparer.Ordinal));

    /// <summary>Lives what was planted until an instant. None of it may be refused.</summary>
    public void LiveTo(DateTimeOffset at)
    {
        var due = new List<Scheduled>();
        while (_planted.TryPeek(out var next) && next.At <= at)
        {
            due.Add(_planted.Dequeue());
        }

        var refused = _province.Play(due, at);
        Assert.True(refused.IsEmpty, string.Join(' ', refused));
    }

    /// <summary>As the server does whenever a minute has passed.</summary>
    public void LookOver() => _province.LookOver();

    /// <summary>Lives on to an instant and looks at a minute past six of every morning before it.</summary>
    public void LookEveryMorningUntil(DateTimeOffset until)
    {
        for (var at = Midnight(Now).AddHours(6).AddMinutes(1); at <= until; at = at.AddDays(1))
        {
            if (at > Now)
            {
                LiveTo(at);
                LookOver();
            }
        }
    }

    /// <summary>Dies without a word and comes back; nothing is left but the log.</summary>
    public void KillAndReturnAt(DateTimeOffset at, WakerOptions? wakers = null, INetTurn? turn = null)
    {
        _province.Dispose();
        _province = new VirtualProvince(Log, _shelf, wakers ?? Asleep, at, turn);
    }

    /// <summary>One more process on the same log, that knows nothing of the first.</summary>
    public VirtualProvince Another(DateTimeOffset at, INetTurn? turn = null) => new(Log, _shelf, Asleep, at, turn);

    public ImmutableArray<StoredEvent> Stored(string facility) => Wait(Log.Read(Streams.Facility(facility), 0, CancellationToken.None));

    public IEnumerable<AlarmRaised> Raised(string facility, string alarm) => Events<AlarmRaised>(facility).Where(e => e.Alarm == alarm);

    public IEnumerable<AlarmEnded> Ended(string facility, string alarm) => Events<AlarmEnded>(facility).Where(e => e.Alarm == alarm);

    public ImmutableArray<FeedItem> Feed(string audience) =>
    [
        .. Wait(Log.ReadFeed(audience, 0, int.MaxValue, CancellationToken.None))
            .Select(r => JsonSerializer.Deserialize(r.Item, FeedJson.Default.FeedItem)!),
    ];

    /// <summary>What the oracle has against a facility's stream; that nobody woke it in time is this world's own doing.</summary>
    public IEnumerable<Difference> Against(string facility) => WhatAFacilityShouldHaveFired.Judge(
        [.. Stored(facility).Select(e => OwnEvent.Read(e.Seq, e.Body))],
        names => OraclePolicy.Read(PackText, CalendarText) is { } policy && policy.Version == names ? policy : null)
        .Differences.Where(d => d.Kind != DifferenceKind.Late);

    public void Dispose() => _province.Dispose();

    private IEnumerable<T> Events<T>(string facility)
        where T : FacilityEvent =>
        Stored(facility).Select(e => JsonSerializer.Deserialize(e.Body, FacilityJson.Default.FacilityEvent)).OfType<T>();

    private string Know(string id, FacilityCard card)
    {
        if (_known.TryAdd(id, new FacilityRecord(id, "3673", card)))
        {
            _province.Register([_known[id]]);
            _province.Follow([id]);
        }

        return id;
    }

    private static DateTimeOffset Midnight(DateTimeOffset at) => new(at.ToOffset(TimeSpan.FromHours(7)).Date, TimeSpan.FromHours(7));

    private double Wait(double perDay) => -Math.Log(1 - _chance.NextDouble()) / perDay;

    private static string Shipped(string name) => System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies", name));

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    /// <summary>A log that does not take what is written to one stream, as long as somebody wants that.</summary>
    internal sealed class StumblingLog() : ForwardingLog(new MemoryEventLog())
    {
        public string? Over { get; set; }

        public override ValueTask<AppendResult> Append(Append append, CancellationToken cancellation) =>
            append.Stream == Over ? throw new StorageUnknownException("The disk is away.") : base.Append(append, cancellation);
    }
}
