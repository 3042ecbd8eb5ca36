using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Demo;

/// <summary>
/// Invents lives of complaints from one seed: which facility, what about, and who does what about it when. Same seed,
/// same province.
/// </summary>
/// <remarks>
/// The mix of categories and channels is a guess shaped by what the field reports (slow service and unfriendly staff
/// lead); it stands for no real facility.
/// </remarks>
public sealed class DemoLives
{
    private static readonly ImmutableArray<(string Id, double Weight)> Categories =
    [
        ("waktu_tunggu", 30), ("tenaga_kesehatan", 22), ("asuransi_admin", 14), ("sarana_prasarana", 11), ("obat", 9),
        ("dokter_spesialis", 5), ("penolakan_rujukan", 3), ("diskriminasi_penjamin", 3), ("klinis", 1.5),
        ("informasi_privasi", 1.5),
    ];

    private static readonly ImmutableArray<(string Id, double Weight)> Channels =
    [
        ("TATAP_MUKA_POJOK_INFORMASI", 28), ("WHATSAPP", 22), ("LAPOR", 18), ("SMS", 9), ("MEDIA_SOSIAL", 9),
        ("HALO_KEMENKES_1500567", 6), ("HUMAS_PROMKES", 5), ("SURAT_EMAIL", 3),
    ];

    private static readonly ImmutableArray<(string Id, double Weight)> Payers =
    [
        ("BPJS_PBI", 38), ("BPJS_NON_PBI", 34), ("UMUM", 16), ("JAMKESDA", 6), ("ASURANSI_SWASTA", 6),
    ];

    private static readonly ImmutableArray<(string Id, double Weight)> Classes =
    [
        ("pengaduan_non_pengawasan", 70), ("permintaan_informasi", 17), ("pengaduan_pengawasan", 8), ("aspirasi", 5),
    ];

    private static readonly ImmutableArray<(string Id, double Weight)> Grades = [("green", 63), ("yellow", 31), ("red", 6)];

    private readonly Random _chance;
    private readonly ImmutableArray<(DemoFacility Facility, double Weight)> _facilities;
    private readonly PolicyVersion _policy;
    private readonly string _prefix;
    private long _born;

    public DemoLives(ImmutableArray<DemoFacility> facilities, PolicyVersion policy, int seed, string prefix)
    {
        _prefix = prefix;
        _facilities = [.. facilities.Select(f => (f, f.Weight))];
        _policy = policy;
        _chance = new Random(seed);
    }

    /// <summary>Lives that begin in a span, with their whole handling, in the order in which things happen.</summary>
    /// <param name="fromAt">First instant.</param>
    /// <param name="span">How long complaints keep arriving.</param>
    /// <param name="perHour">How many an hour on average.</param>
    public IEnumerable<Scheduled> Between(DateTimeOffset fromAt, TimeSpan span, double perHour)
    {
        var lives = new List<Scheduled>();
        for (var at = fromAt + Wait(1 / perHour); at < fromAt + span; at += Wait(1 / perHour))
        {
            lives.AddRange(Life(at.ToWholeMilliseconds()));
        }

        return lives.OrderBy(s => s.At);
    }

    /// <summary>A case that is handled well but for the deadline an outside body set, which passes before the answer.</summary>
    public ImmutableArray<Scheduled> LateForOthers(DateTimeOffset at, DateTimeOffset externalDueAt)
    {
        var (facility, id) = (Pick(_facilities), NextId());
        var life = ImmutableArray.CreateBuilder<Scheduled>();
        life.Add(new Scheduled(at, id, Filing(facility, externalDueAt, at)));
        HandledLate(life, id, at, externalDueAt, facility);
        return life.ToImmutable();
    }

    /// <summary>A case whose deadline, set by an outside body, passes at an instant; nobody has handled it yet.</summary>
    public Scheduled Unhandled(DateTimeOffset at, DateTimeOffset externalDueAt) =>
        new(at, NextId(), Filing(Pick(_facilities), externalDueAt, at));

    /// <summary>A facility, by its share of the complaints.</summary>
    public string Facility() => Pick(_facilities).Owner.Facility;

    private ImmutableArray<Scheduled> Life(DateTimeOffset at)
    {
        var (facility, id) = (Pick(_facilities), NextId());
        var life = ImmutableArray.CreateBuilder<Scheduled>();
        life.Add(new Scheduled(at, id, Filing(facility, null, at)));
        Handled(life, id, at, Pick(Grades), facility);
        return life.ToImmutable();
    }

    private string NextId() => $"{_prefix}{_born++:D8}";

    private FileComplaint Filing(DemoFacility facility, DateTimeOffset? externalDueAt, DateTimeOffset at) => new()
    {
        By = new Actor("gateway"),
        Owner = facility.Owner,
        Traits = new CaseTraits
        {
            Channel = externalDueAt is null ? Pick(Channels) : "BPJS",
            Category = Pick(Categories),
            Class = Pick(Classes),
            Payer = Pick(Payers),
            ExternalDueAt = externalDueAt?.ToWholeMilliseconds(),
        },
        ConveyedAt = at,
        Policy = _policy,
    };

    private void Handled(
        ImmutableArray<Scheduled>.Builder life, string id, DateTimeOffset at, string grade, DemoFacility facility)
    {
        var desk = new Actor("operator");
        var manager = new Actor("manager", facility.Owner.Facility);

        // an answer comes well inside the limit of its grade, unless the facility is slow
        var hours = grade switch { "red" => 9.0, "yellow" => 26.0, _ => 60.0 } * facility.Slowness;
        var verified = at + Wait(0.12 * facility.Slowness);
        var graded = verified + Wait(0.3);
        var assigned = graded + Wait(0.4);
        var contacted = graded + Wait(0.35 * facility.Slowness);
        var answered = assigned + Wait(hours);
        Add(verified, new Grains.Rules.Complaints.Verify { By = desk });
        Add(graded, new GradeAs(grade) { By = desk });
        Add(assigned, new Assign(null) { By = desk });
        Add(contacted, new Contact { By = manager });
        Add(answered - Wait(0.2), new Act { By = manager });
        Add(answered, new Answer { By = manager });
        Add(answered + Wait(8), new Close("resolved") { By = desk });

        // most breaches are taken by somebody within the hour; the rest stay red until the answer comes
        var dueAt = at + TimeSpan.FromHours(grade switch { "red" => 24, "yellow" => 72, _ => 168 });
        if (answered > dueAt && _chance.NextDouble() < 0.75)
        {
            Add(dueAt + Wait(0.7), new Acknowledge(TimeSpan.FromHours(1)) { By = manager });
        }

        void Add(DateTimeOffset when, ComplaintCommand command) =>
            life.Add(new Scheduled((when > at ? when : at).ToWholeMilliseconds(), id, command));
    }

    private void HandledLate(
        ImmutableArray<Scheduled>.Builder life, string id, DateTimeOffset at, DateTimeOffset dueAt, DemoFacility facility)
    {
        var desk = new Actor("operator");
        var manager = new Actor("manager", facility.Owner.Facility);
        var acknowledged = dueAt + TimeSpan.FromSeconds(40) + Wait(0.05);
        Add(at + TimeSpan.FromMinutes(4), new Grains.Rules.Complaints.Verify { By = desk });
        Add(at + TimeSpan.FromMinutes(9), new GradeAs("green") { By = desk });
        Add(at + TimeSpan.FromMinutes(20), new Contact { By = manager });
        Add(acknowledged, new Acknowledge(TimeSpan.FromMinutes(30)) { By = manager });
        Add(acknowledged + TimeSpan.FromMinutes(9), new Act { By = manager });
        Add(acknowledged + TimeSpan.FromMinutes(10), new Answer { By = manager });

        void Add(DateTimeOffset when, ComplaintCommand command) =>
            life.Add(new Scheduled(when.ToWholeMilliseconds(), id, command));
    }

    /// <summary>A waiting time with this mean, in hours: mostly short, sometimes long.</summary>
    private TimeSpan Wait(double meanHours) => TimeSpan.FromHours(-Math.Log(1 - _chance.NextDouble()) * meanHours);

    private T Pick<T>(ImmutableArray<(T Value, double Weight)> choices)
    {
        var at = _chance.NextDouble() * choices.Sum(c => c.Weight);
        foreach (var (value, weight) in choices)
        {
            at -= weight;
            if (at < 0)
            {
                return value;
            }
        }

        return choices[^1].Value;
    }
}
