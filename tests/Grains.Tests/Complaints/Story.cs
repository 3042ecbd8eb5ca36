using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Ledgers;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>Tells the life of one complaint: what was asked when, and what happened.</summary>
internal sealed class Story
{
    public static readonly Actor Operator = new("operator");
    public static readonly Actor Manager = new("manager", "f1");
    public static readonly Actor Supervisor = new("supervisor");
    public static readonly Actor Citizen = new("citizen");

    private static readonly WorkCalendar Calendar = CalendarReader.Read(
        """
        {"id":"office","version":"1","title":{"id":"Kantor","en":"Office"},"timeZone":"Asia/Jakarta",
         "week":{"mon":["08:00-16:00"],"tue":["08:00-16:00"],"wed":["08:00-16:00"],"thu":["08:00-16:00"],"fri":["08:00-16:00"]},
         "holidays":{"2026":[]}}
        """,
        "calendar");

    private readonly List<ComplaintEvent> _events = [];
    private PolicyPack _pack;
    private ComplaintRules _rules;

    public Story(string clocks, string ladders = "{}")
        : this(PackOf(clocks, ladders), Calendar)
    {
    }

    public Story(PolicyPack pack, WorkCalendar calendar) => (_pack, _rules) = (pack, new ComplaintRules(pack, calendar));

    public static PolicyPack PackOf(string clocks, string ladders = "{}", string calendar = "office", string version = "1") =>
        PolicyReader.Read(
            $$$"""
            {"id":"p","version":"{{{version}}}","title":{"id":"P","en":"P"},"calendar":"{{{calendar}}}","grades":["red","yellow","green"],
             "rungs":[{"id":"R0","label":{"id":"0","en":"0"}},{"id":"R1","label":{"id":"1","en":"1"}},
                      {"id":"R2","label":{"id":"2","en":"2"}},{"id":"R3","label":{"id":"3","en":"3"}}],
             "clocks":[{{{clocks}}}],"ladders":{{{ladders}}}}
            """,
            "pack");

    /// <summary>Who is on duty.</summary>
    public DutyRoster? Duty { get; set; }

    public Complaint State { get; private set; } = Complaint.None;

    public IReadOnlyList<ComplaintEvent> Events => _events;

    public Timetable Timetable => _rules.Timetable(State);

    public Standing Standing => WhatAudiencesSee.Standing(State, Timetable);

    /// <summary>A clock in JSON with the members tests care about.</summary>
    public static string Clock(
        string id,
        string limit,
        string start = "registered",
        string stop = "\"followedUp\"",
        string more = "\"appliesTo\":{}",
        string kind = "limit",
        bool pausable = false) =>
        $$"""
        {"id":"{{id}}","label":{"id":"{{id}}","en":"{{id}}"},"start":"{{start}}","stop":[{{stop}}],"{{kind}}":{{limit}},
         "pausable":{{(pausable ? "true" : "false")}},"basis":"a test","verified":"product",{{more}}}
        """;

    /// <summary>An instant in Jakarta in 2026, as in <c>05-04 09:30</c>.</summary>
    public static DateTimeOffset At(string local) =>
        DateTimeOffset.Parse($"2026-{local}+07:00", CultureInfo.InvariantCulture).ToUniversalTime();

    public static FileComplaint Filing(
        string? grade = null, DateTimeOffset? conveyedAt = null, DateTimeOffset? externalDueAt = null, bool imported = false) => new()
        {
            By = new Actor("gateway", "LAPOR"),
            Owner = new Owner("f1", "3601", "hospital", "B", "pemkab"),
            Traits = new CaseTraits { Channel = "LAPOR", ExternalDueAt = externalDueAt, Imported = imported },
            Grade = grade,
            ConveyedAt = conveyedAt,
            Policy = new PolicyVersion("p", "1", "office", "1"),
        };

    public Story File(string at, string? grade = null) => Do(at, Filing(grade));

    public Story Do(string at, ComplaintCommand command) => Do(At(at), command);

    /// <summary>From an instant on another calendar, and perhaps another pack, is in force.</summary>
    public Story Rederive(DateTimeOffset at, WorkCalendar calendar, PolicyVersion to, PolicyPack? pack = null)
    {
        var next = new ComplaintRules(pack ?? _pack, calendar);
        Take(_rules.Rederive(State, next, to, at, Duty));
        (_rules, _pack) = (next, pack ?? _pack);
        return this;
    }

    /// <summary>The ledger of the last running of a clock.</summary>
    public Ledger Ledger(string clock)
    {
        var timetable = Timetable;
        var ledgers = _rules.Ledgers(State, timetable);
        return ledgers[timetable.Clocks.Select((run, i) => (run, i)).Last(c => c.run.Rule.Id == clock).i];
    }

    public Story Do(TimeReading at, ComplaintCommand command)
    {
        var decision = _rules.Decide(State, command, at, Duty);
        Take(decision);
        Assert.True(decision.Refusal is null, decision.Refusal?.Message);
        return this;
    }

    public string Refused(string at, ComplaintCommand command) => Refused(At(at), command);

    public string Refused(TimeReading at, ComplaintCommand command)
    {
        var decision = _rules.Decide(State, command, at, Duty);
        Take(decision);
        return decision.Refusal?.Code ?? "accepted";
    }

    public Story Wake(string at) => Wake(At(at));

    public Story Wake(TimeReading at)
    {
        Take(_rules.Wake(State, at, Duty));
        return this;
    }

    public Story Answer(string at) =>
        Do(at, new Act { By = Manager }).Do(at, new Rules.Complaints.Answer { By = Manager });

    public IEnumerable<string> Kinds => _events.Select(e => e.Kind);

    public ImmutableArray<Breached> Breaches => [.. _events.OfType<Breached>()];

    private void Take(Decision decision)
    {
        _events.AddRange(decision.Events.Select(e => e.Event));
        State = decision.After;

        // the fold of what was written is the state that was decided on
        Assert.Equal(State.Version, _events.Count);
    }
}
