using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>The event log in a PostgreSQL database.</summary>
public sealed class PostgresEventLog : IEventLog, IStreamIndex, IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly FeedNotices _notices;
    private readonly CommitHints _hints;

    /// <param name="database">Stays open when this log is disposed.</param>
    /// <param name="logs">Hear of what failed.</param>
    public PostgresEventLog(PostgresDatabase database, ILoggerFactory logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        _database = database;
        _notices = new FeedNotices(database, audiences => Hints.Raise(Committed, audiences), logs.CreateLogger<FeedNotices>());
        _hints = new CommitHints(audiences =>
        {
            Hints.Raise(Committed, audiences);
            _notices.Tell(audiences);
        });
    }

    public event Action<ImmutableArray<string>>? Committed;

    public ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        WellFormed.Check(append);
        return _database.Writer.Commit(new AppendWrite(append, _hints), cancellation);
    }

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        LogQueries.Events(_database, stream, after, cancellation);

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) =>
        LogQueries.Key(_database, key, cancellation);

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation) =>
        LogQueries.Feed(_database, audience, after, limit, cancellation);

    public ValueTask<long> Head(string audience, CancellationToken cancellation) =>
        LogQueries.Head(_database, audience, cancellation);

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        LogQueries.Due(_database, before, facility, after, limit, cancellation);

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        LogQueries.Sealed(_database, stream, cancellation);

    public ValueTask<ImmutableArray<StreamMark>> Marks(long after, int limit, CancellationToken cancellation) =>
        LogQueries.Marks(_database, after, limit, cancellation);

    public ValueTask<StreamRow?> Row(long place, CancellationToken cancellation) => LogQueries.Row(_database, place, cancellation);

    /// <summary>No hint is raised from now on.</summary>
    public async ValueTask DisposeAsync()
    {
        Committed = null;
        await _notices.DisposeAsync();
    }
}
