namespace Monitoring.Grains.Rules.Statistics;

/// <summary>The numbers of <see cref="EqualTreatment"/>.</summary>
public sealed record EqualTreatmentThresholds
{
    public Threshold<TimeSpan> Window { get; init; } =
        Threshold.Ours(TimeSpan.FromDays(90), "A quarter: long enough for numbers, short enough for somebody to remember.");

    /// <summary>Smaller groups are counted and shown, and not judged.</summary>
    public Threshold<int> CasesAtLeast { get; init; } =
        Threshold.Ours(20, "Below it the chi-square approximation of a rare group is poor.");

    /// <summary>Of the facilities reported, this share is false on average.</summary>
    public Threshold<double> FalseShare { get; init; } =
        Threshold.Ours(0.05, "Benjamini-Hochberg at 5 % over all facilities.");

    /// <summary>The lower bound of the ratio must lie beyond it.</summary>
    public Threshold<double> RatioAbove { get; init; } =
        Threshold.Ours(1.25, "A quarter longer: a difference somebody notices, not one that only a computer does.");

    /// <summary>
    /// What an ungraded case is compared with: the mildest, which waits longest. As a stratum of their own, complaints that
    /// were neither graded nor answered would be compared with nothing.
    /// </summary>
    public string Ungraded { get; init; } = "green";

    public Threshold<int> CasesNamed { get; init; } =
        Threshold.Ours(10, "As many files as one person reads in a morning.");
}
