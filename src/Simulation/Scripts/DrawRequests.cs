using System.Collections.Immutable;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Policies;

namespace Monitoring.Simulation.Scripts;

/// <summary>Draws what people and gateways ask of the complaints of a world, and how their requests travel.</summary>
internal sealed class DrawRequests(Dice dice, Setting setting, FaultSet faults, List<Act> acts)
{
    private static readonly TimeSpan LatestCopy = TimeSpan.FromDays(10);
    private static readonly string[] Usual = ["verify", "grade", "assign", "acknowledge", "contact", "act", "answer", "close"];
    private static readonly string[] Classes = ["permintaan_informasi", "aspirasi", "pengaduan_non_pengawasan", "pengaduan_pengawasan"];
    private static readonly string[] Any =
        ["verify", "grade", "assign", "acknowledge", "contact", "act", "answer", "reply", "requestCompletion", "complete", "transfer",
            "close", "withdraw", "reopen", "reveal", "hold", "hold", "approve", "decline", "resume", "extend", "archive", "refer", "merge", "appeal", "appeal"];

    /// <summary>Lengths at which promises end, so that some requests come at the very last millisecond or the first too late.</summary>
    private static readonly TimeSpan[] Lengths =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(24), TimeSpan.FromHours(72)];

    private readonly PromisePool.Line _line = PromisePool.Lines[setting.Promises];
    private readonly List<(TimeSpan From, PolicyVersion Version)> _versions = [];
    private readonly ImmutableArray<TimeSpan> _rushes =
        [.. Enumerable.Range(0, 3).Select(_ => dice.Within(setting.Horizon * 0.7))];

    private int _number;

    public void All()
    {
        Revisions();
        for (var complaint = 0; complaint < setting.Complaints.Length; complaint++)
        {
            Life(complaint);
        }
    }

    private void Revisions()
    {
        var revisions = new List<Revise>();
        Draw(Fault.PolicyRevised, pack: true);
        Draw(Fault.CalendarRevised, pack: false);
        acts.AddRange(revisions);

        _versions.Add((TimeSpan.Zero, _line.First.Version));
        foreach (var revision in revisions.OrderBy(revision => revision.At))
        {
            _versions.Add((revision.At, _line.After(_versions[^1].Version, revision.Pack)));
        }

        void Draw(Fault fault, bool pack)
        {
            if (faults.Has(fault) && dice.Happens(0.4))
            {
                revisions.Add(new Revise(dice.Within(setting.Horizon), dice.Below(setting.Processes.Length), pack));
            }
        }
    }

    private void Life(int complaint)
    {
        // now and then many come at once: a batch has more than one member only when they do
        var at = dice.Happens(0.3) ? dice.One(_rushes.AsSpan()) : dice.Within(setting.Horizon * 0.7);
        var filing = Filing(complaint, at);
        Send(at, complaint, filing);
        var usual = dice.Happens(0.6);
        string? next = null;
        for (var step = 0; step < dice.Below(12); step++)
        {
            at += Gap();
            if (at >= setting.Horizon)
            {
                return;
            }

            var verb = next ?? (usual ? Usual[Math.Min(Usual.Length - 1, step + dice.Below(2))] : dice.One(Any));
            Send(at, complaint, Command(verb));
            next = dice.Happens(0.5) ? WhatMayFollow(verb) : usual && dice.Happens(0.1) ? "hold" : null;
        }
    }

    /// <summary>What takes a second person gets one now and then, and what stands still goes on.</summary>
    private string? WhatMayFollow(string verb) => verb switch
    {
        "hold" => dice.One("approve", "approve", "decline", "resume"),
        "extend" or "grade" or "close" => dice.One("approve", "decline", null),
        "approve" => dice.One("resume", "answer", "complete", null),
        "appeal" or "reopen" => dice.One("act", "answer"),
        _ => null,
    };

    private TimeSpan Gap() => dice.Happens(0.3)
        ? dice.One(Lengths) + TimeSpan.FromMilliseconds(dice.One(-1, 0, 0, 1))
        : dice.Span(TimeSpan.FromSeconds(1), setting.Horizon / 2);

    private void Send(TimeSpan at, int complaint, ComplaintCommand command)
    {
        var number = _number++;
        var key = faults.Has(Fault.KeyReused) && number > 0 && dice.Happens(0.01) ? dice.Below(number) : number;
        command = command with { Key = new RequestKey("client", $"k{key}", $"print-{number}") };
        acts.Add(new Ask(at, number, complaint, command, Copies(), Delay(), Retries: dice.Happens(0.1) ? 0 : 20));
    }

    private ImmutableArray<TimeSpan> Copies()
    {
        var copies = ImmutableArray.CreateBuilder<TimeSpan>();
        if (faults.Has(Fault.RequestDoubled) && dice.Happens(0.03))
        {
            copies.Add(dice.One(TimeSpan.Zero, TimeSpan.Zero, dice.Within(TimeSpan.FromSeconds(2))));
        }

        if (faults.Has(Fault.RequestLate) && dice.Happens(0.03))
        {
            copies.Add(dice.Span(TimeSpan.FromSeconds(2), LatestCopy));
        }

        return copies.ToImmutable();
    }

    private TimeSpan Delay() => faults.Has(Fault.RequestReordered) && dice.Happens(0.03)
        ? dice.Span(TimeSpan.FromSeconds(1), LatestCopy)
        : TimeSpan.Zero;

    private FileComplaint Filing(int complaint, TimeSpan at)
    {
        var now = setting.StartAt + at;
        return new FileComplaint
        {
            By = new Actor(dice.One("citizen", "gateway", "operator")),
            Owner = dice.One(setting.Facilities.AsSpan()),
            Traits = Traits(now),
            Grade = dice.Happens(0.3) ? Grade() : null,
            ConveyedAt = dice.Happens(0.3) ? now - dice.Span(TimeSpan.FromSeconds(1), TimeSpan.FromDays(20)) : null,
            IncidentAt = dice.Happens(0.2) ? now - dice.Span(TimeSpan.FromDays(1), TimeSpan.FromDays(40)) : null,
            Policy = VersionAt(at),
            // now and then another gateway passes on the same message
            Message = dice.Happens(0.3)
                ? new RequestKey("channel:LAPOR", $"m{(dice.Happens(0.1) ? dice.Below(complaint + 1) : complaint)}", $"message-{complaint}")
                : null,
            Tracking = dice.Happens(0.2) ? new RequestKey("tracking", $"t{complaint}", "") : null,
        };
    }

    private CaseTraits Traits(DateTimeOffset now) => new()
    {
        Channel = dice.One("LAPOR", "SMS", "BPJS", "web"),
        Category = dice.One("waiting", "staff", null),
        Class = dice.Happens(0.8) ? dice.One(Classes) : null,
        Emergency = dice.Happens(0.1),
        Whistleblower = dice.Happens(0.08),
        Accused = dice.Happens(0.03) ? "head" : dice.Happens(0.2) ? "staff" : null,
        Imported = dice.Happens(0.03),
        ExternalDueAt = dice.Happens(0.15) ? now + (dice.One(1, 1, 1, -1) * dice.Span(TimeSpan.FromMinutes(1), TimeSpan.FromDays(20))) : null,
    };

    private PolicyVersion VersionAt(TimeSpan at) => _versions.FindLast(version => version.From <= at).Version;

    /// <summary>Mostly one who may say yes.</summary>
    private Actor Second() => new(dice.One("supervisor", "supervisor", "inspectorate", "operator"), dice.One(null, null, null, "f1"));

    private string Grade() => dice.One("red", "yellow", "green");

    private ComplaintCommand Command(string verb)
    {
        var by = new Actor(dice.One("operator", "manager", "supervisor", "inspectorate"), dice.One(null, null, "f0", "f1"));
        return verb switch
        {
            "verify" => new Monitoring.Grains.Rules.Complaints.Verify { By = by, Class = dice.Happens(0.2) ? dice.One(Classes) : null },
            "grade" => new GradeAs(Grade()) { By = new Actor(dice.One("operator", "manager")), Reason = dice.One("fewer-hurt", null) },
            "assign" => new Assign(dice.One("ward", null)) { By = by },
            "acknowledge" => new Acknowledge(dice.One<TimeSpan?>(null, TimeSpan.FromHours(4))) { By = by },
            "contact" => new Contact { By = by },
            "act" => new Monitoring.Grains.Rules.Complaints.Act { By = by },
            "answer" => new Answer { By = by },
            "reply" => new Reply { By = new Actor("citizen") },
            "requestCompletion" => new RequestCompletion { By = by },
            "complete" => new Complete { By = new Actor("citizen") },
            "transfer" => new Transfer(dice.One(setting.Facilities.AsSpan())) { By = by },
            "close" => new Close("resolved") { By = by },
            "withdraw" => new Withdraw("asked") { By = new Actor("citizen") },
            "reopen" => new Reopen("not-solved") { By = new Actor("citizen") },
            "hold" => new Hold("waits-for-lab") { By = by },
            "approve" => new Approve(dice.One(null, null, "hold", "extend", "grade", "close"), false, null) { By = Second() },
            "decline" => new Approve(null, true, "no-reason") { By = Second() },
            "resume" => new Resume { By = by },
            "extend" => new Extend($"c{dice.Below(3)}", "complex") { By = by },
            "archive" => new Archive(dice.One("too-general", "too-general", "because")) { By = by },
            "refer" => new Refer("police", "not-ours") { By = by },
            "merge" => new Merge(setting.Complaints[dice.Below(setting.Complaints.Length)], "same") { By = by },
            "appeal" => new Appeal("unfair") { By = new Actor("citizen") },
            _ => new Reveal("text", "triage") { By = by },
        };
    }
}
