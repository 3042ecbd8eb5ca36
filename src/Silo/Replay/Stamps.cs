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
    public DateTimeOffset? Read(string text)
    {
        if (!DateTime.TryParseExact(
            text.Trim(), _formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var stamp))
        {
            return null;
        }

        var local = LocalDateTime.FromDateTime(stamp);
        var instant = map.Shift == StampShift.UtcOffset ? Unshift(local) : _zone.AtLeniently(local).ToInstant();
        return instant.ToDateTimeOffset();
    }

    /// <summary>
    /// The stamp carries the zone's offset twice: stamp = UTC + 2 × offset. Around a change of offset two instants can
    /// fit, then the earlier is meant, or none, then the offset before the change holds.
    /// </summary>
    private Instant Unshift(LocalDateTime stamp)
    {
        var near = stamp.InUtc().ToInstant();
        Offset[] offsets =
        [
            _zone.GetUtcOffset(near - Duration.FromDays(1)), _zone.GetUtcOffset(near + Duration.FromDays(1)),
        ];
        var fitting = offsets.Select(o => (Offset: o, At: Twice(o))).Where(c => _zone.GetUtcOffset(c.At) == c.Offset);
        return fitting.Select(c => c.At).DefaultIfEmpty(Twice(offsets[0])).Min();

        Instant Twice(Offset offset) => near - Duration.FromTimeSpan(offset.ToTimeSpan() * 2);
    }

    /// <summary>An instant as the place of the recording wrote it, with its offset.</summary>
    public string Written(DateTimeOffset at) =>
        Instant.FromDateTimeOffset(at).InZone(_zone).ToDateTimeOffset()
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);
}
