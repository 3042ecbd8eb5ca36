namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>How thick the alarms of a year come.</summary>
internal static class WallAlarms
{
    public static TimeSpan Within { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The most alarms in any ten minutes, wherever these begin.</summary>
    public static int Burst(IEnumerable<DateTimeOffset> alarms)
    {
        var sorted = alarms.Order().ToArray();
        var (most, first) = (0, 0);
        for (var last = 0; last < sorted.Length; last++)
        {
            while (sorted[last] - sorted[first] >= Within)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    public static double PerTenMinutes(int alarms) => alarms / (365.0 * 24 * 6);
}
