using System.Collections.Immutable;
using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>A daily working window in minutes after local midnight; 1440 as its end is the next midnight.</summary>
public readonly record struct TimeWindow(int FromMinute, int ToMinute)
{
    public const int MinutesPerDay = 24 * 60;

    public static TimeWindow WholeDay { get; } = new(0, MinutesPerDay);
}

/// <summary>The windows of each day of the week, in order and disjoint; a day without windows is a day off.</summary>
public sealed class WeekPlan
{
    private readonly ImmutableArray<ImmutableArray<TimeWindow>> _days;

    /// <param name="windows">The windows by day; a missing day is a day off.</param>
    public WeekPlan(IReadOnlyDictionary<IsoDayOfWeek, ImmutableArray<TimeWindow>> windows)
    {
        _days = [.. Enumerable.Range(0, 8).Select(day => windows.GetValueOrDefault((IsoDayOfWeek)day, []))];
    }

    public static WeekPlan AroundTheClock { get; } = new(Enum.GetValues<IsoDayOfWeek>()
        .Where(day => day != IsoDayOfWeek.None)
        .ToDictionary(day => day, _ => ImmutableArray.Create(TimeWindow.WholeDay)));

    /// <summary>Whether no day has a window.</summary>
    public bool IsEmpty => _days.All(windows => windows.IsEmpty);

    public ImmutableArray<TimeWindow> On(IsoDayOfWeek day) => _days[(int)day];
}
