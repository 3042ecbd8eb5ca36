using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.Verify.Oracle;
using Monitoring.Verify.Oracle.Facilities;
using Strikes = Monitoring.Grains.Rules.Facilities.Finding;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>Random facilities, lived by the rules and read by the oracle: two programs from one page, docs/facilities.md.</summary>
public class FacilityAgreementTests
{
    private const int Lives = 60;

    private static readonly string PackText = ShippedFile.Text("policies", "banten.json");
    private static readonly string CalendarText = ShippedFile.Text("policies", "calendar-id-banten.json");
    private static readonly DateTimeOffset Start = new(2026, 1, 20, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rules_and_oracle_agree_on_every_firing_of_random_facilities()
    {
        var fired = 0;
        for (var seed = 1; seed <= Lives; seed++)
        {
            var life = new Life(seed);
            life.Live();
            var verdict = life.Judged(life.Bodies);

            Assert.True(verdict.Differences.IsEmpty, $"seed {seed}: {string.Join("\n", verdict.Differences.Take(5))}");
            Assert.True(verdict.NextAt == life.WakeAt, $"seed {seed}: due {life.WakeAt:O}, the oracle says {verdict.NextAt:O}");
            fired += verdict.Expected.Length;
        }

        Assert.True(fired > Lives * 20, $"only {fired} firings: the lives are too quiet to say anything");
    }

    [Theory]
    [InlineData("a breach is gone", DifferenceKind.Missing)]
    [InlineData("a breach is doubled", DifferenceKind.Doubled)]
    [InlineData("a breach is stamped later", DifferenceKind.WronglyStamped)]
    [InlineData("a breach was decided too early", DifferenceKind.Early)]
    [InlineData("another desk was told", DifferenceKind.WrongRungs)]
    [InlineData("a look is gone", DifferenceKind.Missing)]
    public void What_was_tampered_with_is_found(string what, DifferenceKind found)
    {
        var life = new Life(7);
        life.Live();
        var index = life.Bodies.FindIndex(b => b.Contains(what.Contains("look", StringComparison.Ordinal) ? "\"looked\"" : "\"facilityBreached\"", StringComparison.Ordinal));
        var bodies = life.Bodies.ToList();
        var breach = JsonSerializer.Deserialize(bodies[index], FacilityJson.Default.FacilityEvent)!;
        switch (what)
        {
            case "a breach is gone" or "a look is gone":
                bodies.RemoveAt(index);
                break;
            case "a breach is doubled":
                bodies.Insert(index, bodies[index]);
                break;
            default:
                bodies[index] = JsonSerializer.Serialize(Changed((FacilityBreached)breach, what), FacilityJson.Default.FacilityEvent);
                break;
        }

        Assert.Contains(life.Judged(bodies).Differences, d => d.Kind == found);
    }

    [Theory]
    [InlineData("an hour after its look")]
    [InlineData("to nobody")]
    [InlineData("of a kind that is not asked for")]
    [InlineData("with eleven cases")]
    [InlineData("before it was decided")]
    [InlineData("twice")]
    public void An_alarm_that_cannot_be_is_found(string how)
    {
        var life = new Life(7);
        life.Live();
        var index = life.Bodies.FindIndex(b => b.Contains("\"unequal_treatment\"", StringComparison.Ordinal));
        var raised = Assert.IsType<AlarmRaised>(JsonSerializer.Deserialize(life.Bodies[index], FacilityJson.Default.FacilityEvent));
        var bodies = life.Bodies.ToList();
        if (how == "twice")
        {
            bodies.Insert(index, bodies[index]);
        }
        else
        {
            bodies[index] = JsonSerializer.Serialize<FacilityEvent>(
                how switch
                {
                    "an hour after its look" => raised with { At = raised.At.AddHours(1) },
                    "to nobody" => raised with { Rungs = [] },
                    "of a kind that is not asked for" => raised with { Alarm = "weather" },
                    "with eleven cases" => raised with { Cases = [.. Enumerable.Range(0, 11).Select(n => $"c{n}")] },
                    _ => raised with { DecidedAt = raised.At.AddSeconds(-1) },
                },
                FacilityJson.Default.FacilityEvent);
        }

        Assert.Contains(life.Judged(bodies).Differences, d => d.Kind == DifferenceKind.Unasked);
    }

    private static FacilityBreached Changed(FacilityBreached breach, string what) => what switch
    {
        "a breach is stamped later" => breach with { At = breach.At.AddSeconds(1), DueAt = breach.DueAt.AddSeconds(1) },
        "a breach was decided too early" => breach with { DecidedAt = breach.DueAt },
        _ => breach with { Rungs = ["R6"] },
    };

    /// <summary>One facility: told, woken at random, now and then in doubt, and revised once.</summary>
    private sealed class Life(int seed)
    {
        private static readonly PolicyPack Pack = PolicyReader.Read(PackText, "banten.json");
        private static readonly WorkCalendar Calendar = CalendarReader.Read(CalendarText, "calendar");

        private readonly Random _chance = new(seed);
        private readonly List<FeedItem> _feed = [];
        private readonly bool _tightens = seed % 3 == 0;
        private Facility _facility = Facility.None;
        private FacilityRules _rules = new(Pack, Calendar);
        private int _open;
        private int _named;

        public List<string> Bodies { get; } = [];

        public DateTimeOffset? WakeAt => _rules.Timetable(_facility).WakeAt;

        public void Live()
        {
            var kinds = new[] { ("hospital", "pemprov"), ("puskesmas", "pemkab"), ("hospital", "swasta"), ("kkp", "kemenkes") };
            var (kind, owner) = kinds[_chance.Next(kinds.Length)];
            Keep([new Registered("f", "3601", new FacilityCard("F", kind, null, owner)) { At = Start }]);
            Keep(_rules.Follow(_facility, [], _rules, Names("2026.2"), Start));
            var now = Start;
            var revisedAt = Start.AddDays(_chance.Next(10, 100));
            for (var i = 0; i < 120; i++)
            {
                now = Next(now);
                if (now > revisedAt)
                {
                    Revise(now);
                    revisedAt = DateTimeOffset.MaxValue;
                }

                var reading = _chance.Next(25) == 0 ? new TimeReading(now, now.AddDays(2)) : now;
                if (_chance.Next(6) == 0)
                {
                    Compare(now, reading);
                }

                if (_chance.Next(3) > 0)
                {
                    Keep(_rules.Decide(_facility, Told(now), Command(now), reading));
                }
                else if (_chance.Next(2) == 0)
                {
                    Feed(now);
                }
                else
                {
                    Keep(_rules.Wake(_facility, Told(now), Findings().ToImmutableArray(), reading));
                }
            }

            Keep(_rules.Wake(_facility, Told(now), null, now));
        }

        /// <summary>What somebody found who looked over the whole province.</summary>
        private void Compare(DateTimeOffset now, TimeReading reading)
        {
            var alarm = _chance.Next(2) == 0 ? "silence" : "unequal_treatment";
            ImmutableArray<Strikes> found = _chance.Next(2) == 0 ? [] : [new Strikes(alarm, $"s{_chance.Next(2)}", ["c"])];
            if (_rules.Compare(_facility, Told(now), alarm, LooksOverTheProvince.LastFor(alarm, now, _rules.Calendar), found, reading) is { } decision)
            {
                Keep(decision);
            }
        }

        public Verdict Judged(IEnumerable<string> bodies) => WhatAFacilityShouldHaveFired.Judge(
            [.. bodies.Select((body, i) => OwnEvent.Read(i + 1, body))],
            names => names.PackVersion switch
            {
                "2026.2" => OraclePolicy.Read(PackText, CalendarText),
                "2026.3" => OraclePolicy.Read(RevisedPack(), RevisedCalendar()),
                _ => null,
            },
            lateAfter: TimeSpan.MaxValue);

        /// <summary>Mostly hours; now and then the very instant at which something is due, or a millisecond beside it.</summary>
        private DateTimeOffset Next(DateTimeOffset now)
        {
            if (_chance.Next(4) == 0 && WakeAt is { } due && due > now)
            {
                return due.AddMilliseconds(_chance.Next(-1, 2)) is var near && near > now ? near : now;
            }

            return now.AddMinutes(_chance.Next(1, _chance.Next(10) == 0 ? 20_000 : 3_000));
        }

        private void Feed(DateTimeOffset at)
        {
            var opens = _open == 0 || _chance.Next(2) == 0;
            var acts = _chance.Next(3) == 0 && _open > 0;
            _open += acts ? 0 : opens ? 1 : -1;
            _feed.Add(new FeedItem
            {
                Seq = _feed.Count + 1,
                At = at,
                Kind = acts ? "assigned" : opens ? "filed" : "closed",
                Complaint = "c",
                Facility = "f",
                Region = "3601",
                By = acts ? "manager" : "gateway",
                Was = acts || !opens ? Standing.Open : null,
                Standing = acts || opens ? Standing.Open : Standing.Closed,
            });
        }

        private IEnumerable<Strikes> Findings()
        {
            if (_chance.Next(2) == 0)
            {
                yield return new Strikes("cluster", $"er/{_chance.Next(2)}", ["c"]);
            }
        }

        private FacilityCommand Command(DateTimeOffset now)
        {
            var by = new Actor("operator");
            var earlier = _chance.Next(2) == 0 ? now.AddDays(-_chance.Next(0, 45)) : (DateTimeOffset?)null;
            return _chance.Next(12) switch
            {
                0 => new HoldWorkshop(earlier) { By = by },
                1 => new Visit(earlier) { By = by },
                2 => new ReportVisit { By = by },
                3 => new ReportNothing { By = by },
                4 => new ReportIndicator(Months.Name(Calendar.DayOf(now).PlusMonths(-1)), 5, 4) { By = by },
                5 => new HoldForum(earlier) { By = by },
                6 => new MakePromise($"p{++_named}", now.AddDays(_chance.Next(1, 40))) { By = by },
                7 => new KeepPromise($"p{_chance.Next(1, _named + 2)}") { By = by },
                8 => new ShowOfficer { By = by },
                9 => new TellIncident($"i{++_named}", earlier) { By = by },
                10 => new Notify($"i{_chance.Next(1, _named + 2)}") { By = by },
                _ => new Review { By = by },
            };
        }

        private void Revise(DateTimeOffset now)
        {
            var next = new FacilityRules(PolicyReader.Read(RevisedPack(), "revised"), CalendarReader.Read(RevisedCalendar(), "revised"));
            Keep(_rules.Follow(_facility, Told(now), next, Names("2026.3"), now));
            _rules = next;
        }

        /// <summary>Another number for the report of a visit, and a week more, or less, for the sign of life.</summary>
        private string RevisedPack() => PackText
            .Replace("\"version\": \"2026.2\"", "\"version\": \"2026.3\"", StringComparison.Ordinal)
            .Replace("\"limit\": {\"workingDays\": 5},\n      \"appliesTo\"", "\"limit\": {\"workingDays\": 8},\n      \"appliesTo\"", StringComparison.Ordinal)
            .Replace("\"limit\": {\"calendarDays\": 7}", $"\"limit\": {{\"calendarDays\": {(_tightens ? 2 : 14)}}}", StringComparison.Ordinal);

        private static string RevisedCalendar() => CalendarText.Replace(
            "\"2026\": [",
            "\"2026\": [{\"date\": \"2026-02-26\", \"name\": \"x\", \"kind\": \"libur_daerah\", \"source\": \"a decree\"},",
            StringComparison.Ordinal);

        private static PolicyVersion Names(string version) => new("banten", version, "id-banten", version);

        private ImmutableArray<FeedItem> Told(DateTimeOffset by) => [.. _feed.Where(i => i.Seq > _facility.Through && i.At <= by)];

        private void Keep(FacilityDecision decision) => Keep(decision.Events.Select(e => e.Event));

        private void Keep(IEnumerable<FacilityEvent> events)
        {
            foreach (var happened in events)
            {
                Bodies.Add(JsonSerializer.Serialize(happened, FacilityJson.Default.FacilityEvent));
                _facility = _facility.After(happened);
            }
        }
    }
}
