using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Rules.Statistics;

/// <summary>
/// Whether a facility answers everybody at the same pace, whoever pays. Like is compared with like (first grade and
/// category), emergencies stand apart as the one permitted difference, and whoever still waits counts for as long as he has.
/// </summary>
/// <remarks>
/// Two questions, and an alarm needs yes to both. Is it more than chance? One test a facility, all groups at once, and
/// Benjamini-Hochberg over all facilities. Is it much? The ratio of one group against all the others, its whole interval
/// beyond the tolerated ratio.
/// </remarks>
public static class EqualTreatment
{
    /// <summary>Judges every facility among the cases, in the order of their ids.</summary>
    public static ImmutableArray<TreatmentVerdict> Judge(
        IEnumerable<CaseFacts> cases, Func<CaseFacts, string?> groupOf, DateTimeOffset asOf, EqualTreatmentThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var window = Period.Before(asOf, thresholds.Window.Value);
        var facilities = cases.Where(facts => window.Holds(facts.ConveyedAt))
            .GroupBy(facts => facts.Facility, StringComparer.Ordinal)
            .OrderBy(facility => facility.Key, StringComparer.Ordinal)
            .Select(facility => TreatmentComparison.Of(facility.Key, facility, groupOf, asOf, thresholds))
            .ToArray();
        var compared = facilities.Where(facility => facility.Probability is not null).ToArray();
        var shares = BenjaminiHochberg.Adjust([.. compared.Select(facility => facility.Probability!.Value)]);
        var shareOf = compared.Zip(shares).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. facilities.Select(facility =>
            facility.Verdict(shareOf.TryGetValue(facility, out var share) ? share : null, thresholds))];
    }

    /// <summary>Payer classes; who pays for an unknown case is no class.</summary>
    public static string? Payer(CaseFacts facts) => facts.Payer is "TIDAK_DIKETAHUI" ? null : facts.Payer;

    /// <summary>
    /// The public insurance against those who pay themselves or through a company. Two large groups find what five small ones
    /// are too few to show.
    /// </summary>
    public static string? PublicOrPrivate(CaseFacts facts) => facts.Payer switch
    {
        "BPJS_PBI" or "BPJS_NON_PBI" or "JAMKESDA" => "public",
        "UMUM" or "ASURANSI_SWASTA" => "private",
        _ => null,
    };

    /// <summary>Classes of care: VIP stands here, not among the payers.</summary>
    public static string? CareClass(CaseFacts facts) => facts.CareClass is "TIDAK_DIKETAHUI" ? null : facts.CareClass;

    /// <summary>The one permitted difference.</summary>
    internal static bool IsEmergency(CaseFacts facts) => facts.Emergency || facts.CareClass == "IGD";
}
