using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using NodaTime;

namespace Monitoring.Grains.Tests.Calendars;

/// <summary>The rules of the format read out loud: slow, without tables, to compare with.</summary>
internal sealed class DayByDay(WorkCalendar calendar)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[calendar.TimeZone];

    public DateTimeOffset DueAt(DateTimeOffset start, Limit limit)
    {
        var local = Instant.FromDateTimeOffset(start).InZone(_zone).LocalDateTime;
        return limit switch
        {
            Limit.Elapsed elapsed => start + elapsed.Within,
            Limit.CalendarDays days => Utc(End(local.Date.PlusDays(days.Days), local.TimeOfDay, days.Until)),
            Limit.WorkingDays { Until: DayEnd.EndOfDay } days => Utc(End(Plus(local.Date, days.Days), default, days.Until)),
            Limit.WorkingDays days => Moved(local) is var moved ? Utc(Plus(moved.Date, days.Days) + moved.TimeOfDay) : default,
            Limit.WorkingHours hours => AfterWorking(start, local.Date, hours.Within),
            _ => throw new ArgumentOutOfRangeException(nameof(limit)),
        };
    }

    private static LocalDateTime End(LocalDate day, LocalTime time, DayEnd until) =>
        day + (until == DayEnd.SameTime ? time : new LocalTime(23, 59, 59));

    private LocalDate Plus(LocalDate day, int days)
    {
        while (days > 0)
        {
            day = day.PlusDays(1);
            days -= calendar.WindowsOn(day).IsEmpty ? 0 : 1;
        }

        return day;
    }

    private LocalDateTime Moved(LocalDateTime start)
    {
        for (var day = start.Date; ; day = day.PlusDays(1))
        {
            foreach (var window in calendar.WindowsOn(day))
            {
                if (start < On(day, window.ToMinute))
                {
                    return LocalDateTime.Max(start, On(day, window.FromMinute));
                }
            }
        }
    }

    private DateTimeOffset AfterWorking(DateTimeOffset start, LocalDate day, TimeSpan left)
    {
        for (; left > TimeSpan.Zero; day = day.PlusDays(1))
        {
            foreach (var window in calendar.WindowsOn(day))
            {
                var from = Utc(On(day, window.FromMinute));
                var to = Utc(On(day, window.ToMinute));
                from = from > start ? from : start;
                if (from < to && left <= to - from)
                {
                    return from + left;
                }

                left -= from < to ? to - from : TimeSpan.Zero;
            }
        }

        return start;
    }

    private DateTimeOffset Utc(LocalDateTime local) => _zone.AtLeniently(local).ToInstant().ToDateTimeOffset();

    private static LocalDateTime On(LocalDate day, int minute) => day.AtMidnight().PlusMinutes(minute);
}
