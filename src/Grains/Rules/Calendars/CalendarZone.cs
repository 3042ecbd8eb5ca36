using NodaTime;
using NodaTime.TimeZones;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>
/// A time zone of the tz database that NodaTime carries, so that every machine resolves a date alike whatever its
/// operating system knows. Instants are milliseconds since 1970 UTC.
/// </summary>
internal sealed class CalendarZone
{
    private readonly DateTimeZone _zone;

    private CalendarZone(DateTimeZone zone)
    {
        _zone = zone;
    }

    public static bool Exists(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public static CalendarZone Named(string id) =>
        new(DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new ArgumentException($"Unknown time zone {id}.", nameof(id)));

    public LocalDateTime LocalAt(long instant) => Instant.FromUnixTimeMilliseconds(instant).InZone(_zone).LocalDateTime;

    /// <summary>
    /// Leniently: a local time that occurs twice is the first of the two, one that is skipped moves forward by what was
    /// skipped.
    /// </summary>
    public long InstantOf(LocalDateTime local) => _zone.AtLeniently(local).ToInstant().ToUnixTimeMilliseconds();

    /// <summary>Whether the zone leapt over the whole date, as Samoa did over 30 December 2011.</summary>
    public bool Skips(LocalDate date) => _zone.ResolveLocal(date.AtMidnight(), Resolvers.LenientResolver).Date != date;
}
