using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Monitoring.Silo.Replay;

/// <summary>Reads the stamps of a recorded file as instants.</summary>
public sealed class Stamps(ReplayMap map)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[map.TimeZone];
    private readonly string[] _formats = [.. map.TimeFormats];
    private readonly ImmutableHashSet<string> _nulls = [.. map.Nulls];

    public bool IsNull(string? text) => text is null || _nulls.Contains(text) || string.IsNullOrWhiteSpace(text);

    /// <summary>The instant of a stamp, or null if it is in none of the map's formats.</summary>
    public DateTimeOffset? Instant(string text)
    {
        if (!DateTime.TryParseExact(
            text.Trim(), _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var stamp))
        {
            return null;
        }

        var local = LocalDateTime.FromDateTime(stamp);
        if (map.Shift == StampShift.UtcOffset)
        {
            // the true local time was taken for UTC and made local once more; undo that
            local = _zone.AtLeniently(local).WithZone(DateTimeZone.Utc).LocalDateTime;
        }

        return _zone.AtLeniently(local).ToInstant().ToDateTimeOffset();
    }

    /// <summary>An instant as the place of the recording wrote it, with its offset.</summary>
    public string Written(DateTimeOffset at) =>
        NodaTime.Instant.FromDateTimeOffset(at).InZone(_zone).ToDateTimeOffset()
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);
}
