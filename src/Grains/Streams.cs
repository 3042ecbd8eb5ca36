namespace Monitoring.Grains;

/// <summary>Names of streams.</summary>
public static class Streams
{
    private const string ComplaintPrefix = "complaint/";
    private const string FacilityPrefix = "facility/";

    public static string Complaint(string id) => ComplaintPrefix + id;

    public static string Facility(string id) => FacilityPrefix + id;

    /// <summary>The facility a stream belongs to, or null if it is not a facility's.</summary>
    public static string? FacilityOf(string stream) =>
        stream.StartsWith(FacilityPrefix, StringComparison.Ordinal) ? stream[FacilityPrefix.Length..] : null;

    /// <summary>The complaint a stream belongs to, or null if it is not a complaint's.</summary>
    public static string? ComplaintOf(string stream) =>
        stream.StartsWith(ComplaintPrefix, StringComparison.Ordinal) ? stream[ComplaintPrefix.Length..] : null;
}
