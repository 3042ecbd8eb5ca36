namespace Monitoring.Silo.Year;

/// <summary>A year that was lived.</summary>
/// <param name="Plan">What was asked of whom.</param>
/// <param name="Items">How many items the province's feed has.</param>
/// <param name="Took">How long it took to live.</param>
/// <param name="Refusals">How often each refusal was given.</param>
/// <param name="Alarms">The alarms of the province's wall.</param>
/// <param name="Own">What the facilities' own clocks had to fire, and fired.</param>
/// <param name="Fingerprint">Of everything that was committed.</param>
internal sealed record LivedYear(
    YearPlan Plan, long Items, TimeSpan Took, IReadOnlyDictionary<string, int> Refusals, WallAlarms Alarms, OwnFirings Own, string Fingerprint);
