using System.Collections.Immutable;
using NodaTime;

namespace Monitoring.Verify.Oracle;

/// <summary>Counts time by walking a calendar day by day and window by window.</summary>
/// <remarks>Days that were looked at are kept: each is the same whoever asks.</remarks>
internal sealed class DayByDay
{
    private const int FirstKept = 693_595; // 1 January 1900
    private const int KeptDays = 110_000; // three centuries

    /// <summary>A calendar that works on none of so many days never will.</summary>
    private const int LongestRest = 4_000;

    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    private readonly CalendarText _text;
    private readonly DateTimeZone _zone;
    private readonly CalendarDay?[] _kept = new CalendarDay?[KeptDays];

    public DayByDay(CalendarText text)
    {
        _text = text;
        _zone = DateTimeZoneProviders.Tzdb[text.TimeZone];
    }

    public CalendarDay Day(DateOnly date)
    {
        var index = date.DayNumber - FirstKept;
        if (index is < 0 or >= KeptDays)
        {
            return Look(date);
        }

        return _kept[index] ??= Look(date);
    }

    /// <summary>The day in which an instant lies.</summary>
    public CalendarDay DayOf(DateTimeOffset at)
    {
        var day = Day(DateOnly.FromDateTime(at.UtcDateTime));
        while (at < day.From)
        {
            day = Day(day.Date.AddDays(-1));
        }

        while (at >= day.Next)
        {
            day = Day(day.Date.AddDays(1));
        }

        return day;
    }

    /// <summary>
    /// The day that many days after; days that are not worked do not count if <paramref name="worked"/>, nor those that
    /// <paramref name="counts"/> leaves out.
    /// </summary>
    public CalendarDay? After(DateTimeOffset start, int days, bool worked, Func<CalendarDay, bool>? counts = null)
    {
        var day = DayOf(start);
        var rested = 0;
        while (days > 0)
        {
            day = Day(day.Date.AddDays(1));
            if (!worked || day.IsWorked)
            {
                days -= counts?.Invoke(day) == false ? 0 : 1;
                rested = 0;
            }
            else if (++rested > LongestRest)
            {
                return null;
            }
        }

        return day;
    }

    /// <summary>The instant in <paramref name="day"/> that shows the same local time as <paramref name="at"/> did.</summary>
    public DateTimeOffset SameTime(CalendarDay day, DateTimeOffset at)
    {
        var time = Instant.FromDateTimeOffset(at).InZone(_zone).TimeOfDay;
        return Resolve(LocalDate.FromDateOnly(day.Date) + time);
    }

    /// <summary>The instant of a local time of a day.</summary>
    public DateTimeOffset At(CalendarDay day, TimeOnly time) => Resolve(LocalDate.FromDateOnly(day.Date) + LocalTime.FromTimeOnly(time));

    /// <summary>The instant itself if it lies in a window, else the next opening; null if there is none.</summary>
    public DateTimeOffset? WorkingMoment(DateTimeOffset at) => WorkedThrough(at, OneMillisecond) - OneMillisecond;

    /// <summary>When that much working time has passed; null if never.</summary>
    public DateTimeOffset? WorkedThrough(DateTimeOffset start, TimeSpan time)
    {
        if (time == TimeSpan.Zero)
        {
            return start;
        }

        var day = DayOf(start);
        for (var rested = 0; rested <= LongestRest; rested++)
        {
            foreach (var window in day.Windows)
            {
                if (window.To <= start)
                {
                    continue;
                }

                var from = window.From > start ? window.From : start;
                if (window.To - from >= time)
                {
                    return from + time;
                }

                time -= window.To - from;
                rested = 0;
            }

            day = Day(day.Date.AddDays(1));
        }

        return null;
    }

    /// <summary>Working time between two instants.</summary>
    public TimeSpan Worked(DateTimeOffset from, DateTimeOffset to)
    {
        var sum = TimeSpan.Zero;
        for (var day = DayOf(from); day.From < to; day = Day(day.Date.AddDays(1)))
        {
            foreach (var window in day.Windows)
            {
                var begin = window.From > from ? window.From : from;
                var end = window.To < to ? window.To : to;
                sum += end > begin ? end - begin : TimeSpan.Zero;
            }
        }

        return sum;
    }

    private CalendarDay Look(DateOnly date)
    {
        var local = LocalDate.FromDateOnly(date);
        var (from, next) = (StartOf(local), StartOf(local.PlusDays(1)));
        var hours = from < next ? _text.On(date) : []; // a zone that moves over the date line leaps over a date
        var windows = ImmutableArray.CreateBuilder<Window>();
        var free = from;
        foreach (var each in hours)
        {
            var (opens, closes) = (AtMinute(local, each.FromMinute), AtMinute(local, each.ToMinute));
            opens = opens > free ? opens : free; // no instant counts twice
            if (opens < closes)
            {
                windows.Add(new Window(opens, closes));
                free = closes;
            }
        }

        return new CalendarDay(
            date, from, next, Resolve(local + new LocalTime(23, 59, 59)), !hours.IsEmpty, windows.ToImmutable());
    }

    private DateTimeOffset StartOf(LocalDate date) => _zone.AtStartOfDay(date).ToDateTimeOffset().ToUniversalTime();

    private DateTimeOffset AtMinute(LocalDate date, int minute) =>
        minute == 24 * 60 ? StartOf(date.PlusDays(1)) : Resolve(date.AtMidnight().PlusMinutes(minute));

    // a local time that a change of the clocks skips is as much later; of one that comes twice, the first
    private DateTimeOffset Resolve(LocalDateTime local) => _zone.AtLeniently(local).ToDateTimeOffset().ToUniversalTime();
}
