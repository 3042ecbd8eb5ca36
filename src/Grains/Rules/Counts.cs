using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using NodaTime;

namespace Monitoring.Grains.Rules;

/// <summary>A limit being used up.</summary>
internal interface ICount
{
    /// <summary>What is left of it: whole days, or milliseconds.</summary>
    long Left { get; }

    /// <summary>Where it is used up if nothing comes in between.</summary>
    DateTimeOffset DueAt { get; }

    /// <summary>Counts on to an instant before <see cref="DueAt"/> and stands still there.</summary>
    long UseUntil(DateTimeOffset at);

    /// <summary>Counts from there.</summary>
    void GoOnAt(DateTimeOffset at);
}

/// <summary>Counts days: a day counts when its mark is reached.</summary>
internal sealed class CountOfDays : ICount
{
    private readonly DayMarks _marks;
    private LocalDate _day;
    private int _left;

    public CountOfDays(DateTimeOffset startAt, Limit limit, WorkCalendar calendar)
    {
        _marks = calendar.MarksFrom(startAt, limit);
        _day = _marks.StartDay;
        _left = limit is Limit.CalendarDays days ? days.Days : ((Limit.WorkingDays)limit).Days;
    }

    public long Left => _left;

    public DateTimeOffset DueAt => _marks.On(_marks.Nth(_day, _left));

    public long UseUntil(DateTimeOffset at)
    {
        var last = _marks.LastBy(at);
        var used = _marks.Count(_day, last);
        _left -= used;
        _day = LocalDate.Max(_day, last);
        return used;
    }

    public void GoOnAt(DateTimeOffset at) => _day = LocalDate.Max(_day, _marks.LastBy(at));
}

/// <summary>Counts time, all of it or working time only.</summary>
internal sealed class CountOfTime(DateTimeOffset startAt, Limit limit, WorkCalendar calendar) : ICount
{
    private readonly bool _working = limit is Limit.WorkingHours;
    private DateTimeOffset _at = startAt;
    private TimeSpan _left = limit switch
    {
        Limit.Elapsed elapsed => elapsed.Within,
        Limit.WorkingHours hours => hours.Within,
        _ => throw new ArgumentException($"A limit of kind {limit.GetType().Name} is not counted.", nameof(limit)),
    };

    public long Left => (long)_left.TotalMilliseconds;

    public DateTimeOffset DueAt =>
        calendar.DueAt(_at, _working ? new Limit.WorkingHours(_left) : new Limit.Elapsed(_left));

    public long UseUntil(DateTimeOffset at)
    {
        var used = _working ? calendar.WorkingTimeBetween(_at, at) : at - _at;
        _left -= used;
        return (long)used.TotalMilliseconds;
    }

    public void GoOnAt(DateTimeOffset at) => _at = at;
}
