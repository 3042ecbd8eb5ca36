namespace Monitoring.Embedded;

/// <summary>What timers take as a span: up to 49 days, or infinite.</summary>
internal static class TimerSpans
{
    private const uint LongestMilliseconds = 0xfffffffe;

    public static void Check(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
    }

    private static void Check(TimeSpan span, string name)
    {
        var milliseconds = (long)span.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, LongestMilliseconds, name);
    }
}
