namespace Monitoring.LiveBoard.Fold;

/// <summary>
/// Which complaints belong to an audience's board. A transfer stands in the feed of the side that gives as well, so that
/// the complaint leaves there: what an item names outside the scope is neither counted nor kept.
/// </summary>
internal readonly struct Scope
{
    private const string RegionPrefix = "region:";
    private const string FacilityPrefix = "facility:";

    private readonly string? _region;
    private readonly string? _facility;

    private Scope(string? region, string? facility) => (_region, _facility) = (region, facility);

    public static Scope Of(string audience) =>
        audience.StartsWith(RegionPrefix, StringComparison.Ordinal) ? new(audience[RegionPrefix.Length..], null)
        : audience.StartsWith(FacilityPrefix, StringComparison.Ordinal) ? new(null, audience[FacilityPrefix.Length..])
        : default;

    public bool Holds(string facility, string region) =>
        (_region is null || _region == region) && (_facility is null || _facility == facility);
}
