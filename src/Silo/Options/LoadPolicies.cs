using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;

namespace Monitoring.Silo.Options;

/// <summary>
/// Puts the shelf together: the pack and calendar in force, from their files, and every version that complaints in the
/// store were opened under.
/// </summary>
internal static class LoadPolicies
{
    private const string PolicyKind = "policy";
    private const string CalendarKind = "calendar";

    /// <exception cref="PolicyRefusedException">A file is wrong, or changed without a new version.</exception>
    public static async Task<PolicyShelf> From(SiloOptions options, IDocumentStore documents)
    {
        var packText = await File.ReadAllTextAsync(ShippedFile.Find(options.Policy));
        var calendarText = await File.ReadAllTextAsync(ShippedFile.Find(options.Calendar));
        var pack = PolicyReader.Read(packText, options.Policy);
        var calendar = CalendarReader.Read(calendarText, options.Calendar);
        await Keep(documents, CalendarKind, calendar.Id, calendar.Version, calendarText, options.Calendar);
        await Keep(documents, PolicyKind, pack.Id, pack.Version, packText, options.Policy);

        return new PolicyShelf(
            await WithStored(PolicyBook.ExternalOnly.WithActive(pack, calendar), documents, CancellationToken.None),
            (book, cancellation) => WithStored(book, documents, cancellation));
    }

    private static async ValueTask<PolicyBook> WithStored(
        PolicyBook book, IDocumentStore documents, CancellationToken cancellation)
    {
        foreach (var stored in await documents.GetDocuments(CalendarKind, cancellation))
        {
            book = book.FindCalendar(stored.Id, stored.Version) is null
                ? book.With(CalendarReader.Read(stored.Body, $"calendar {stored.Id} {stored.Version} of the store"))
                : book;
        }

        foreach (var stored in await documents.GetDocuments(PolicyKind, cancellation))
        {
            book = book.FindPack(stored.Id, stored.Version) is null
                ? book.With(PolicyReader.Read(stored.Body, $"policy {stored.Id} {stored.Version} of the store"))
                : book;
        }

        return book;
    }

    private static async Task Keep(
        IDocumentStore documents, string kind, string id, string version, string text, string file)
    {
        if (!await documents.PutDocument(new StoredDocument(kind, id, version, text), CancellationToken.None))
        {
            throw new PolicyRefusedException(
                file, null, "$.version", $"Complaints were opened under another {id} {version}; what changes takes a new version.");
        }
    }
}
