using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>How many closings did not hold.</summary>
/// <param name="Closings">Closings old enough to tell.</param>
/// <param name="Reopened">Those that were opened again in time.</param>
/// <param name="IsAlarm">Enough closings, and too many of them opened again.</param>
public sealed record ReopenRate(int Closings, int Reopened, bool IsAlarm)
{
    public double? Rate => Closings == 0 ? null : (double)Reopened / Closings;

    /// <summary>
    /// Counts closings whose thirty days are over, reopened or not. Counting a young closing only when it has already been
    /// reopened would make every facility look worse than it is.
    /// </summary>
    public static ReopenRate Of(IEnumerable<CaseFacts> cases, DateTimeOffset asOf, ReopenThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var within = thresholds.Within.Value;
        var window = Period.Before(asOf - within, thresholds.Window.Value);
        var (closings, reopened) = (0, 0);
        foreach (var facts in cases)
        {
            var moments = facts.AsOf(asOf).Moments;
            for (var i = 0; i < moments.Length; i++)
            {
                if (moments[i].Kind != MomentKind.Closed || !window.Holds(moments[i].At))
                {
                    continue;
                }

                closings++;
                var again = moments.Skip(i + 1).FirstOrDefault(moment => moment.Kind == MomentKind.Reopened);
                reopened += again is not null && again.At - moments[i].At <= within ? 1 : 0;
            }
        }

        var isAlarm = closings >= thresholds.ClosingsAtLeast.Value && reopened > thresholds.RateAbove.Value * closings;
        return new ReopenRate(closings, reopened, isAlarm);
    }
}

/// <summary>The numbers of <see cref="ReopenRate"/>.</summary>
public sealed record ReopenThresholds
{
    public Threshold<double> RateAbove { get; init; } =
        Threshold.Ours(0.2, "One closing in five did not hold.");

    public Threshold<int> ClosingsAtLeast { get; init; } = Threshold.Ours(
        20, "With ten, a facility of which one closing in ten is reopened exceeds one in five 7 % of the time; with twenty, 4 %.");

    public Threshold<TimeSpan> Within { get; init; } =
        Threshold.Ours(TimeSpan.FromDays(30), "Later it is a new complaint rather than the old one.");

    public Threshold<TimeSpan> Window { get; init; } = Threshold.Ours(TimeSpan.FromDays(90), "A quarter of closings.");
}
