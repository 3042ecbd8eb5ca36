using Orleans;

namespace Monitoring.Embedded;

/// <summary>When a reminder's ticks are due: at <see cref="ReminderEntry.StartAt"/> and at whole periods from it.</summary>
internal static class ReminderSchedule
{
    /// <summary>The first tick not before <paramref name="now"/>: those the host slept through are skipped.</summary>
    public static DateTime NextTick(ReminderEntry entry, DateTime now)
    {
        var startAt = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc); // a database may have lost the kind
        if (now <= startAt)
        {
            return startAt;
        }

        var sinceLast = (now - startAt).Ticks % entry.Period.Ticks;
        return sinceLast == 0 ? now : Plus(now, entry.Period.Ticks - sinceLast);
    }

    /// <summary>The tick after one that has been sent.</summary>
    public static DateTime TickAfter(ReminderEntry entry, DateTime tick, DateTime now)
    {
        var next = NextTick(entry, now);
        return next > tick ? next : Plus(tick, entry.Period.Ticks);
    }

    private static DateTime Plus(DateTime instant, long ticks) =>
        instant.Ticks > DateTime.MaxValue.Ticks - ticks
            ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
            : instant.AddTicks(ticks);
}
