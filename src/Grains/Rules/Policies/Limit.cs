namespace Monitoring.Grains.Rules.Policies;

/// <summary>How long a promise may take, and in which kind of time it is counted.</summary>
public abstract record Limit
{
    private Limit()
    {
    }

    /// <summary>Absolute time: nights, weekends and holidays count.</summary>
    public sealed record Elapsed(TimeSpan Within) : Limit;

    /// <summary>Calendar days in the calendar's zone, holidays included.</summary>
    public sealed record CalendarDays(int Days, DayEnd Until) : Limit;

    /// <summary>Days on which the calendar has working hours; the day of the start does not count.</summary>
    public sealed record WorkingDays(int Days, DayEnd Until) : Limit;

    /// <summary>Calendar months in the calendar's zone: the same day of a later month, or its last day. Of facility clocks only.</summary>
    public sealed record CalendarMonths(int Months, DayEnd Until) : Limit;

    /// <summary>Time counted only inside the calendar's daily windows.</summary>
    public sealed record WorkingHours(TimeSpan Within) : Limit;

    /// <summary>The deadline an outside body set on this case; without one the clock does not run.</summary>
    public sealed record External : Limit;

    /// <summary>The answer time that the owner promised when acknowledging; without one the clock does not run.</summary>
    public sealed record Promised : Limit;

    /// <summary>Whether the deadline comes with the case and is not computed.</summary>
    public bool IsGiven => this is External or Promised;
}

/// <summary>Where on its last day a limit counted in days ends.</summary>
public enum DayEnd
{
    /// <summary>23:59:59 local time of the last day.</summary>
    EndOfDay,

    /// <summary>The local wall-clock time at which the clock started (moved into working time for working days).</summary>
    SameTime,
}
