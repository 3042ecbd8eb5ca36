using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Tests.Facilities;

/// <summary>A facility that is told things and woken, under the shipped pack and calendar; every event goes through its JSON.</summary>
internal sealed class FacilityStory
{
    public const string Id = "3673-h-001";

    public static readonly PolicyPack Pack = PolicyReader.Read(ShippedFile.Text("policies", "banten.json"), "banten.json");

    public static readonly WorkCalendar Calendar =
        CalendarReader.Read(ShippedFile.Text("policies", "calendar-id-banten.json"), "calendar-id-banten.json");

    private readonly List<FacilityEvent> _events = [];
    private readonly List<FeedItem> _feed = [];
    private FacilityRules _rules = new(Pack, Calendar);

    public FacilityStory(DateTimeOffset at, string kind = "hospital", string owner = "pemprov")
    {
        Take([new Registered(Id, "3673", new FacilityCard("RS", kind, "B", owner)) { At = at }]);
        Keep(_rules.Follow(State, [], _rules, Version(1), at));
    }

    public Facility State { get; private set; } = Facility.None;

    public IReadOnlyList<FacilityEvent> Events => _events;

    public FacilityTimetable Timetable => _rules.Timetable(State);

    public IEnumerable<(string Clock, DateTimeOffset At)> Breaches =>
        _events.OfType<FacilityBreached>().Select(e => (e.Clock, e.At));

    /// <summary>Jakarta's wall clock; seven hours ahead of UTC.</summary>
    public static DateTimeOffset Local(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.FromHours(7)).ToUniversalTime();

    public static DateTimeOffset EndOf(int year, int month, int day) => Local(year, month, day, 23, 59, 59);

    public static Actor Desk { get; } = new("operator");

    public Refusal? Tell(TimeReading at, FacilityCommand command)
    {
        var decision = _rules.Decide(State, Told(at.At), command, at);
        Keep(decision);
        return decision.Refusal;
    }

    public void Wake(TimeReading at, params Finding[] findings) => Keep(_rules.Wake(State, Told(at.At), [.. findings], at));

    /// <summary>Whether it took what was found of it beside all others.</summary>
    public bool Compare(TimeReading at, DateTimeOffset asOf, string alarm, params Finding[] findings)
    {
        if (_rules.Compare(State, Told(at.At), alarm, asOf, [.. findings], at) is not { } decision)
        {
            return false;
        }

        Keep(decision);
        return true;
    }

    public void Revise(DateTimeOffset at, WorkCalendar calendar, PolicyPack? pack = null, int version = 2)
    {
        var next = new FacilityRules(pack ?? Pack, calendar);
        Keep(_rules.Follow(State, Told(at), next, Version(version), at));
        _rules = next;
    }

    /// <summary>A complaint of its feed.</summary>
    public void Feed(DateTimeOffset at, string kind, Standing? was, Standing standing, string by = "gateway", string? from = null, string facility = Id) =>
        _feed.Add(new FeedItem
        {
            Seq = _feed.Count + 1,
            At = at,
            Kind = kind,
            Complaint = "c1",
            Facility = facility,
            FromFacility = from,
            Region = "3673",
            Was = was,
            Standing = standing,
            By = by,
        });

    /// <summary>Somebody files, and somebody ends it at once: a sign of life and no open case.</summary>
    public void FiledAndClosed(DateTimeOffset at)
    {
        Feed(at, "filed", null, Standing.Open);
        Feed(at.AddMilliseconds(1), "closed", Standing.Open, Standing.Closed);
    }

    public DateTimeOffset? DueAt(string clock) =>
        Timetable.Clocks.Where(c => c.Rule.Id == clock && c.StoppedAt is null).Select(c => c.DueAt).LastOrDefault();

    private static PolicyVersion Version(int number) => new("banten", $"2026.{number}", "id-banten", $"2026.{number}");

    private ImmutableArray<FeedItem> Told(DateTimeOffset by) => [.. _feed.Where(i => i.Seq > State.Through && i.At <= by)];

    private void Keep(FacilityDecision decision)
    {
        Take(decision.Events.Select(e => e.Event));
        Assert.Equal(decision.After.Version, State.Version);
    }

    private void Take(IEnumerable<FacilityEvent> events)
    {
        foreach (var happened in events)
        {
            var json = JsonSerializer.Serialize(happened, FacilityJson.Default.FacilityEvent);
            var read = JsonSerializer.Deserialize(json, FacilityJson.Default.FacilityEvent)!;
            Assert.Equal(json, JsonSerializer.Serialize(read, FacilityJson.Default.FacilityEvent));
            _events.Add(read);
            State = State.After(read);
        }
    }
}
