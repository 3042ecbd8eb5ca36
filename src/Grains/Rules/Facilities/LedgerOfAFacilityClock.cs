using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Ledgers;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>Tells how one running of a facility's clock came to its deadline, from the same pieces as a complaint's.</summary>
public static class LedgerOfAFacilityClock
{
    private static readonly LocalText Start = new("Dimulai", "Started");
    private static readonly LocalText Own = new("Tenggat yang dijanjikan sendiri", "The deadline that was promised");
    private static readonly LocalText Fixed = new("Tenggat tidak berubah karena revisi", "Left where it was by a revision");
    private static readonly LocalText Deadline = new("Tenggat", "Deadline");
    private static readonly LocalText Met = new("Selesai", "Done");
    private static readonly LocalText Broken = new("Janji dilanggar", "Promise broken");

    public static Ledger Of(FacilityRun run, WorkCalendar calendar)
    {
        var limit = run.Rule.Limit;
        var counts = limit is not Limit.External && run.DueAt == calendar.DueAt(run.StartedAt, limit);
        ImmutableArray<LedgerLine> middle = !counts
            ? [Line("fixed", run.StartedAt, limit is Limit.External ? Own : Fixed, run.Rule.Basis)]
            : limit is Limit.CalendarMonths months
                ? [Months(run, months)]
                : [.. CountedTime.Of(run.StartedAt, limit, [], calendar).Pieces.SelectMany(p => LinesOfAPiece.Of(p, run.StartedAt, limit, calendar))];
        return new Ledger(
            counts ? Unit(limit) : limit is Limit.External ? "external" : "fixed",
            counts ? Amount(limit) : null,
            middle.Sum(line => line.Counted),
            [Line("start", run.StartedAt, Start, run.Rule.Basis), .. middle, .. Result(run)]);
    }

    private static LedgerLine Months(FacilityRun run, Limit.CalendarMonths limit) => new(
        "counted",
        run.StartedAt,
        run.DueAt,
        limit.Months,
        string.Create(CultureInfo.InvariantCulture, $"{limit.Months} bulan kalender"),
        string.Create(CultureInfo.InvariantCulture, $"{limit.Months} calendar month{(limit.Months == 1 ? "" : "s")}"),
        null);

    private static IEnumerable<LedgerLine> Result(FacilityRun run)
    {
        if (run.DueAt is { } dueAt)
        {
            yield return Line("deadline", dueAt, Deadline);
            if (run.IsBroken)
            {
                yield return Line("breached", dueAt, Broken);
            }
        }

        if (run.StoppedAt is { } stoppedAt && !run.IsBroken)
        {
            yield return Line("met", stoppedAt, Met);
        }
    }

    private static string Unit(Limit limit) => limit switch
    {
        Limit.Elapsed => "elapsed",
        Limit.WorkingHours => "workingHours",
        Limit.CalendarDays => "calendarDays",
        Limit.WorkingDays => "workingDays",
        Limit.CalendarMonths => "calendarMonths",
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.GetType().Name, "unknown limit"),
    };

    private static long Amount(Limit limit) => limit switch
    {
        Limit.Elapsed l => (long)l.Within.TotalMilliseconds,
        Limit.WorkingHours l => (long)l.Within.TotalMilliseconds,
        Limit.CalendarDays l => l.Days,
        Limit.WorkingDays l => l.Days,
        Limit.CalendarMonths l => l.Months,
        _ => 0,
    };

    private static LedgerLine Line(string kind, DateTimeOffset at, LocalText text, string? source = null) =>
        new(kind, at, null, 0, text.Id, text.En, source);
}
