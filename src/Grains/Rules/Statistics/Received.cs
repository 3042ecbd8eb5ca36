using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>When complaints about one facility arrived, on any channel.</summary>
/// <param name="Facility">Its id.</param>
/// <param name="Class">What it is compared with: kind and class, as in <c>hospital C</c>.</param>
/// <param name="KnownSince">Since when arrivals are counted.</param>
/// <param name="At">Every arrival, earliest first.</param>
/// <param name="ZeroReportAt">When it last said that there was nothing.</param>
public sealed record Received(
    string Facility,
    string Class,
    DateTimeOffset KnownSince,
    ImmutableArray<DateTimeOffset> At,
    DateTimeOffset? ZeroReportAt = null)
{
    /// <summary>Since when it has been silent.</summary>
    public DateTimeOffset SilentSince => At.IsEmpty ? KnownSince : At[^1];

    /// <summary>
    /// Arrivals, and days counted, in the time before the silence. The silence itself is left out, or the longer it lasted the
    /// more normal it would look; so is the arrival that began it, or every rate would be too high by one.
    /// </summary>
    public (int Count, double Days) BeforeSilence(TimeSpan window)
    {
        var from = SilentSince - window;
        from = from < KnownSince ? KnownSince : from;
        return (At.Count(at => at >= from && at < SilentSince), (SilentSince - from).TotalDays);
    }
}
