namespace Monitoring.Grains;

/// <summary>Names of streams.</summary>
public static class Streams
{
    private const string ComplaintPrefix = "complaint/";

    public static string Complaint(string id) => ComplaintPrefix + id;

    public static string Facility(string id) => "facility/" + id;

    /// <summary>The complaint a stream belongs to, or null if it is not a complaint's.</summary>
    public static string? ComplaintOf(string stream) =>
        stream.StartsWith(ComplaintPrefix, StringComparison.Ordinal) ? stream[ComplaintPrefix.Length..] : null;
}
