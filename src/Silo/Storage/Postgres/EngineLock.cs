namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// Keeps two engines from serving one database. The Embedded engine is one process and takes the lock alone; silos of a
/// cluster share it. Two writers would do no harm to the log, whose fence holds, but would overtake each other all the time.
/// </summary>
internal sealed partial class EngineLock(PostgresDatabase database, ILogger<EngineLock> logger) : BackgroundService, IAsyncDisposable
{
    /// <summary>A predecessor that was cut off is noticed by the server after some ten seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(250);

#if EMBEDDED
    private const bool Shared = false;
#else
    private const bool Shared = true;
#endif

    private readonly HeldLock _lock = new(database, AdvisoryLocks.Engine, Shared);

    /// <exception cref="StorageRefusedException">Another process serves this database.</exception>
    public async Task Take()
    {
        var since = database.Time.GetTimestamp();
        while (!await _lock.IsMine(CancellationToken.None))
        {
            if (database.Time.GetElapsedTime(since) > Patience)
            {
                throw new StorageRefusedException(Shared
                    ? $"{database.Place} is served by the Embedded engine; stop that process first."
                    : $"{database.Place} is served by another process. The Embedded engine is one process: stop the other first.");
            }

            await Task.Delay(PauseBetweenTries, database.Time);
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return _lock.DisposeAsync();
    }

    /// <summary>Takes it again after the database was away.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var mine = true;
        using var timer = new PeriodicTimer(LookEvery, database.Time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = await _lock.IsMine(stoppingToken);
                if (mine && !now)
                {
                    LogLost();
                }

                mine = now;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // a loop that ends with an exception ends the server
                LogNotAsked(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lock of the engine was lost with its connection; taking it again.")]
    private partial void LogLost();

    [LoggerMessage(Level = LogLevel.Error, Message = "The lock of the engine could not be asked after; trying again.")]
    private partial void LogNotAsked(Exception exception);
}
