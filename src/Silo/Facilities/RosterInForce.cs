using Monitoring.Grains.EventLog;
using Monitoring.Silo.Options;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Facilities;

/// <summary>The roster a server serves: the store's own, and for an empty store the file's.</summary>
internal static class RosterInForce
{
    private const string Kind = "roster";

    /// <exception cref="InvalidDataException">It is not a roster.</exception>
    public static async Task<Roster> Of(SiloOptions options, IDocumentStore documents)
    {
        var stored = await documents.GetDocuments(Kind, CancellationToken.None);
        if (stored is [.., var last])
        {
            return Roster.Parse(last.Body, "the roster in the store");
        }

        var path = options.Demo ? options.DemoFacilities : options.Facilities;
        return path.Length == 0
            ? Roster.None
            : Roster.Parse(await File.ReadAllTextAsync(ShippedFile.Find(path)), path)
                .InWordsOf(CodeBook.Read(ShippedFile.Find(options.Taxonomy)), path);
    }
}
