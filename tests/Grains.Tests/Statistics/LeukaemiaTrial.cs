using Monitoring.Grains.Rules.Statistics.Survival;

namespace Monitoring.Grains.Tests.Statistics;

/// <summary>
/// Freireich et al., The effect of 6-mercaptopurine on the duration of steroid-induced remissions in acute leukemia, Blood 21
/// (1963): weeks of remission of 21 pairs of patients, one of each pair on placebo, one on 6-MP. The data that Gehan (1965),
/// Cox (1972) and every textbook since have worked through.
/// </summary>
internal static class LeukaemiaTrial
{
    public const int Treated = 0;
    public const int Placebo = 1;

    private static readonly (double Placebo, double Treated, bool Relapsed)[] Weeks =
    [
        (1, 10, true), (22, 7, true), (3, 32, false), (12, 23, true), (8, 22, true), (17, 6, true), (2, 16, true),
        (11, 34, false), (8, 32, false), (12, 25, false), (2, 11, false), (5, 20, false), (4, 19, false), (15, 6, true),
        (8, 17, false), (23, 35, false), (5, 6, true), (11, 13, true), (4, 9, false), (1, 6, false), (8, 10, false),
    ];

    /// <summary>Each pair by itself.</summary>
    public static IEnumerable<IEnumerable<Wait>> Pairs { get; } = Weeks.Select(pair => new[]
    {
        new Wait(Placebo, pair.Placebo, true),
        new Wait(Treated, pair.Treated, pair.Relapsed),
    });

    /// <summary>All patients, the pairs forgotten.</summary>
    public static IEnumerable<Wait> Patients => Pairs.SelectMany(pair => pair);
}
