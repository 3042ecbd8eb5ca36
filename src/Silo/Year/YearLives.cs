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
/// <param name="facilities">Where complaints come in, and how many a day.</param>
/// <param name="triage">The desk of what names no facility.</param>
/// <param name="policy">Under which they are opened.</param>
/// <param name="desk">How well promises are kept.</param>
/// <param name="slow">How well where the figures are gamed.</param>
/// <param name="planted">What is wrong in this year.</param>
/// <param name="chance">All that is left to chance, but for who pays.</param>
/// <param name="payers">Who pays.</param>
internal sealed class YearLives(
    IReadOnlyList<(Owner Facility, double PerDay)> facilities,
    Owner triage,
    PolicyVersion policy,
    Desk desk,
    Desk slow,
    Planted planted,
    Chance chance,
    Chance payers)
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

    /// <summary>Drawn apart from all else, so that who pays changes nothing of what happens.</summary>
    private static readonly (string Id, double Weight)[] Payers =
        [("BPJS_PBI", 35), ("BPJS_NON_PBI", 25), ("JAMKESDA", 10), ("UMUM", 22), ("ASURANSI_SWASTA", 8)];

    private static readonly (string Id, double Weight)[] CareClasses = [("III", 50), ("II", 25), ("I", 20), ("VIP", 5)];

    private static readonly (string Id, double Weight)[] Grades = [("green", 63), ("yellow", 31), ("red", 6)];

    /// <summary>Weight of each hour of the local day.</summary>
    private static readonly (int Hour, double Weight)[] Hours =
        [.. Enumerable.Range(0, 24).Select(hour => (hour, hour is >= 8 and < 16 ? 8.0 : hour is >= 6 and < 22 ? 3.0 : 0.7))];

    private readonly ImmutableArray<Scheduled>.Builder _all = ImmutableArray.CreateBuilder<Scheduled>();
    private readonly List<(string Facility, Received Case)> _received = [];
    private int _born;

    /// <summary>How many complaints were filed.</summary>
    public int Count => _born;

    /// <summary>What each facility got that is not sealed.</summary>
    public ILookup<string, Received> Received => _received.ToLookup(one => one.Facility, one => one.Case, StringComparer.Ordinal);

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
        var whistle = chance.Is(Whistleblowing);
        var lost = !whistle && chance.Is(WithoutFacility);
        var traits = new CaseTraits
        {
            Channel = whistle ? "WBS" : chance.Pick(Channels),
            Category = "waktu_tunggu",
            Class = whistle ? "wbs" : chance.Pick(Classes),
            Whistleblower = whistle,
            Payer = payers.Pick(Payers),
            CareClass = payers.Pick(CareClasses),
        };
        if (planted.Outages.Any(outage => outage.Silences(facility.Facility, traits.Channel, at)))
        {
            return;
        }

        var life = new Life($"year-{_born++:D7}", _all);
        life.Do(at, new FileComplaint { By = new Actor("gateway"), Owner = lost ? triage : facility, Traits = traits, ConveyedAt = at, Policy = policy });
        if (whistle)
        {
            life.Aside(desk.Keep(false, ("grading", "", at)).At, new GradeAs(chance.Pick(Grades)) { By = Inspectorate });
            Settle(life, desk.Keep(false, ("wbs_first_response", "", at)), Inspectorate);
            return;
        }

        var isQuestion = traits.Class is "permintaan_informasi" or "aspirasi";
        Handle(life, facility, lost, isQuestion ? null : chance.Pick(Grades), traits, at);
    }

    /// <summary>Seen, graded unless it is a question, somebody speaks to the reporter, passed on where it lies at the wrong desk, given to a unit, answered.</summary>
    private void Handle(Life life, Owner facility, bool lost, string? grade, CaseTraits traits, DateTimeOffset at)
    {
        var (manager, red) = (Manager(facility), grade == "red");
        var seen = desk.Keep(red, ("receipt", red ? "red" : LimitTable.Ungraded, at));
        life.Do(seen.At, new Grains.Rules.Complaints.Verify { By = Operator });
        var handledAt = life.LastAt;
        if (grade is not null)
        {
            // what is grave is graded as soon as it is seen, at any hour; the rest within the day
            var gradedAt = red ? seen.At.AddMinutes(chance.Between(1, 10)) : desk.Keep(false, ("grading", "", at)).At;
            life.Aside(gradedAt, new GradeAs(grade) { By = Operator });
            handledAt = gradedAt > handledAt ? gradedAt : handledAt;
        }

        var contact = grade is null
            ? desk.Keep(false, ("first_contact_question", "", at))
            : desk.Keep(red, ("first_contact", red ? "red" : LimitTable.Ungraded, at));
        var by = lost ? Operator : manager;
        Taken(life, contact, by);
        life.Aside(contact.At, new Contact { By = by });
        if (lost)
        {
            var passed = desk.Keep(red, ("triage", red ? "red" : LimitTable.Ungraded, at));
            Taken(life, passed, Operator);
            life.Do(passed.At > contact.At ? passed.At : contact.At.AddSeconds(2), new Transfer(facility) { By = Operator });
            life.Do(After(life.LastAt, red), new Grains.Rules.Complaints.Verify { By = Operator });
        }

        life.Do(After(handledAt > life.LastAt ? handledAt : life.LastAt, red), new Assign(null) { By = Operator });
        var answeredAt = Settle(life, Answer(grade, traits, at, life.LastAt, Desk(facility)), manager);
        _received.Add((facility.Facility, new Received(at, !lost, grade is null ? null : answeredAt <= desk.DueAt("kwtk", grade, at))));
        if (life.IsClosed && grade is not null && chance.Is(ReopenedOfClosed))
        {
            var reopenedAt = life.LastAt.AddDays(chance.Between(1, 10)).ToWholeMilliseconds();
            life.Do(reopenedAt, new Reopen("not-satisfied") { By = new Actor("citizen") });
            Settle(life, Answer(grade, traits, reopenedAt, reopenedAt, Desk(facility)), manager);
        }
    }

    private DateTimeOffset After(DateTimeOffset at, bool red) =>
        red ? at.AddMinutes(5) : desk.ServiceAfter(at, TimeSpan.FromMinutes(chance.Between(5, 60)));

    /// <summary>The answer keeps the earliest of the promises that wait for it, or breaks it.</summary>
    private static Deed Answer(string? grade, CaseTraits traits, DateTimeOffset at, DateTimeOffset assignedAt, Desk desk)
    {
        var promises = new List<(string Clock, string Key, DateTimeOffset StartAt)>
        {
            ("settle", traits.Class!, assignedAt), ("statutory_answer", "", at),
        };
        if (grade is not null)
        {
            promises.Add(("kwtk", grade, at));
        }

        if (traits.Channel == "LAPOR")
        {
            promises.Add(("lapor_followup", "", assignedAt));
        }

        return desk.Keep(grade == "red", [.. promises]);
    }

    /// <summary>Acts and answers, tells the reporter, and perhaps closes; otherwise silence does.</summary>
    /// <returns>When it was answered.</returns>
    private DateTimeOffset Settle(Life life, Deed answer, Actor by)
    {
        Taken(life, answer, by);
        life.Do(answer.At, new Act { By = by });
        life.Do(life.LastAt.AddMinutes(2), new Answer { By = by });
        var answeredAt = life.LastAt;
        life.Do(life.LastAt.AddMinutes(chance.Between(5, 240)), new Contact { By = by });
        if (by.Role == Roles.Manager && chance.Is(ClosedByConsent))
        {
            life.Close(life.LastAt.AddDays(chance.Between(0.5, 6)), new Close("consent") { By = Operator });
        }

        return answeredAt;
    }

    private Desk Desk(Owner facility) => planted.Gaming.Contains(facility.Facility) ? slow : desk;

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
