namespace Monitoring.Silo.Demo.Drill;

/// <summary>
/// The script of a bad day: every two to three minutes a fault, each once before any comes again. Same seed and same
/// beginning, same day; it has no end.
/// </summary>
internal static class BadDay
{
    /// <summary>Nobody who just opened the wall waits long, and everybody has seen it calm.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(45);

    private const int ShortestGapSeconds = 120;
    private const int LongestGapSeconds = 180;

    public static IEnumerable<PlannedFault> From(DateTimeOffset startAt, int seed)
    {
        var chance = new Random(seed);
        var at = startAt + FirstAfter;
        while (true)
        {
            FaultKind[] round = [.. FaultKinds.All];
            chance.Shuffle(round);
            foreach (var kind in round)
            {
                yield return new PlannedFault(kind.Fault, at, Length(kind, chance));
                at += TimeSpan.FromSeconds(chance.Next(ShortestGapSeconds, LongestGapSeconds + 1));
            }
        }
    }

    private static TimeSpan Length(FaultKind kind, Random chance) => TimeSpan.FromSeconds(
        chance.Next((int)kind.Shortest.TotalSeconds, (int)kind.Longest.TotalSeconds + 1));
}

/// <summary>A fault that the script will start.</summary>
internal sealed record PlannedFault(Fault Fault, DateTimeOffset At, TimeSpan Length);
