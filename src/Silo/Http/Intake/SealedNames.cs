namespace Monitoring.Silo.Http.Intake;

/// <summary>Names of sealed texts. A name says what a text is, never what stands in it.</summary>
internal static class SealedNames
{
    public const string Text = "text";
    public const string Subject = "subject";
    public const string Reporter = "reporter";
    public const string Attachments = "attachments";

    /// <summary>What a gateway wrote for a facility that does not exist.</summary>
    public const string RawFacility = "rawFacility";

    /// <summary>What a gateway wrote for a category that does not exist.</summary>
    public const string RawCategory = "rawCategory";

    /// <summary>An answer or a reply: there can be many, so each carries an id that sorts by time.</summary>
    public static string OfVerb(string verb, string id) => $"{verb}:{id}";
}
