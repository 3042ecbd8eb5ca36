namespace Monitoring.Silo.Moving;

/// <summary>A store that is read whole.</summary>
internal interface IStoreContents : IAsyncDisposable
{
    /// <summary>
    /// Documents, then streams, daily heads and feeds, all as they were at one instant, while others may go on writing. Head and
    /// end are the file's.
    /// </summary>
    IAsyncEnumerable<MovedLine> Everything(CancellationToken cancellation) => AllButFeeds(cancellation).Concat(Feeds(cancellation));

    /// <summary>Documents, streams, and daily heads.</summary>
    IAsyncEnumerable<MovedLine> AllButFeeds(CancellationToken cancellation);

    /// <summary>Each audience, then its feed.</summary>
    IAsyncEnumerable<MovedLine> Feeds(CancellationToken cancellation);

    /// <summary>Rows that hang on nothing, and so are in none of the above: where, and what.</summary>
    IAsyncEnumerable<(string Place, string What)> Strays(CancellationToken cancellation);
}
