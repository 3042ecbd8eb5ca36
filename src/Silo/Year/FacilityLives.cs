using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Silo.Virtual;
using NodaTime;

namespace Monitoring.Silo.Year;

/// <summary>
/// What the facilities of a province tell of themselves in a normal year, from one seed. How often each thing happens, and how often
/// it is late, is invented: no source gives it.
/// </summary>
internal sealed class FacilityLives(FacilityDesk desk, Planted planted, DateTimeOffset fromAt, DateTimeOffset untilAt)
{
    private const double HasWorkshop = 0.6;
    private const double EnteredLater = 0.15;
    private const double HasForum = 0.92;
    private const double HasIncident = 0.15;
    private const double IsCovered = 0.9;
    private const double Forgets = 0.02;
    private const double DaysBetweenAbsences = 700;

    /// <summary>After so many days without a complaint somebody reports that there was none.</summary>
    private const int ReportsAfter = 5;

    /// <summary>So long after it came in a case may still be open.</summary>
    private const int OpenFor = 45;

    private readonly ImmutableArray<ScheduledOfFacility>.Builder _all = ImmutableArray.CreateBuilder<ScheduledOfFacility>();

    public ImmutableArray<ScheduledOfFacility> Of(IEnumerable<Owner> facilities, ILookup<string, Received> received)
    {
        foreach (var facility in facilities)
        {
            var cases = received[facility.Facility].OrderBy(one => one.At).ToList();
            Signs(facility, cases);
            Officer(facility, cases);
            Workshop(facility);
            Forums(facility);
            Reviews(facility);
            Incident(facility);
            if (facility.Kind is "hospital" or "vertical_hospital")
            {
                Indicators(facility, cases);
            }
        }

        return _all.ToImmutable();
    }

    /// <summary>A week in which nothing came is reported, mostly; on holidays only where somebody has that duty.</summary>
    private void Signs(Owner facility, List<Received> cases)
    {
        var heard = cases.Where(one => one.Heard).Select(one => desk.Calendar.DayOf(one.At)).ToHashSet();
        var covered = desk.Chance.Is(IsCovered);
        var (last, forgets) = (desk.Calendar.DayOf(fromAt), false);
        foreach (var day in desk.Days(fromAt, untilAt))
        {
            var since = Period.Between(last, day, PeriodUnits.Days).Days;
            if (heard.Contains(day))
            {
                (last, forgets) = (day, false);
            }
            else if (since >= ReportsAfter && (covered || desk.Calendar.IsWorkingDay(day)))
            {
                forgets = since == ReportsAfter ? desk.Chance.Is(Forgets) : forgets && since < ReportsAfter + 7;
                var at = desk.Daytime(day);
                if (!forgets && !planted.Silent.Silences(facility.Facility, null, at))
                {
                    Tell(at, facility, new ReportNothing { By = Manager(facility) });
                    last = day;
                }
            }
        }
    }

    /// <summary>Every other working day while cases are open the officer says that he is there, unless he is away and nobody stands in.</summary>
    private void Officer(Owner facility, List<Received> cases)
    {
        var awayUntil = desk.Calendar.DayOf(fromAt);
        var nextAway = fromAt.AddDays(desk.Chance.Exponential(DaysBetweenAbsences));
        var (worked, next) = (0, 0);
        foreach (var day in desk.Days(fromAt, untilAt).Where(desk.Calendar.IsWorkingDay))
        {
            var at = desk.Midnight(day);
            if (at >= nextAway)
            {
                awayUntil = day.PlusDays(5 + (int)desk.Chance.Exponential(4));
                nextAway = at.AddDays(desk.Chance.Exponential(DaysBetweenAbsences));
            }

            while (next < cases.Count && cases[next].At.AddDays(OpenFor) < at)
            {
                next++;
            }

            // the first one that may still be open has come in
            if (day >= awayUntil && next < cases.Count && cases[next].At <= at && worked++ % 2 == 0)
            {
                Tell(desk.Hour(at), facility, new ShowOfficer { By = Manager(facility) });
            }
        }
    }

    private void Workshop(Owner facility)
    {
        if (!desk.Chance.Is(HasWorkshop))
        {
            return;
        }

        var heldAt = desk.Hour(fromAt + ((untilAt - fromAt) * desk.Chance.Between(0, 0.8)));
        Tell(Entered(heldAt, out var at), facility, new HoldWorkshop(at) { By = Operator });
        if (desk.When(heldAt, desk.DueAt("monitoring_visit", heldAt), late: 0.1, never: 0.05) is not { } visitedAt)
        {
            return;
        }

        var visitedWrittenAt = Tell(Entered(visitedAt, out at), facility, new Visit(at) { By = Operator });
        if (desk.When(visitedAt, desk.DueAt("visit_report", visitedAt), late: 0.12, never: 0.05) is { } reportedAt)
        {
            Tell(reportedAt > visitedWrittenAt ? reportedAt : desk.Hour(visitedWrittenAt), facility, new ReportVisit { By = Manager(facility) });
        }
    }

    /// <summary>Most public facilities meet their public once a year, and promise something there.</summary>
    private void Forums(Owner facility)
    {
        if (facility.Ownership == "swasta")
        {
            return;
        }

        var startAt = fromAt;
        for (var year = 0; startAt < untilAt && desk.Chance.Is(HasForum); year++)
        {
            var dueAt = desk.DueAt("public_forum", startAt);
            var heldAt = desk.When(year == 0 ? startAt : startAt + ((dueAt - startAt) * 0.8), dueAt, late: 0.04, never: 0)!.Value;
            Tell(Entered(heldAt, out var at), facility, new HoldForum(at) { By = Manager(facility) });
            for (var number = desk.Chance.Pick(Few); number > 0; number--)
            {
                Promise(facility, $"forum-{year}-{number}", heldAt);
            }

            startAt = heldAt;
        }
    }

    private void Promise(Owner facility, string promise, DateTimeOffset heldAt)
    {
        var madeAt = desk.Hour(heldAt);
        var promisedFor = desk.Hour(madeAt.AddDays(desk.Chance.Between(20, 150)));
        Tell(madeAt, facility, new MakePromise(promise, promisedFor) { By = Manager(facility) });
        if (desk.When(madeAt, promisedFor, late: 0.15, never: 0.1) is { } keptAt)
        {
            Tell(keptAt, facility, new KeepPromise(promise) { By = Manager(facility) });
        }
    }

    private void Reviews(Owner facility)
    {
        var startAt = fromAt;
        while (startAt < untilAt && desk.When(startAt, desk.DueAt("retention_review", startAt), late: 0.05, never: 0.1) is { } at)
        {
            Tell(at, facility, new Review { By = Manager(facility) });
            startAt = at;
        }
    }

    private void Incident(Owner facility)
    {
        if (!desk.Chance.Is(HasIncident))
        {
            return;
        }

        var knownAt = (fromAt + ((untilAt - fromAt) * desk.Chance.Between(0, 0.95))).ToWholeMilliseconds();
        var writtenAt = Tell(knownAt.AddHours(desk.Chance.Exponential(6)), facility, new TellIncident("incident-1", knownAt) { By = Manager(facility) });
        if (desk.When(knownAt, desk.DueAt("breach_notice", knownAt), late: 0.12, never: 0.05) is { } at)
        {
            Tell(at > writtenAt ? at : writtenAt.AddHours(1), facility, new Notify("incident-1") { By = Manager(facility) });
        }
    }

    /// <summary>Each month the facility says how it did; one that games says that all was in time.</summary>
    private void Indicators(Owner facility, List<Received> cases)
    {
        var first = desk.Calendar.DayOf(fromAt);
        for (var month = new LocalDate(first.Year, first.Month, 1); ; month = month.PlusMonths(1))
        {
            var (beganAt, overAt) = (desk.Midnight(month), desk.Midnight(month.PlusMonths(1)));
            if (overAt >= untilAt)
            {
                return;
            }

            var counted = cases.FindAll(one => one.InTime is not null && beganAt <= one.At && one.At < overAt);
            var inTime = planted.Gaming.Contains(facility.Facility) ? counted.Count : counted.Count(one => one.InTime == true);
            if (desk.When(overAt, desk.DueAt("indicator_report", overAt), late: 0.04, never: 0.02) is { } at)
            {
                var name = $"{month.Year.ToString("0000", CultureInfo.InvariantCulture)}-{month.Month.ToString("00", CultureInfo.InvariantCulture)}";
                Tell(at, facility, new ReportIndicator(name, counted.Count, inTime) { By = Manager(facility) });
            }
        }
    }

    /// <summary>When something that happened is entered: mostly at once; else some days later, with the instant at which it happened.</summary>
    private DateTimeOffset Entered(DateTimeOffset happenedAt, out DateTimeOffset? said)
    {
        said = desk.Chance.Is(EnteredLater) ? happenedAt : null;
        return said is null ? happenedAt : desk.Hour(happenedAt.AddDays(desk.Chance.Exponential(3)));
    }

    private DateTimeOffset Tell(DateTimeOffset at, Owner facility, FacilityCommand command)
    {
        at = at.ToWholeMilliseconds();
        if (at < untilAt)
        {
            _all.Add(new ScheduledOfFacility(at, facility.Facility, command));
        }

        return at;
    }

    private static readonly (int Number, double Weight)[] Few = [(0, 20), (1, 40), (2, 30), (3, 10)];

    private static Actor Operator { get; } = new(Roles.Operator);

    private static Actor Manager(Owner facility) => new(Roles.Manager, facility.Facility);
}
