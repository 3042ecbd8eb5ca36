using System.Collections.Immutable;
using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>A day off.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Name">What is celebrated.</param>
/// <param name="Kind">Its legal kind, as in <c>libur_nasional</c>.</param>
/// <param name="Source">Where it was read.</param>
public sealed record Holiday(LocalDate Date, string Name, string Kind, string Source);

/// <summary>
/// Days off by year. A year with no entry is unknown (its holidays are not published yet), which is not the same as a year
/// with none.
/// </summary>
public sealed class HolidayTable
{
    private readonly ImmutableHashSet<LocalDate> _dates;
    private readonly bool _knowsEveryYear;

    public HolidayTable(ImmutableSortedDictionary<int, ImmutableArray<Holiday>> years)
        : this(years, knowsEveryYear: false)
    {
    }

    private HolidayTable(ImmutableSortedDictionary<int, ImmutableArray<Holiday>> years, bool knowsEveryYear)
    {
        Years = years;
        _dates = [.. years.Values.SelectMany(holidays => holidays).Select(holiday => holiday.Date)];
        _knowsEveryYear = knowsEveryYear;
    }

    /// <summary>No holiday, ever: no year is unknown.</summary>
    public static HolidayTable Never { get; } =
        new(ImmutableSortedDictionary<int, ImmutableArray<Holiday>>.Empty, knowsEveryYear: true);

    public ImmutableSortedDictionary<int, ImmutableArray<Holiday>> Years { get; }

    public bool Contains(LocalDate day) => _dates.Contains(day);

    /// <summary>The day off on that date; where several fall together the first of the file.</summary>
    public Holiday? Find(LocalDate day) =>
        Contains(day) ? Years.Values.SelectMany(holidays => holidays).First(holiday => holiday.Date == day) : null;

    public bool Knows(int year) => _knowsEveryYear || Years.ContainsKey(year);
}
