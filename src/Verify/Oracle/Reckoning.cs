using System.Collections.Immutable;

namespace Monitoring.Verify.Oracle;

/// <summary>Adds time to instants, as docs/policies.md says.</summary>
internal static class Reckoning
{
    /// <summary>The last instant at which a promise can be kept; null if there is none, or none while it is paused.</summary>
    public static DateTimeOffset? DueAt(
        DateTimeOffset start, Allowance limit, DateTimeOffset? external, DateTimeOffset? promised, ImmutableArray<Pause> pauses, DayByDay days) =>
        limit.Unit == Unit.External ? external
        : limit.Unit == Unit.Promised ? promised
        : pauses.IsEmpty ? After(start, limit, days)
        : Paused.DueAt(start, limit, pauses, days);

    public static DateTimeOffset? After(DateTimeOffset start, Allowance allowance, DayByDay days) => allowance.Unit switch
    {
        Unit.Elapsed => start + allowance.Time,
        Unit.WorkingHours => days.WorkedThrough(start, allowance.Time),
        Unit.CalendarDays => In(days.After(start, allowance.Days, worked: false), start, allowance, days),
        Unit.CalendarMonths => In(days.Day(days.DayOf(start).Date.AddMonths(allowance.Days)), start, allowance, days),
        Unit.WorkingDays when allowance.SameTime =>
            days.WorkingMoment(start) is { } begin ? In(days.After(begin, allowance.Days, worked: true), begin, allowance, days) : null,
        Unit.WorkingDays => In(days.After(start, allowance.Days, worked: true), start, allowance, days),
        _ => throw new ArgumentOutOfRangeException(nameof(allowance)),
    };

    /// <summary>When a step of a ladder comes.</summary>
    public static DateTimeOffset? StepAt(
        LadderStep step, DateTimeOffset start, DateTimeOffset dueAt, Unit unit, ImmutableArray<Pause> pauses, DayByDay days) => step switch
        {
            { Plus: { } plus } => After(dueAt, plus, days),
            { Percent: 0 } => start,
            { Percent: 100 } => dueAt,
            _ => Share(step.Percent, start, dueAt, unit, pauses, days),
        };

    private static DateTimeOffset? Share(
        decimal percent, DateTimeOffset start, DateTimeOffset dueAt, Unit unit, ImmutableArray<Pause> pauses, DayByDay days)
    {
        if (dueAt <= start)
        {
            return dueAt;
        }

        var begin = Paused.Begin(start, pauses);
        var worked = unit is Unit.WorkingDays or Unit.WorkingHours ? Paused.Between(begin, dueAt, true, pauses, days) : TimeSpan.Zero;
        return worked > TimeSpan.Zero
            ? Paused.Through(begin, Part(worked, percent), true, pauses, days)
            : Paused.Through(begin, Part(Paused.Between(begin, dueAt, false, pauses, days), percent), false, pauses, days);
    }

    // whole milliseconds, what is over is dropped
    private static TimeSpan Part(TimeSpan whole, decimal percent) =>
        TimeSpan.FromMilliseconds((long)((long)whole.TotalMilliseconds * percent / 100));

    private static DateTimeOffset? In(CalendarDay? day, DateTimeOffset start, Allowance allowance, DayByDay days) =>
        day is null ? null : allowance.SameTime ? days.SameTime(day, start) : day.EndsAt;
}
