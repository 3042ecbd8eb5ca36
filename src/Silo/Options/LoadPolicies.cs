using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Revisions;
using Monitoring.Silo.Duty;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Taxonomy;

namespace Monitoring.Silo.Options;

/// <summary>
/// Puts the shelf together: the pack and calendar in force, from their files, and every version that complaints in the
/// store were opened under.
/// </summary>
internal static class LoadPolicies
{
    internal const string PolicyKind = "policy";
    internal const string CalendarKind = "calendar";

    /// <param name="options">Which files.</param>
    /// <param name="documents">The store.</param>
    /// <param name="fits">Refuses a pack that does not fit the province; asked of one that the store does not have yet.</param>
    /// <exception cref="PolicyRefusedException">A file is wrong, or changed without a new version.</exception>
    public static async Task<PolicyShelf> From(
        SiloOptions options, IDocumentStore documents, Action<PolicyPack, string>? fits = null)
    {
        var packText = await File.ReadAllTextAsync(ShippedFile.Find(options.Policy));
        var calendarText = await File.ReadAllTextAsync(ShippedFile.Find(options.Calendar));
        var pack = PolicyReader.Read(packText, options.Policy);
        CodeBook.Read(ShippedFile.Find(options.Taxonomy)).ForPacks.Check(packText, options.Policy);
        var calendar = CalendarReader.Read(calendarText, options.Calendar);
        var known = await WithStored(PolicyBook.ExternalOnly, documents, CancellationToken.None);
        if (Newest(known.Packs.Where(p => p.Id == pack.Id), p => p.Version, pack.Version, older: true) is { } before)
        {
            WhatARevisionMayChange.Check(before, pack, options.Policy);
        }

        if (known.FindPack(pack.Id, pack.Version) is null)
        {
            fits?.Invoke(pack, options.Policy);
        }

        await Keep(documents, CalendarKind, calendar.Id, calendar.Version, calendarText, options.Calendar);
        await Keep(documents, PolicyKind, pack.Id, pack.Version, packText, options.Policy);

        var book = await WithStored(PolicyBook.ExternalOnly.WithActive(pack, calendar), documents, CancellationToken.None);
        var shelf = new PolicyShelf(
            InForce(book, pack, calendar), (book, cancellation) => WithStored(book, documents, cancellation));
        await DutyInForce.Load(shelf, documents, CancellationToken.None);
        return shelf;
    }

    /// <summary>What was published later than the files were written stays in force.</summary>
    private static PolicyBook InForce(PolicyBook book, PolicyPack pack, WorkCalendar calendar)
    {
        var newest = Newest(book.Packs.Where(p => p.Id == pack.Id), p => p.Version, pack.Version, older: false) ?? pack;
        var on = Newest(book.Calendars.Where(c => c.Id == newest.Calendar), c => c.Version, calendar.Version, older: false);
        return on is null || newest.Calendar != calendar.Id ? book : book.WithActive(newest, on);
    }

    /// <summary>The highest version that is below this one, or that is at or above it.</summary>
    private static T? Newest<T>(IEnumerable<T> all, Func<T, string> versionOf, string than, bool older)
        where T : class => all
            .Where(one => PolicyOrder.Compare(versionOf(one), than) is { } order && (older ? order < 0 : order >= 0))
            .Aggregate((T?)null, (best, one) =>
                best is null || PolicyOrder.Compare(versionOf(one), versionOf(best)) > 0 ? one : best);

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

    internal static async Task Keep(
        IDocumentStore documents, string kind, string id, string version, string text, string file)
    {
        if (!await documents.PutDocument(new StoredDocument(kind, id, version, text), CancellationToken.None))
        {
            throw new PolicyRefusedException(
                file, null, "$.version", $"Complaints were opened under another {id} {version}; what changes takes a new version.");
        }
    }
}
