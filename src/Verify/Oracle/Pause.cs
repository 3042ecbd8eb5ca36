using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>An approved hold: from its approval to the event that ends it; null: it goes on.</summary>
internal readonly record struct Pause(DateTimeOffset From, DateTimeOffset? To);

/// <summary>Time that counts towards a limit, and time that does not.</summary>
internal static class Paused
{
    /// <summary>The last instant at which a promise can be kept; null while a pause keeps it open, or if there is none.</summary>
    public static DateTimeOffset? DueAt(DateTimeOffset start, Allowance limit, ImmutableArray<Pause> pauses, DayByDay days)
    {
        var ended = pauses.Where(pause => pause.To is not null).ToImmutableArray();
        var dueAt = limit.Unit switch
        {
            Unit.Elapsed => Through(Begin(start, ended), limit.Time, false, ended, days),
            Unit.WorkingHours => Through(Begin(start, ended), limit.Time, true, ended, days),
            _ => Mark(start, limit, ended, days),
        };
        return pauses.Any(pause => pause.To is null && dueAt > pause.From) ? null : dueAt;
    }

    /// <summary>Where time begins to count: of a running that started in a pause, at the pause's end.</summary>
    public static DateTimeOffset Begin(DateTimeOffset start, ImmutableArray<Pause> ended)
    {
        foreach (var pause in ended)
        {
            start = pause.From <= start && start < pause.To ? pause.To.Value : start;
        }

        return start;
    }

    /// <summary>When that much counted time has passed; null if never.</summary>
    public static DateTimeOffset? Through(
        DateTimeOffset begin, TimeSpan time, bool worked, ImmutableArray<Pause> ended, DayByDay days)
    {
        foreach (var pause in ended.Where(pause => pause.From >= begin))
        {
            if (After(begin, time, worked, days) is not { } end || end <= pause.From)
            {
                break;
            }

            time -= worked ? days.Worked(begin, pause.From) : pause.From - begin;
            begin = pause.To!.Value;
        }

        return After(begin, time, worked, days);
    }

    /// <summary>Counted time between two instants.</summary>
    public static TimeSpan Between(DateTimeOffset begin, DateTimeOffset end, bool worked, ImmutableArray<Pause> ended, DayByDay days)
    {
        var sum = TimeSpan.Zero;
        foreach (var pause in ended.Where(pause => pause.From >= begin && pause.From < end))
        {
            sum += worked ? days.Worked(begin, pause.From) : pause.From - begin;
            begin = pause.To!.Value;
        }

        return begin >= end ? sum : sum + (worked ? days.Worked(begin, end) : end - begin);
    }

    private static DateTimeOffset? After(DateTimeOffset begin, TimeSpan time, bool worked, DayByDay days) =>
        worked ? days.WorkedThrough(begin, time) : begin + time;

    /// <summary>The mark of the day by which so many were reached outside a pause.</summary>
    private static DateTimeOffset? Mark(DateTimeOffset start, Allowance limit, ImmutableArray<Pause> ended, DayByDay days)
    {
        var worked = limit.Unit == Unit.WorkingDays;
        if ((worked && limit.SameTime ? days.WorkingMoment(start) : start) is not { } origin)
        {
            return null;
        }

        var day = days.After(origin, limit.Days, worked, day => !ended.Any(pause => pause.From < At(day) && At(day) <= pause.To));
        return day is null ? null : At(day);

        DateTimeOffset At(CalendarDay day) => limit.SameTime ? days.SameTime(day, origin) : day.EndsAt;
    }
}
