namespace Monitoring.Silo.Year;

/// <summary>A channel through which nothing comes for a while: everywhere, or nothing at all at one facility.</summary>
/// <param name="Channel">Which; null: every channel.</param>
/// <param name="Facility">Where; null: everywhere.</param>
/// <param name="FromAt">From when.</param>
/// <param name="UntilAt">Until when.</param>
internal sealed record Outage(string? Channel, string? Facility, DateTimeOffset FromAt, DateTimeOffset UntilAt)
{
    public bool Silences(string facility, string? channel, DateTimeOffset at) =>
        FromAt <= at && at < UntilAt && (Facility is null || Facility == facility) && (Channel is null || Channel == channel);
}
