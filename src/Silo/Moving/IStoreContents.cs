namespace Monitoring.Silo.Moving;

/// <summary>A store that is read whole.</summary>
internal interface IStoreContents : IAsyncDisposable
{
    /// <summary>
    /// Documents, then streams, then feeds, all as they were at one instant, while others may go on writing. Head and end
    /// are the file's.
    /// </summary>
    IAsyncEnumerable<MovedLine> Everything(CancellationToken cancellation);
}
