using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies.Facilities;
using NodaTime;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>
/// Of which instant each comparison of a facility with all others is: silence of every morning, treatment of every Monday
/// morning, because each asking is another chance to be wrong.
/// </summary>
public static class LooksOverTheProvince
{
    /// <summary>The last look for an alarm that is not after an instant.</summary>
    public static DateTimeOffset LastFor(string alarm, DateTimeOffset now, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var (day, every) = (calendar.DayOf(now), 1);
        if (alarm == AlarmIds.UnequalTreatment)
        {
            (day, every) = (day.PlusDays(IsoDayOfWeek.Monday - day.DayOfWeek), 7);
        }

        var look = LookOf(day, calendar);
        return look <= now ? look : LookOf(day.PlusDays(-every), calendar);
    }

    private static DateTimeOffset LookOf(LocalDate day, WorkCalendar calendar) =>
        calendar.InstantOf(day + WhenAFacilityBreaches.LooksAt);
}
