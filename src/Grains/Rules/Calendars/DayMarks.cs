using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>
/// The marks of a limit counted in days: on each day after the start day the instant at which that day counts, which is the
/// day's end or the time of day at which the clock started.
/// </summary>
/// <param name="calendar">The calendar.</param>
/// <param name="working">Whether only working days count.</param>
/// <param name="startDay">The day that does not count.</param>
/// <param name="mark">The local time of the marks.</param>
public sealed class DayMarks(WorkCalendar calendar, bool working, LocalDate startDay, LocalTime mark)
{
    public LocalDate StartDay => startDay;

    /// <summary>The instant of the n-th mark.</summary>
    public DateTimeOffset After(int days) => On(Nth(startDay, days));

    /// <summary>The n-th day that counts after a day.</summary>
    public LocalDate Nth(LocalDate after, int days) => working ? calendar.PlusWorkingDays(after, days) : after.PlusDays(days);

    /// <summary>How many days count after a day, up to and with another.</summary>
    public int Count(LocalDate after, LocalDate through)
    {
        if (through <= after)
        {
            return 0;
        }

        return working ? calendar.WorkingDaysBetween(after, through) : Period.DaysBetween(after, through);
    }

    /// <summary>The mark of a day, counted or not.</summary>
    public DateTimeOffset On(LocalDate day) => calendar.InstantOf(day + mark);

    /// <summary>The last day whose mark was reached at an instant.</summary>
    public LocalDate LastBy(DateTimeOffset at)
    {
        var day = calendar.DayOf(at);
        while (On(day) > at)
        {
            day = day.PlusDays(-1);
        }

        return day;
    }
}
