using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>The numbers of <see cref="GamingFindings"/>.</summary>
public sealed record GamingThresholds
{
    public Threshold<TimeSpan> ClosedWithin { get; init; } =
        Threshold.Ours(TimeSpan.FromMinutes(10), "Reading the file takes longer.");

    /// <summary>Just before a deadline: the last part of the promise.</summary>
    public Threshold<double> LastPart { get; init; } =
        Threshold.Ours(0.1, "By chance one move in ten falls into it; see the pattern of a facility.");

    public Threshold<int> LoopAfter { get; init; } = Threshold.Ours(2, "Opened again twice: the first closing taught nothing.");

    public Threshold<TimeSpan> LoopWithin { get; init; } = Threshold.Ours(TimeSpan.FromDays(90), "A season.");

    public Threshold<TimeSpan> WrittenDownWithin { get; init; } =
        Threshold.Ours(TimeSpan.FromHours(2), "A call is written down in the same shift.");

    /// <summary>A facility is asked when chance alone would bring together so many near deadlines so rarely.</summary>
    public Threshold<double> PatternByChance { get; init; } =
        Threshold.Ours(0.001, "Fewer than one honest facility in two years, of 400 judged once a year.");

    /// <summary>Grades from the mildest up.</summary>
    public ImmutableArray<string> Grades { get; init; } = ["green", "yellow", "red"];

    /// <summary>How severe a grade is, from 0; -1 for one that is unknown.</summary>
    public int Severity(string grade) => Grades.IndexOf(grade);

    /// <summary>Whether a moment lies in the last part of the promise that was ahead of it.</summary>
    public bool IsJustBefore(CaseMoment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        return moment.Ahead is { } ahead
            && moment.At <= ahead.DueAt
            && ahead.DueAt - moment.At <= LastPart.Value * (ahead.DueAt - ahead.StartedAt);
    }
}
