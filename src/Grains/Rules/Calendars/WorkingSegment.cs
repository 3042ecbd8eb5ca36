using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>A stretch of working time.</summary>
/// <param name="Day">The local date whose window it belongs to.</param>
/// <param name="FromAt">Its first instant, UTC.</param>
/// <param name="ToAt">The instant at which it ends, UTC; itself no longer working time.</param>
public readonly record struct WorkingSegment(LocalDate Day, DateTimeOffset FromAt, DateTimeOffset ToAt)
{
    public TimeSpan Worked => ToAt - FromAt;
}
