using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Tests.Calendars;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>One complaint under a drawn policy and calendar, asked drawn things by drawn people at drawn instants.</summary>
internal sealed class RandomLife
{
    private static readonly WorkCalendar[] Calendars = [TestCalendars.Banten, TestCalendars.WithLunch, TestCalendars.AllWeekdays];
    private static readonly string[] Grades = ["red", "yellow", "green"];

    private static readonly Actor[] People =
    [
        new("operator"), new("manager", "f1"), new("supervisor"), new("citizen"), new("gateway", "LAPOR"), new("inspectorate"),
        new("operator", "f1"),
    ];

    private static readonly Milestone[] Marks =
    [
        Milestone.Verified, Milestone.Graded, Milestone.Assigned, Milestone.Contacted, Milestone.Acted, Milestone.Answered,
        Milestone.FollowedUp, Milestone.FirstResponse, Milestone.Replied, Milestone.Completed, Milestone.Reopened,
        Milestone.Transferred, Milestone.Appealed, Milestone.Merged,
    ];

    private readonly Random _chance;
    private readonly List<ComplaintEvent> _events = [];
    private ComplaintRules _rules;
    private int _version = 1;

    public RandomLife(int seed)
    {
        _chance = new Random(seed);
        Calendar = Pick(Calendars);
        Pack = DrawPack();
        _rules = new ComplaintRules(Pack, Calendar);
        Now = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(_chance.Next(60 * 24 * 60));
        Take(_rules.Decide(Complaint.None, Filing(), Now));
    }

    public PolicyPack Pack { get; }

    public WorkCalendar Calendar { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public Complaint State { get; private set; } = Complaint.None;

    public IReadOnlyList<ComplaintEvent> Events => _events;

    public Timetable Timetable => _rules.Timetable(State);

    public ImmutableArray<Rules.Ledgers.Ledger> Ledgers => _rules.Ledgers(State, Timetable);

    /// <summary>Lives on and is asked one thing; <paramref name="alsoWoken"/> are instants between at which it is woken besides.</summary>
    public ComplaintCommand Step(Func<DateTimeOffset, DateTimeOffset, IEnumerable<DateTimeOffset>>? alsoWoken = null)
    {
        var until = Now.AddMinutes(_chance.Next(5) switch { 0 => 0, 1 => _chance.Next(60), 2 => _chance.Next(600), _ => _chance.Next(8000) });
        foreach (var at in alsoWoken?.Invoke(Now, until) ?? [])
        {
            Take(_rules.Wake(State, at));
        }

        Now = until;
        var command = Draw();
        Take(_rules.Decide(State, command, Now));
        return command;
    }

    /// <summary>The same complaint under another calendar from now on; doing it twice is doing it once.</summary>
    public void Revise()
    {
        var to = State.Policy with { CalendarVersion = (++_version).ToString(CultureInfo.InvariantCulture) };
        var calendar = Pick(Calendars);
        var next = new ComplaintRules(Pack, calendar);
        Take(_rules.Rederive(State, next, to, Now));
        if (State.Policy == to)
        {
            (_rules, Calendar) = (next, calendar);
            Assert.Empty(_rules.Rederive(State, next, to, Now).Events);
        }
    }

    private void Take(Decision decision)
    {
        _events.AddRange(decision.Events.Select(e => e.Event));
        State = decision.After;
    }

    private FileComplaint Filing() => new()
    {
        By = new Actor("gateway", "LAPOR"),
        Owner = new Owner("f1", "3601", "hospital", "B", "pemkab"),
        Traits = new CaseTraits { Channel = "LAPOR", Class = _chance.Next(2) == 0 ? "a" : null },
        Grade = _chance.Next(2) == 0 ? Pick(Grades) : null,
        ConveyedAt = Now.AddMinutes(-_chance.Next(3000)),
        Policy = new PolicyVersion("p", "1", "c", "1"),
    };

    private ComplaintCommand Draw()
    {
        var by = Pick(People);
        return _chance.Next(24) switch
        {
            0 => new Verify { By = by, Class = _chance.Next(3) == 0 ? Pick(["a", "b"]) : null },
            1 or 2 => new GradeAs(Pick(Grades)) { By = by, Reason = "r" },
            3 => new Assign(null) { By = by },
            4 => new Acknowledge(null) { By = by },
            5 => new Contact { By = by },
            6 => new Act { By = by },
            7 => new Rules.Complaints.Answer { By = by },
            8 or 9 => new Reply { By = by },
            10 => new RequestCompletion { By = by },
            11 => new Complete { By = by },
            12 or 13 or 14 => new Hold("h") { By = by },
            15 or 16 => new Resume { By = by },
            17 => new Approve(null, _chance.Next(4) == 0, "d") { By = by },
            18 => new Extend(Pick([.. Pack.Clocks]).Id, "x") { By = by },
            19 => new Transfer(new Owner(Pick(["f1", "f2"]), "3601", Pick(["hospital", "puskesmas"]), null, "pemkab")) { By = by },
            20 => new Close("c") { By = by },
            21 => new Reopen("o") { By = by },
            22 => new Appeal("p") { By = by },
            _ => _chance.Next(6) == 0 ? new Merge("m", "d") { By = by } : new Contact { By = by },
        };
    }

    private PolicyPack DrawPack()
    {
        var clocks = ImmutableArray.CreateBuilder<ClockRule>();
        for (var i = _chance.Next(1, 5); i > 0; i--)
        {
            clocks.Add(DrawClock($"k{i}"));
        }

        var ladder = new Ladder("l", ImmutableDictionary<string, ImmutableArray<LadderStep>>.Empty
            .Add("red", [new(LadderPoint.Open, 0, null, ["R0"]), new(LadderPoint.Fraction, 0.5, null, ["R1"]), new(LadderPoint.Breach, 0, null, ["R2"])])
            .Add("any", [new(LadderPoint.Fraction, 0.25, null, ["R1"]), new(LadderPoint.Breach, 0, new Limit.WorkingDays(1, DayEnd.EndOfDay), ["R2"])]));
        return new PolicyPack(
            "p", "1", new LocalText("p", "p"), "c", [.. Grades], [], clocks.ToImmutable(),
            ImmutableDictionary<string, Ladder>.Empty.Add("l", ladder), ImmutableDictionary<string, Limit>.Empty);
    }

    private ClockRule DrawClock(string id)
    {
        var start = Pick([Milestone.Registered, Milestone.Conveyed, Milestone.Registered, Milestone.Assigned, Milestone.FollowedUp]);
        var marks = Marks.Where(m => m != start).OrderBy(_ => _chance.Next()).ToArray();
        var byGrade = _chance.Next(2) == 0;
        var limit = DrawLimit(1);
        var limits = byGrade
            ? new LimitTable(LimitBy.Grade, ImmutableDictionary<string, Limit>.Empty
                .Add("red", DrawLimit(1)).Add("yellow", DrawLimit(2)).Add("green", DrawLimit(4)).Add("ungraded", DrawLimit(4)))
            : new LimitTable(LimitBy.Nothing, ImmutableDictionary<string, Limit>.Empty.Add(LimitTable.Only, limit));
        return new ClockRule(
            id,
            new LocalText(id, id),
            start,
            [.. marks.Take(_chance.Next(3))],
            [.. marks.Skip(3).Take(_chance.Next(1, 3))],
            limits,
            _chance.Next(3) > 0,
            _chance.Next(4) == 0 ? AppliesTo.Everything with { Kinds = ["hospital"] } : AppliesTo.Everything,
            _chance.Next(3) == 0 ? null : "l",
            !byGrade && _chance.Next(3) == 0 ? Expiry.Close : Expiry.Breach,
            "drawn for a test",
            Verification.Product,
            true)
        {
            Restart = [.. marks.Skip(6).Take(_chance.Next(2))],
            ExtendedTo = byGrade ? null : Doubled(limit),
        };
    }

    private Limit DrawLimit(int times) => _chance.Next(5) switch
    {
        0 => new Limit.Elapsed(TimeSpan.FromMinutes(times * _chance.Next(1, 6000))),
        1 => new Limit.WorkingHours(TimeSpan.FromMinutes(times * _chance.Next(1, 2000))),
        2 => new Limit.CalendarDays(times * _chance.Next(1, 10), Pick([DayEnd.EndOfDay, DayEnd.SameTime])),
        _ => new Limit.WorkingDays(times * _chance.Next(1, 10), Pick([DayEnd.EndOfDay, DayEnd.SameTime])),
    };

    private static Limit Doubled(Limit limit) => limit switch
    {
        Limit.Elapsed l => new Limit.Elapsed(l.Within * 2),
        Limit.WorkingHours l => new Limit.WorkingHours(l.Within * 2),
        Limit.CalendarDays l => l with { Days = l.Days * 2 },
        Limit.WorkingDays l => l with { Days = l.Days * 2 },
        _ => limit,
    };

    private T Pick<T>(T[] choices) => choices[_chance.Next(choices.Length)];
}
