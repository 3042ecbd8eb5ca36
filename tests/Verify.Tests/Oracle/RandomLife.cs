using System.Text.Json;
using Monitoring.Grains.Rules.Complaints;
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

    private readonly List<string> _bodies = [];
    private Complaint _state = Complaint.None;

    public IReadOnlyList<string> Bodies => _bodies;

    public Complaint State => _state;

    public DateTimeOffset Now { get; private set; }

    public CaseHistory History => CaseHistory.Read(_bodies);

    /// <summary>Registers the complaint.</summary>
    public void Begin()
    {
        Now = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMilliseconds(random.NextInt64(600L * 86_400_000));
        Take(policy.Rules.Decide(_state, Filing(), Now));
    }

    /// <summary>Lets time pass, then asks something or only wakes it.</summary>
    public void Go()
    {
        Now = Next();
        Take(random.Next(4) == 0 ? policy.Rules.Wake(_state, Now) : policy.Rules.Decide(_state, Command(), Now));
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
        if (random.Next(3) == 0 && policy.Rules.Timetable(_state).WakeAt is { } wakeAt && wakeAt > Now)
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
            Imported = Chance(12),
            ExternalDueAt = Chance(2) ? Now.AddMilliseconds(random.NextInt64(-2L * 86_400_000, 20L * 86_400_000)) : null,
        },
        Grade = Chance(2) ? Grade() : null,
        ConveyedAt = Chance(2) ? Now.AddMilliseconds(-random.NextInt64(12L * 86_400_000)) : null,
        IncidentAt = Chance(2) ? Now.AddMilliseconds(-random.NextInt64(40L * 86_400_000)) : null,
        Policy = policy.Version,
    };

    private ComplaintCommand Command()
    {
        var by = new Actor("operator");
        return random.Next(18) switch
        {
            0 => new Grains.Rules.Complaints.Verify { By = by },
            1 or 2 => new GradeAs(Grade()) { By = by },
            3 or 4 => new Assign(null) { By = by },
            5 => new Acknowledge(TimeSpan.FromHours(3)) { By = by },
            6 => new Contact { By = by },
            7 or 8 => new Act { By = by },
            9 or 10 => new Answer { By = by },
            11 => new Reply { By = by },
            12 => new RequestCompletion { By = by },
            13 => new Complete { By = by },
            14 => new Transfer(Pick(Owners)) { By = by },
            15 => new Close("settled") { By = by },
            16 => Chance(4) ? new Withdraw("asked") { By = by } : new Reveal("text", "check") { By = by },
            _ => new Reopen("not content") { By = by },
        };
    }

    private string Grade() => policy.Pack.Grades.IsEmpty ? "red" : policy.Pack.Grades[random.Next(policy.Pack.Grades.Length)];

    private bool Chance(int of) => random.Next(of) == 0;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
