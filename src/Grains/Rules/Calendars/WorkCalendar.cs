using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies;
using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>
/// When an administration works, and what a limit counted in its time comes to: the only place that adds a limit to an
/// instant. Immutable; every result is a UTC instant in whole milliseconds, and parts of a millisecond are dropped from
/// what comes in.
/// </summary>
public sealed class WorkCalendar
{
    private static readonly LocalTime EndOfDay = new(23, 59, 59);

    private readonly CalendarZone _zone;
    private readonly CalendarYears _years;

    /// <summary>Makes a calendar of checked parts; files come in through <see cref="CalendarReader"/>.</summary>
    /// <exception cref="ArgumentException">The week has no working window, or the zone is unknown.</exception>
    public WorkCalendar(
        string id,
        string version,
        LocalText title,
        string timeZone,
        WeekPlan week,
        ImmutableArray<SpecialRange> special,
        HolidayTable holidays)
    {
        if (week.IsEmpty)
        {
            throw new ArgumentException($"Calendar {id} never works: no limit in working time would ever end.", nameof(week));
        }

        (Id, Version, Title, TimeZone) = (id, version, title, timeZone);
        (Week, Special, Holidays) = (week, special, holidays);
        _zone = CalendarZone.Named(timeZone);
        _years = new CalendarYears(id, year => CalendarYear.Of(year, this, _zone));
    }

    /// <summary>The id that policy packs name.</summary>
    public string Id { get; }

    /// <summary>A calendar that changes takes a new version; a complaint keeps the one it was opened under.</summary>
    public string Version { get; }

    /// <summary>What people call it.</summary>
    public LocalText Title { get; }

    /// <summary>The tz database id of the zone in which its windows and dates are local.</summary>
    public string TimeZone { get; }

    /// <summary>The windows of an ordinary week.</summary>
    public WeekPlan Week { get; }

    /// <summary>Ranges of dates with other windows; they do not overlap.</summary>
    public ImmutableArray<SpecialRange> Special { get; }

    /// <summary>The days off, year by year.</summary>
    public HolidayTable Holidays { get; }

    /// <summary>The last instant at which a promise begun at <paramref name="startAt"/> can be kept.</summary>
    /// <exception cref="ArgumentException">The limit is external: such a deadline is the case's own.</exception>
    public DateTimeOffset DueAt(DateTimeOffset startAt, Limit limit) => limit switch
    {
        Limit.Elapsed { Within: var within } => UtcAt(MillisecondsOf(startAt) + MillisecondsOf(within)),
        Limit.CalendarDays { Days: var days } => MarksFrom(startAt, limit).After(days),
        Limit.WorkingDays { Days: var days } => MarksFrom(startAt, limit).After(days),
        Limit.CalendarMonths months => AddMonths(startAt, months),
        Limit.WorkingHours { Within: var within } => AddWorkingTime(startAt, within),
        Limit.External or Limit.Promised => throw new ArgumentException("An external deadline is read from the case, not computed.", nameof(limit)),
        _ => throw new ArgumentException($"No rule for a limit of kind {limit.GetType().Name}.", nameof(limit)),
    };

    /// <summary>The same day of a later month; where it has none its last day, so that 31 January leads to 28 February.</summary>
    private DateTimeOffset AddMonths(DateTimeOffset startAt, Limit.CalendarMonths limit)
    {
        var start = _zone.LocalAt(MillisecondsOf(startAt));
        var day = start.Date.PlusMonths(limit.Months);
        return InstantOf(day + (limit.Until == DayEnd.SameTime ? start.TimeOfDay : EndOfDay));
    }

    /// <summary>The marks at which the days of a limit count, for a promise begun at <paramref name="startAt"/>.</summary>
    /// <exception cref="ArgumentException">The limit is not counted in days.</exception>
    public DayMarks MarksFrom(DateTimeOffset startAt, Limit limit)
    {
        var working = limit is Limit.WorkingDays;
        var until = limit switch
        {
            Limit.CalendarDays days => days.Until,
            Limit.WorkingDays days => days.Until,
            _ => throw new ArgumentException($"A limit of kind {limit.GetType().Name} has no days.", nameof(limit)),
        };
        var start = _zone.LocalAt(MillisecondsOf(working && until == DayEnd.SameTime ? NextWorkingMoment(startAt) : startAt));
        return new DayMarks(this, working, start.Date, until == DayEnd.SameTime ? start.TimeOfDay : EndOfDay);
    }

    /// <summary>
    /// The instant at which <paramref name="time"/> has been worked since <paramref name="startAt"/>. Time that is used up
    /// exactly at closing ends at that closing; no time at all ends at the start.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The time is negative, or is not used up within <see cref="CalendarYears.MostYearsAhead"/> years.
    /// </exception>
    public DateTimeOffset AddWorkingTime(DateTimeOffset startAt, TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var start = MillisecondsOf(startAt);
        var left = MillisecondsOf(time);
        if (left == 0)
        {
            return UtcAt(start);
        }

        var first = _years.Containing(startAt);
        left += first.WorkedBefore(start);
        var year = first;
        while (left > year.Worked)
        {
            left -= year.Worked;
            year = _years.After(year, first);
        }

        return UtcAt(year.InstantOfWorked(left));
    }

    /// <summary>The working time from <paramref name="fromAt"/> to <paramref name="toAt"/>; none if that lies before it.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset fromAt, DateTimeOffset toAt)
    {
        var (from, to) = (MillisecondsOf(fromAt), MillisecondsOf(toAt));
        if (to <= from)
        {
            return TimeSpan.Zero;
        }

        var year = _years.Containing(fromAt);
        var last = _years.Containing(toAt);
        var worked = last.WorkedBefore(to) - year.WorkedBefore(from);
        for (; year.Year < last.Year; year = _years.Of(year.Year + 1))
        {
            worked += year.Worked;
        }

        return TimeSpan.FromTicks(worked * TimeSpan.TicksPerMillisecond);
    }

    /// <summary>
    /// The instant at which a fraction of the way from start to deadline is gone: by working time for limits that count it,
    /// by elapsed time otherwise. Never after the deadline; the deadline itself where it does not lie after the start.
    /// </summary>
    /// <param name="startAt">When the clock started.</param>
    /// <param name="dueAt">Its deadline, pauses included.</param>
    /// <param name="limit">The limit, for the kind of time it is counted in.</param>
    /// <param name="fraction">From 0 to 1.</param>
    public DateTimeOffset PartOf(DateTimeOffset startAt, DateTimeOffset dueAt, Limit? limit, double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        var (start, due) = (MillisecondsOf(startAt), MillisecondsOf(dueAt));
        if (due <= start)
        {
            return UtcAt(due);
        }

        if (limit is Limit.WorkingDays or Limit.WorkingHours)
        {
            var worked = WorkingTimeBetween(startAt, dueAt);
            if (worked > TimeSpan.Zero)
            {
                return AddWorkingTime(startAt, TimeSpan.FromMilliseconds(WholePart(MillisecondsOf(worked), fraction)));
            }
        }

        return UtcAt(start + WholePart(due - start, fraction));
    }

    /// <summary>That part of a time, in whole milliseconds; what is over is dropped.</summary>
    public static TimeSpan PartOf(TimeSpan whole, double fraction) =>
        TimeSpan.FromMilliseconds(WholePart(MillisecondsOf(whole), fraction));

    /// <summary>The instant itself where it lies in a window (its closing does not), else the next opening.</summary>
    public DateTimeOffset NextWorkingMoment(DateTimeOffset at)
    {
        var first = _years.Containing(at);
        var year = first;
        long? moment;
        while ((moment = year.WorkingMomentFrom(MillisecondsOf(at))) is null)
        {
            year = _years.After(year, first);
        }

        return UtcAt(moment.Value);
    }

    /// <summary>Whether the calendar has working hours on that local date.</summary>
    public bool IsWorkingDay(LocalDate day) => _years.Of(day.Year).IsWorkingDay(day);

    /// <summary>Whether the holidays of that year were published when the calendar was made.</summary>
    public bool KnowsYear(int year) => Holidays.Knows(year);

    /// <summary>Whether a local year from start to deadline is unknown: its holidays may still move the deadline.</summary>
    public bool IsProvisional(DateTimeOffset startAt, DateTimeOffset dueAt)
    {
        var last = _zone.LocalAt(MillisecondsOf(dueAt)).Year;
        for (var year = _zone.LocalAt(MillisecondsOf(startAt)).Year; year <= last; year++)
        {
            if (!KnowsYear(year))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As above for a deadline counted by this limit: elapsed time and calendar days ask no holidays.</summary>
    public bool IsProvisional(DateTimeOffset startAt, DateTimeOffset dueAt, Limit limit) =>
        limit is Limit.WorkingDays or Limit.WorkingHours && IsProvisional(startAt, dueAt);

    /// <summary>
    /// Whether the calendar reaches that instant. Beyond its range (local years 1900 to 2299) working time cannot be counted
    /// and asking for it throws.
    /// </summary>
    public bool Covers(DateTimeOffset at) => CalendarYears.Reach(_zone.LocalAt(MillisecondsOf(at)).Year);

    /// <summary>
    /// The stretches of working time between two instants, in order and disjoint, cut at both ends: what a ledger of a
    /// deadline adds up. Their sum is <see cref="WorkingTimeBetween"/>, read from the same tables.
    /// </summary>
    public IEnumerable<WorkingSegment> SegmentsBetween(DateTimeOffset fromAt, DateTimeOffset toAt)
    {
        var (from, to) = (MillisecondsOf(fromAt), MillisecondsOf(toAt));
        if (to <= from)
        {
            yield break;
        }

        var last = _years.Containing(toAt).Year;
        for (var year = _years.Containing(fromAt); ; year = _years.Of(year.Year + 1))
        {
            foreach (var segment in year.SegmentsBetween(from, to))
            {
                yield return segment;
            }

            if (year.Year >= last)
            {
                yield break;
            }
        }
    }

    /// <summary>The windows of a local date, holidays and special ranges taken into account.</summary>
    public ImmutableArray<TimeWindow> WindowsOn(LocalDate day)
    {
        return Holidays.Contains(day) ? [] : PlannedOn(day);
    }

    private ImmutableArray<TimeWindow> PlannedOn(LocalDate day)
    {
        foreach (var range in Special)
        {
            if (range.Contains(day))
            {
                return range.Week.On(day.DayOfWeek);
            }
        }

        return Week.On(day.DayOfWeek);
    }

    /// <summary>The local date of an instant.</summary>
    public LocalDate DayOf(DateTimeOffset at) => _zone.LocalAt(MillisecondsOf(at)).Date;

    /// <summary>The instant of a local time.</summary>
    public DateTimeOffset InstantOf(LocalDateTime local) => UtcAt(_zone.InstantOf(local));

    /// <summary>The windows of a local date if it were no holiday.</summary>
    public bool WouldWork(LocalDate day) => !PlannedOn(day).IsEmpty;

    /// <summary>How many working days follow a day, up to and with another; none if that does not lie after it.</summary>
    public int WorkingDaysBetween(LocalDate after, LocalDate through)
    {
        if (through <= after)
        {
            return 0;
        }

        var count = _years.Of(through.Year).WorkingDaysThrough(through) - _years.Of(after.Year).WorkingDaysThrough(after);
        for (var year = after.Year; year < through.Year; year++)
        {
            count += _years.Of(year).WorkingDays;
        }

        return count;
    }

    /// <summary>The n-th working day after that day, which itself does not count.</summary>
    internal LocalDate PlusWorkingDays(LocalDate day, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (days == 0)
        {
            return day;
        }

        var first = _years.Of(day.Year);
        var left = first.WorkingDaysThrough(day) + days;
        var year = first;
        while (left > year.WorkingDays)
        {
            left -= year.WorkingDays;
            year = _years.After(year, first);
        }

        return year.WorkingDay(left);
    }

    // in decimals: as a double 57 % of an hour is a hair less than it is, and the hair would cost a millisecond
    private static long WholePart(long milliseconds, double fraction) => (long)(milliseconds * (decimal)fraction);

    private static long MillisecondsOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static long MillisecondsOf(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    private static DateTimeOffset UtcAt(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
