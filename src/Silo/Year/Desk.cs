using Monitoring.Grains;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Silo.Year;

/// <summary>When people do what they promised: in service hours, mostly in time, and by the limits of the pack itself.</summary>
internal sealed class Desk(PolicyPack pack, WorkCalendar calendar, Chance chance, double inTime)
{
    private static readonly Limit Moment = new Limit.WorkingHours(TimeSpan.FromMinutes(1));

    /// <summary>When the earliest of some promises is kept, or kept too late.</summary>
    /// <param name="roundTheClock">Whether somebody is there at night too.</param>
    /// <param name="promises">Clocks, the grade or class that decides the limit of each, and when it started.</param>
    public Deed Keep(bool roundTheClock, params ReadOnlySpan<(string Clock, string Key, DateTimeOffset StartAt)> promises)
    {
        var (limit, startAt, dueAt) = (Moment, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var (clock, key, from) in promises)
        {
            var candidate = LimitOf(clock, key);
            var end = calendar.DueAt(from, candidate);
            (limit, startAt, dueAt) = end < dueAt ? (candidate, from, end) : (limit, startAt, dueAt);
        }

        if (!chance.Is(inTime))
        {
            var late = roundTheClock
                ? dueAt + TimeSpan.FromHours(chance.Exponential(1))
                : ServiceAfter(dueAt, TimeSpan.FromHours(chance.Exponential(4)));
            return new Deed(late, dueAt);
        }

        var at = calendar.PartOf(startAt, dueAt, limit, chance.Between(0.05, 0.9)).ToWholeMilliseconds();
        var open = roundTheClock ? at : ServiceAfter(at, TimeSpan.Zero);

        // where the deadline comes before the next service hour somebody sees to it all the same
        return new Deed(open <= dueAt ? open : at, dueAt);
    }

    /// <summary>So much of service time after an instant.</summary>
    public DateTimeOffset ServiceAfter(DateTimeOffset at, TimeSpan time) =>
        calendar.DueAt(at, time < TimeSpan.FromMinutes(1) ? Moment : new Limit.WorkingHours(time)).ToWholeMilliseconds();

    /// <summary>By when a clock of the pack that starts then must be stopped.</summary>
    public DateTimeOffset DueAt(string clock, string key, DateTimeOffset startAt) => calendar.DueAt(startAt, LimitOf(clock, key));

    private Limit LimitOf(string clock, string key)
    {
        var rows = pack.FindClock(clock)?.Limits.Rows ?? throw new InvalidOperationException($"The pack has no clock {clock}.");
        return rows.GetValueOrDefault(key) ?? rows.GetValueOrDefault(LimitTable.Only)
            ?? throw new InvalidOperationException($"The clock {clock} has no limit for {key}.");
    }
}

/// <summary>Something done about a promise.</summary>
/// <param name="At">When.</param>
/// <param name="DueAt">By when it was promised.</param>
internal readonly record struct Deed(DateTimeOffset At, DateTimeOffset DueAt)
{
    public bool IsLate => At > DueAt;
}
