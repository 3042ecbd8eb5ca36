using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>The event log in a SQLite file.</summary>
public sealed class SqliteEventLog : IEventLog, IStreamIndex, IAsyncDisposable
{
    private readonly AudienceNumbers _numbers = new();
    private readonly SqliteDatabase _database;
    private readonly CommitHints _hints;
    private readonly bool _ownsDatabase;

    /// <param name="database">Stays open when this log is disposed.</param>
    public SqliteEventLog(SqliteDatabase database)
        : this(database, ownsDatabase: false)
    {
    }

    private SqliteEventLog(SqliteDatabase database, bool ownsDatabase)
    {
        (_database, _ownsDatabase) = (database, ownsDatabase);
        _hints = new CommitHints(audiences => Hints.Raise(Committed, audiences));
    }

    public event Action<ImmutableArray<string>>? Committed;

    /// <summary>Opens a log of its own, which closes the file when it is disposed.</summary>
    /// <inheritdoc cref="SqliteDatabase.Open(string, ILogger{SqliteDatabase})" path="/exception"/>
    public static SqliteEventLog Open(string path, ILogger<SqliteDatabase> logger) =>
        new(SqliteDatabase.Open(path, logger), ownsDatabase: true);

    public ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        WellFormed.Check(append);
        return _database.Commit(new AppendWrite(append, _numbers, _hints), cancellation);
    }

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        _database.Read((stream, after), LogQueries.Events, cancellation);

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) =>
        _database.Read(key, StoredKeys.Find, cancellation);

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation) =>
        _database.Read((audience, after, limit), LogQueries.Feed, cancellation);

    public ValueTask<long> Head(string audience, CancellationToken cancellation) =>
        _database.Read(audience, LogQueries.Head, cancellation);

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        _database.Read((before, facility, after, limit), LogQueries.Due, cancellation);

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        _database.Read(stream, LogQueries.Sealed, cancellation);

    public ValueTask<ImmutableArray<StreamMark>> Marks(long after, int limit, CancellationToken cancellation) =>
        _database.Read((after, limit), LogQueries.Marks, cancellation);

    public ValueTask<StreamRow?> Row(long place, CancellationToken cancellation) =>
        _database.Read(place, LogQueries.Row, cancellation);

    /// <summary>No hint is raised from now on; a database of its own is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        Committed = null;
        if (_ownsDatabase)
        {
            await _database.DisposeAsync();
        }
    }
}
