using System.Collections.Immutable;

namespace Monitoring.Grains.EventLog;

/// <summary>
/// Documents that history refers to by id and version: the policy packs and calendars under which complaints opened.
/// A version once stored never changes, or an old promise could no longer be re-derived.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Stores a version; it returns only when the bytes are durable. Storing the same again has no effect.</summary>
    /// <returns>False if that version is stored with another body, which it keeps.</returns>
    /// <exception cref="StorageUnknownException">It may or may not be stored; put it again.</exception>
    ValueTask<bool> PutDocument(StoredDocument document, CancellationToken cancellation);

    /// <summary>Every version of every document of a kind, in the order in which they were stored.</summary>
    ValueTask<ImmutableArray<StoredDocument>> GetDocuments(string kind, CancellationToken cancellation);
}

/// <summary>One version of a document.</summary>
/// <param name="Kind">What it is, as in <c>policy</c> or <c>calendar</c>.</param>
/// <param name="Id">Its id among its kind.</param>
/// <param name="Version">Its version, as it names itself.</param>
/// <param name="Body">The document as it was read, byte for byte.</param>
public sealed record StoredDocument(string Kind, string Id, string Version, string Body);
