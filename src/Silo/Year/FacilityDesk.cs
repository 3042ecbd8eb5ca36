using Monitoring.Grains;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using NodaTime;

namespace Monitoring.Silo.Year;

/// <summary>When people see to what a facility itself owes: in office hours, mostly in time, sometimes late, sometimes never.</summary>
internal sealed class FacilityDesk(PolicyPack pack, WorkCalendar calendar, Chance chance)
{
    public Chance Chance => chance;

    public WorkCalendar Calendar => calendar;

    /// <summary>By when a clock of the pack that starts then must be stopped.</summary>
    public DateTimeOffset DueAt(string clock, DateTimeOffset startAt) => calendar.DueAt(
        startAt,
        pack.FacilityClocks.FirstOrDefault(rule => rule.Id == clock)?.Limit ?? throw new InvalidOperationException($"The pack has no clock {clock} of facilities."));

    /// <summary>When it is seen to; null: it never is.</summary>
    public DateTimeOffset? When(DateTimeOffset startAt, DateTimeOffset dueAt, double late, double never)
    {
        if (chance.Is(never))
        {
            return null;
        }

        if (chance.Is(late))
        {
            return Hour(dueAt + TimeSpan.FromDays(chance.Exponential(4)));
        }

        var at = Hour(startAt + ((dueAt - startAt) * chance.Between(0.1, 0.9)));
        return at <= dueAt ? at : dueAt;
    }

    /// <summary>Some office hour after an instant.</summary>
    public DateTimeOffset Hour(DateTimeOffset at) =>
        calendar.DueAt(at, new Limit.WorkingHours(TimeSpan.FromMinutes(chance.Between(5, 240)))).ToWholeMilliseconds();

    /// <summary>Some moment of a day, whether it is worked or not.</summary>
    public DateTimeOffset Daytime(LocalDate day) =>
        calendar.InstantOf(day.AtMidnight()).AddMinutes(chance.Between(9 * 60, 15 * 60)).ToWholeMilliseconds();

    public DateTimeOffset Midnight(LocalDate day) => calendar.InstantOf(day.AtMidnight());

    public IEnumerable<LocalDate> Days(DateTimeOffset fromAt, DateTimeOffset untilAt)
    {
        var last = calendar.DayOf(untilAt);
        for (var day = calendar.DayOf(fromAt); day < last; day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}
