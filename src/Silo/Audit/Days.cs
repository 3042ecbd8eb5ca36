using NodaTime;

namespace Monitoring.Silo.Audit;

/// <summary>The days of a calendar's zone.</summary>
internal static class Days
{
    public static DateOnly Of(DateTimeOffset at, string timeZone) =>
        Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date.ToDateOnly();
}
