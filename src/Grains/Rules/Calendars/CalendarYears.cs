namespace Monitoring.Grains.Rules.Calendars;

/// <summary>
/// The year tables of one calendar, made when first asked for. Any number of threads may ask: two that meet both compute
/// the same immutable table and one of them is kept.
/// </summary>
internal sealed class CalendarYears(string calendar, Func<int, CalendarYear> make)
{
    public const int FirstYear = 1900;
    public const int LastYear = 2299;

    /// <summary>How many years after its start working time is searched before the calendar counts as never ending.</summary>
    public const int MostYearsAhead = 50;

    // bounded, so that absurd dates from outside cannot fill the memory with tables
    private readonly CalendarYear?[] _tables = new CalendarYear?[LastYear - FirstYear + 1];

    public static bool Reach(int year) => year is >= FirstYear and <= LastYear;

    public CalendarYear Of(int year)
    {
        if (!Reach(year))
        {
            throw new ArgumentOutOfRangeException(
                nameof(year), year, $"Calendar {calendar} counts working time from {FirstYear} to {LastYear} only.");
        }

        ref var table = ref _tables[year - FirstYear];
        return Volatile.Read(ref table) ?? Interlocked.CompareExchange(ref table, make(year), null) ?? table;
    }

    /// <summary>The table of the local year in which the instant lies, found without asking the zone.</summary>
    public CalendarYear Containing(DateTimeOffset at)
    {
        var year = Of(at.UtcDateTime.Year);
        var instant = at.ToUnixTimeMilliseconds();
        return instant < year.From ? Of(year.Year - 1) : instant >= year.To ? Of(year.Year + 1) : year;
    }

    /// <summary>The table of the following year, unless a search that began at <paramref name="first"/> has gone too far.</summary>
    public CalendarYear After(CalendarYear year, CalendarYear first)
    {
        if (year.Year - first.Year >= MostYearsAhead)
        {
            throw new ArgumentOutOfRangeException(
                nameof(year),
                $"Calendar {calendar} does not have that much working time in the {MostYearsAhead} years after {first.Year}.");
        }

        return Of(year.Year + 1);
    }
}
