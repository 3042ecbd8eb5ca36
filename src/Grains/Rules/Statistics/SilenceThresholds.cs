namespace Monitoring.Grains.Rules.Statistics;

/// <summary>The numbers of <see cref="SuspiciousSilence"/>.</summary>
public sealed record SilenceThresholds
{
    public Threshold<double> ByChance { get; init; } =
        Threshold.Ours(0.01, "One silence in a hundred; ln(100) = 4.6 complaints are missing by then.");

    public Threshold<TimeSpan> AtLeast { get; init; } =
        Threshold.Ours(TimeSpan.FromDays(14), "Nobody is rung up about a quiet week.");

    /// <summary>A facility that would have to be silent longer than this is not judged by its silence.</summary>
    public Threshold<TimeSpan> RareWithin { get; init; } = Threshold.Ours(
        TimeSpan.FromDays(60),
        "Fewer than 4.6 complaints expected in it: only a missed zero-report counts. Capping the days at 60 instead flags a"
        + " facility with one complaint in two months 37 % of the time.");

    public Threshold<TimeSpan> Window { get; init; } =
        Threshold.Ours(TimeSpan.FromDays(180), "The half year before the silence gives the facility's own rate.");

    /// <summary>The median of the class weighs as much as that many days of the facility's own.</summary>
    public Threshold<TimeSpan> ClassCountsAs { get; init; } =
        Threshold.Ours(TimeSpan.FromDays(60), "A third of the window: a new facility is judged by its class, an old one by itself.");

    public Threshold<TimeSpan> ZeroReportEvery { get; init; } =
        Threshold.Ours(TimeSpan.FromDays(7), "A zero-report is a sign of life; a missing one is not.");
}
