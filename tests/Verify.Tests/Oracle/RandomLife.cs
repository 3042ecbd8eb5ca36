using System.Text.Json;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>Lives a complaint by the product's rules: commands and wake-ups in any order, at any time, often at the very edge of a deadline.</summary>
internal sealed class RandomLife(Random random, TwoReadings policy)
{
    private static readonly string[] Classes =
        ["permintaan_informasi", "aspirasi", "pengaduan_non_pengawasan", "pengaduan_pengawasan", "wbs"];

    private static readonly Owner[] Owners =
    [
        new("3671-h-001", "3671", "hospital", "B", "pemkot"),
        new("3671-h-002", "3671", "hospital", null, "swasta"),
        new("3601-p-001", "3601", "puskesmas", null, "pemkab"),
        new("banten-triage", "", "triage", null, "pemprov"),
    ];

    private static readonly Actor[] People =
    [
        new("operator"), new("operator"), new("operator"), new("supervisor", "banten"), new("supervisor", "banten"), new("inspectorate"),
        new("manager", "3671-h-001"), new("operator", "3671-h-001"), new("citizen"), new("gateway", "LAPOR"), new("admin"),
    ];

    private readonly List<string> _bodies = [];
    private TwoReadings _policy = policy;
    private Complaint _state = Complaint.None;

    public IReadOnlyList<string> Bodies => _bodies;

    public Complaint State => _state;

    /// <summary>The version it follows now.</summary>
    public TwoReadings Policy => _policy;

    /// <summary>Whether the server's clock is in doubt.</summary>
    public bool InDoubt { get; private set; }

    public DateTimeOffset Now { get; private set; }

    public CaseHistory History => CaseHistory.Read(_bodies);

    /// <summary>Registers the complaint.</summary>
    public void Begin()
    {
        Now = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(random.NextInt64(600L * 86_400_000));
        Take(_policy.Rules.Decide(_state, Filing(), Now, _policy.Duty));
    }

    /// <summary>Lets time pass, then asks something or only wakes it.</summary>
    public void Go()
    {
        Now = Next();
        InDoubt = InDoubt ? !Chance(3) : Chance(25);
        var now = InDoubt ? new TimeReading(Now, Now.AddDays(3)) : new TimeReading(Now);
        switch (random.Next(16))
        {
            case 0:
                Revise(now);
                break;
            case 1 or 2 or 3:
                Take(_policy.Rules.Wake(_state, now, _policy.Duty));
                break;
            default:
                Take(_policy.Rules.Decide(_state, Command(), now, _policy.Duty));
                break;
        }
    }

    private void Revise(TimeReading now)
    {
        if (_policy.Next(random) is not { } next)
        {
            Take(_policy.Rules.Wake(_state, now, _policy.Duty));
            return;
        }

        Take(_policy.Rules.Rederive(_state, next.Rules, next.Version, now, _policy.Duty));
        _policy = _state.Policy == next.Version ? next : _policy;
    }

    private void Take(Decision decision)
    {
        foreach (var happened in decision.Events)
        {
            _bodies.Add(JsonSerializer.Serialize(happened.Event, ComplaintJson.Default.ComplaintEvent));
        }

        _state = decision.After;
    }

    private DateTimeOffset Next()
    {
        if (random.Next(2) == 0 && _policy.Rules.Timetable(_state).WakeAt is { } wakeAt && wakeAt > Now)
        {
            var at = wakeAt.AddMilliseconds(random.Next(-2, 2));
            return at > Now ? at : wakeAt;
        }

        return Now + random.Next(6) switch
        {
            0 => TimeSpan.Zero,
            1 => TimeSpan.FromMilliseconds(random.Next(60_000)),
            2 => TimeSpan.FromMilliseconds(random.Next(6 * 3_600_000)),
            3 => TimeSpan.FromMilliseconds(random.NextInt64(30L * 86_400_000)),
            _ => TimeSpan.FromMilliseconds(random.NextInt64(5L * 86_400_000)),
        };
    }

    private FileComplaint Filing() => new()
    {
        By = new Actor("gateway", "LAPOR"),
        Owner = Pick(Owners),
        Traits = new CaseTraits
        {
            Channel = Chance(2) ? "LAPOR" : "SMS",
            Category = Chance(2) ? "slow_service" : Chance(2) ? "Pick up Dead Animal" : null,
            Class = Chance(4) ? null : Pick(Classes),
            Whistleblower = Chance(5),
            Accused = Chance(5) ? "head" : null,
            Imported = Chance(12),
            ExternalDueAt = Chance(2) ? Now.AddMilliseconds(random.NextInt64(-2L * 86_400_000, 20L * 86_400_000)) : null,
        },
        Grade = Chance(2) ? Grade() : null,
        ConveyedAt = Chance(2) ? Now.AddMilliseconds(-random.NextInt64(12L * 86_400_000)) : null,
        IncidentAt = Chance(2) ? Now.AddMilliseconds(-random.NextInt64(40L * 86_400_000)) : null,
        Policy = _policy.Version,
    };

    private ComplaintCommand Command()
    {
        var by = Pick(People);
        if (Chance(3) && (!_state.Requests.IsEmpty || _state.RunningPause is not null))
        {
            return _state.Requests.IsEmpty ? new Resume { By = by } : new Approve(null, Chance(4), "no reason") { By = by };
        }

        return random.Next(34) switch
        {
            0 or 1 => Verify(by),
            2 or 3 or 4 => new GradeAs(Grade()) { By = by, Reason = "checked" },
            5 or 6 => new Assign(null) { By = by },
            7 or 8 => new Acknowledge(Chance(2) ? TimeSpan.FromHours(random.Next(1, 60)) : null) { By = by, Owner = "officer:p-1" },
            9 => new Contact { By = by },
            10 or 11 => new Act { By = by },
            12 or 13 => new Answer { By = by },
            14 => new Reply { By = by },
            15 => new RequestCompletion { By = by },
            16 => new Complete { By = by },
            17 => new Transfer(Pick(Owners)) { By = by },
            18 => new Close("settled") { By = by },
            19 => Chance(4) ? new Withdraw("asked") { By = by } : new Reveal("text", "check") { By = by },
            20 or 21 => new Reopen("not content") { By = by },
            22 or 23 or 24 => new Hold("file incomplete") { By = by },
            25 or 26 => new Resume { By = by },
            27 => new Extend(Extendable(), "expert needed") { By = by },
            28 or 29 => new Approve(null, Chance(4), "no reason") { By = by },
            30 or 31 => new Appeal("not content") { By = by },
            32 => new Merge("case-2", "same case") { By = by },
            _ => random.Next(6) switch
            {
                0 => new Archive("too-general") { By = by },
                1 => new Refer("ombudsman", "not ours") { By = by },
                _ => new Reopen("not content") { By = by },
            },
        };
    }

    /// <summary>A clock that has an extension, if there is one.</summary>
    private string Extendable() =>
        Pick([.. _policy.Pack.Clocks.OrderBy(clock => clock.ExtendedTo is null).Take(2)]).Id;

    private Grains.Rules.Complaints.Verify Verify(Actor by) => new()
    {
        By = by,
        Class = Chance(4) ? Pick(Classes) : null,
        Category = Chance(6) ? "slow_service" : null,
    };

    private string Grade() => _policy.Pack.Grades.IsEmpty ? "red" : _policy.Pack.Grades[random.Next(_policy.Pack.Grades.Length)];

    private bool Chance(int of) => random.Next(of) == 0;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
