using System.Collections.Immutable;
using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>
/// One local year of a calendar as sorted tables, so that a deadline is a binary search and not a walk from day to day.
/// Instants are milliseconds since 1970 UTC. Immutable.
/// </summary>
internal sealed class CalendarYear
{
    private readonly LocalDate _newYear;
    private readonly long[] _opens;
    private readonly long[] _closes;
    private readonly short[] _dayOfSegment;

    // working milliseconds of the year before each segment, and after the last
    private readonly long[] _workedBefore;

    // by day of the year, 1 to 366: how many working days through that day
    private readonly short[] _workingDaysThrough;
    private readonly short[] _workingDays;

    private CalendarYear(int year, long from, long to, List<(long Opens, long Closes, short Day)> segments, bool[] working)
    {
        (Year, From, To) = (year, from, to);
        _newYear = new LocalDate(year, 1, 1);
        _opens = [.. segments.Select(segment => segment.Opens)];
        _closes = [.. segments.Select(segment => segment.Closes)];
        _dayOfSegment = [.. segments.Select(segment => segment.Day)];
        _workedBefore = new long[segments.Count + 1];
        for (var i = 0; i < segments.Count; i++)
        {
            _workedBefore[i + 1] = _workedBefore[i] + _closes[i] - _opens[i];
        }

        _workingDays = [.. Enumerable.Range(0, working.Length).Where(day => working[day]).Select(day => (short)day)];
        _workingDaysThrough = new short[working.Length];
        for (var day = 1; day < working.Length; day++)
        {
            _workingDaysThrough[day] = (short)(_workingDaysThrough[day - 1] + (working[day] ? 1 : 0));
        }
    }

    public int Year { get; }

    /// <summary>The local year's first instant.</summary>
    public long From { get; }

    /// <summary>The following year's first instant.</summary>
    public long To { get; }

    /// <summary>All working milliseconds of the year.</summary>
    public long Worked => _workedBefore[^1];

    public int WorkingDays => _workingDays.Length;

    public static CalendarYear Of(int year, WorkCalendar calendar, CalendarZone zone)
    {
        var newYear = new LocalDate(year, 1, 1);
        var days = CalendarSystem.Iso.GetDaysInYear(year);
        var segments = new List<(long Opens, long Closes, short Day)>();
        var working = new bool[days + 1];
        for (short day = 1; day <= days; day++)
        {
            var date = newYear.PlusDays(day - 1);
            var windows = zone.Skips(date) ? [] : calendar.WindowsOn(date);
            working[day] = !windows.IsEmpty;
            AddSegments(segments, date, day, windows, zone);
        }

        return new CalendarYear(
            year,
            zone.InstantOf(newYear.AtMidnight()),
            zone.InstantOf(newYear.PlusYears(1).AtMidnight()),
            segments,
            working);
    }

    public long WorkedBefore(long instant)
    {
        var i = LastOpenedBy(instant);
        return i < 0 ? 0 : _workedBefore[i] + Math.Min(instant, _closes[i]) - _opens[i];
    }

    /// <summary>The first instant by which that much of the year was worked; more than zero, at most all.</summary>
    public long InstantOfWorked(long worked)
    {
        // the first boundary that is not smaller: a segment used up to its end ends there, not at the next opening
        var i = Array.BinarySearch(_workedBefore, worked);
        var segment = (i < 0 ? ~i : i) - 1;
        return _opens[segment] + (worked - _workedBefore[segment]);
    }

    /// <summary>The first working instant of the year that is not before the given one.</summary>
    public long? WorkingMomentFrom(long instant)
    {
        var i = LastOpenedBy(instant);
        if (i >= 0 && instant < _closes[i])
        {
            return instant;
        }

        return i + 1 < _opens.Length ? _opens[i + 1] : null;
    }

    public bool IsWorkingDay(LocalDate day) => _workingDaysThrough[day.DayOfYear] > _workingDaysThrough[day.DayOfYear - 1];

    public int WorkingDaysThrough(LocalDate day) => _workingDaysThrough[day.DayOfYear];

    /// <summary>The n-th working day of the year, from 1.</summary>
    public LocalDate WorkingDay(int n) => _newYear.PlusDays(_workingDays[n - 1] - 1);

    public IEnumerable<WorkingSegment> SegmentsBetween(long from, long to)
    {
        for (var i = Math.Max(0, LastOpenedBy(from)); i < _opens.Length && _opens[i] < to; i++)
        {
            var (opens, closes) = (Math.Max(_opens[i], from), Math.Min(_closes[i], to));
            if (opens < closes)
            {
                yield return new WorkingSegment(
                    _newYear.PlusDays(_dayOfSegment[i] - 1),
                    DateTimeOffset.FromUnixTimeMilliseconds(opens),
                    DateTimeOffset.FromUnixTimeMilliseconds(closes));
            }
        }
    }

    private static void AddSegments(
        List<(long Opens, long Closes, short Day)> segments,
        LocalDate date,
        short day,
        ImmutableArray<TimeWindow> windows,
        CalendarZone zone)
    {
        foreach (var window in windows)
        {
            var opens = zone.InstantOf(At(date, window.FromMinute));
            var closes = zone.InstantOf(At(date, window.ToMinute));
            if (segments.Count > 0)
            {
                // where the zone skips or repeats an hour, two windows could claim the same instant
                opens = Math.Max(opens, segments[^1].Closes);
            }

            if (opens < closes)
            {
                segments.Add((opens, closes, day));
            }
        }
    }

    private static LocalDateTime At(LocalDate date, int minute) => date.AtMidnight().PlusMinutes(minute);

    private int LastOpenedBy(long instant)
    {
        var i = Array.BinarySearch(_opens, instant);
        return i < 0 ? ~i - 1 : i;
    }
}
