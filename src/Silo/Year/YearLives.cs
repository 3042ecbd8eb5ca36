using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Year;

/// <summary>
/// The complaints of a normal year and what people do about them, from one seed. Rates and shares are invented where the field
/// gives none: what real facilities get is not known.
/// </summary>
internal sealed class YearLives(
    IReadOnlyList<(Owner Facility, double PerDay)> facilities, Owner triage, PolicyVersion policy, Desk desk, Chance chance)
{
    private const double WithoutFacility = 0.03;
    private const double Whistleblowing = 0.01;
    private const double ClosedByConsent = 0.6;
    private const double ReopenedOfClosed = 0.05;
    private const double TakenWhenBroken = 0.75;

    private static readonly (string Id, double Weight)[] Channels =
    [
        ("TATAP_MUKA_POJOK_INFORMASI", 28), ("WHATSAPP", 22), ("LAPOR", 18), ("SMS", 9), ("MEDIA_SOSIAL", 9),
        ("HALO_KEMENKES_1500567", 6), ("HUMAS_PROMKES", 5), ("SURAT_EMAIL", 3),
    ];

    private static readonly (string Id, double Weight)[] Classes =
    [
        ("pengaduan_non_pengawasan", 70), ("permintaan_informasi", 17), ("pengaduan_pengawasan", 8), ("aspirasi", 5),
    ];

    private static readonly (string Id, double Weight)[] Grades = [("green", 63), ("yellow", 31), ("red", 6)];

    /// <summary>Weight of each hour of the local day.</summary>
    private static readonly (int Hour, double Weight)[] Hours =
        [.. Enumerable.Range(0, 24).Select(hour => (hour, hour is >= 8 and < 16 ? 8.0 : hour is >= 6 and < 22 ? 3.0 : 0.7))];

    private readonly ImmutableArray<Scheduled>.Builder _all = ImmutableArray.CreateBuilder<Scheduled>();
    private int _born;

    /// <summary>How many complaints were filed.</summary>
    public int Count => _born;

    /// <summary>Everything that is asked of the grains, in order.</summary>
    public ImmutableArray<Scheduled> Of(DateTimeOffset fromAt, int days)
    {
        foreach (var (facility, perDay) in facilities)
        {
            for (var day = chance.Exponential(1 / perDay); day < days; day += chance.Exponential(1 / perDay))
            {
                var minutes = (60 * chance.Pick(Hours)) + chance.Between(0, 60);
                Live(facility, (fromAt.AddDays(Math.Floor(day)).AddMinutes(minutes)).ToWholeMilliseconds());
            }
        }

        _all.Sort((a, b) => a.At.CompareTo(b.At) is var order and not 0 ? order : string.CompareOrdinal(a.Complaint, b.Complaint));
        return _all.ToImmutable();
    }

    private void Live(Owner facility, DateTimeOffset at)
    {
        var life = new Life($"year-{_born++:D7}", _all);
        var whistle = chance.Is(Whistleblowing);
        var lost = !whistle && chance.Is(WithoutFacility);
        var traits = new CaseTraits
        {
            Channel = whistle ? "WBS" : chance.Pick(Channels),
            Category = "waktu_tunggu",
            Class = whistle ? "wbs" : chance.Pick(Classes),
            Whistleblower = whistle,
        };
        life.Do(at, new FileComplaint { By = new Actor("gateway"), Owner = lost ? triage : facility, Traits = traits, ConveyedAt = at, Policy = policy });
        if (whistle)
        {
            life.Do(desk.Keep("grading", "", at, false).At, new GradeAs(chance.Pick(Grades)) { By = Inspectorate });
            Settle(life, desk.Keep("wbs_first_response", "", at, false), at, Inspectorate);
            return;
        }

        var grade = chance.Pick(Grades);
        if (lost)
        {
            at = PassedOn(life, facility, at);
        }

        if (traits.Class is "permintaan_informasi" or "aspirasi")
        {
            Question(life, facility, traits.Class, at);
        }
        else
        {
            Complaint(life, facility, grade, at);
        }
    }

    private DateTimeOffset PassedOn(Life life, Owner facility, DateTimeOffset at)
    {
        life.Do(desk.Keep("receipt", LimitTable.Ungraded, at, false).At, new Grains.Rules.Complaints.Verify { By = Operator });
        var passed = desk.Keep("triage", LimitTable.Ungraded, at, false);
        Taken(life, passed, Operator);
        life.Do(passed.At, new Transfer(facility) { By = Operator });
        return life.LastAt;
    }

    private void Question(Life life, Owner facility, string @class, DateTimeOffset at)
    {
        var manager = Manager(facility);
        life.Do(desk.Keep("receipt", LimitTable.Ungraded, at, false).At, new Grains.Rules.Complaints.Verify { By = Operator });
        life.Do(desk.ServiceAfter(life.LastAt, TimeSpan.FromMinutes(chance.Between(5, 90))), new Assign(null) { By = Operator });
        var assigned = life.LastAt;
        var contact = desk.Keep("first_contact_question", "", at, false);
        Taken(life, contact, manager);
        life.Do(contact.At, new Contact { By = manager });
        Settle(life, desk.Keep("settle", @class, assigned, false), at, manager);
    }

    private void Complaint(Life life, Owner facility, string grade, DateTimeOffset at)
    {
        var (manager, red) = (Manager(facility), grade == "red");
        var seen = desk.Keep("receipt", red ? "red" : LimitTable.Ungraded, at, red);
        life.Do(seen.At, new Grains.Rules.Complaints.Verify { By = Operator });

        // what is grave is graded as soon as it is seen, at any hour; the rest within the day
        var graded = red ? new Deed(seen.At.AddMinutes(chance.Between(1, 10)), at.AddHours(24)) : desk.Keep("grading", "", at, false);
        life.Do(graded.At, new GradeAs(grade) { By = Operator });
        var contact = desk.Keep("first_contact", red ? "red" : graded.At < desk.Keep("first_contact", "yellow", at, false).DueAt ? grade : LimitTable.Ungraded, at, red);
        Taken(life, contact, manager);
        life.Do(contact.At, new Contact { By = manager });
        var handled = life.LastAt > graded.At ? life.LastAt : graded.At;
        life.Do(red ? handled.AddMinutes(5) : desk.ServiceAfter(handled, TimeSpan.FromMinutes(chance.Between(10, 120))), new Assign(null) { By = Operator });
        Settle(life, desk.Keep("kwtk", grade, at, red), at, manager);
        if (life.IsClosed && chance.Is(ReopenedOfClosed))
        {
            var reopened = life.LastAt.AddDays(chance.Between(1, 10)).ToWholeMilliseconds();
            life.Do(reopened, new Reopen("not-satisfied") { By = new Actor("citizen") });
            Settle(life, desk.Keep("kwtk", grade, reopened, red), reopened, manager);
        }
    }

    /// <summary>Acts and answers, tells the reporter, and perhaps closes; otherwise silence does.</summary>
    private void Settle(Life life, Deed answer, DateTimeOffset since, Actor by)
    {
        Taken(life, answer, by);
        life.Do(answer.At, new Act { By = by });
        life.Do(life.LastAt.AddMinutes(2), new Answer { By = by });
        life.Do(life.LastAt.AddMinutes(chance.Between(5, 240)), new Contact { By = by });
        if (by.Role == Roles.Manager && chance.Is(ClosedByConsent))
        {
            life.Close(life.LastAt.AddDays(chance.Between(0.5, 6)), new Close("consent") { By = Operator });
        }
    }

    /// <summary>Most breaches are taken by somebody soon; the rest stay red until what was promised is done.</summary>
    private void Taken(Life life, Deed deed, Actor by)
    {
        var at = deed.DueAt.AddMinutes(1 + chance.Exponential(40));
        if (deed.IsLate && at < deed.At && chance.Is(TakenWhenBroken))
        {
            life.Aside(at, new Acknowledge(TimeSpan.FromHours(4)) { By = by });
        }
    }

    private static Actor Operator { get; } = new(Roles.Operator);

    private static Actor Inspectorate { get; } = new(Roles.Inspectorate);

    private static Actor Manager(Owner facility) => new(Roles.Manager, facility.Facility);
}
