using Monitoring.Grains.EventLog;
using Monitoring.Silo.Storage;

namespace Monitoring.Silo.Moving;

/// <summary>
/// The mark of a store that is being filled. A server does not serve half a history.
/// </summary>
internal static class UnfinishedImport
{
    public const string Kind = "unfinished-import";

    /// <exception cref="StorageRefusedException">An import into this store was cut off.</exception>
    public static async Task Refuse(IDocumentStore documents)
    {
        if (!(await documents.GetDocuments(Kind, CancellationToken.None)).IsEmpty)
        {
            throw new StorageRefusedException(
                "An import into this store did not come to its end. Empty the store and import again.");
        }
    }
}
