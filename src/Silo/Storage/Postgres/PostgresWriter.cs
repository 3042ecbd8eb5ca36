using System.Diagnostics;
using System.Threading.Channels;
using Monitoring.Grains.EventLog;
using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// Commits appends in batches: the price of a durable commit, and of the way to the server, is shared by everybody who
/// waited for the one before. While one batch becomes durable the next is on its way.
/// </summary>
internal sealed partial class PostgresWriter : IAsyncDisposable
{
    /// <summary>Appends that may wait; whoever comes next waits to be let in.</summary>
    public const int MostWaiting = 4_096;

    /// <summary>Batches on their way at once. They wait for each other's audience heads, so more gains nothing.</summary>
    private const int AtOnce = 2;

    /// <summary>How long a batch whose fate is not known is tried again before its callers are told so.</summary>
    private static readonly TimeSpan TryAgainWithin = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan PauseBetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly Channel<AppendWrite> _waiting = Channel.CreateBounded<AppendWrite>(
        new BoundedChannelOptions(MostWaiting) { AllowSynchronousContinuations = false });

    private readonly PostgresDatabase _database;
    private readonly ILogger _logger;
    private readonly StorageMeter _meter;
    private readonly Task[] _loops;

    public PostgresWriter(PostgresDatabase database, ILogger logger)
    {
        (_database, _logger) = (database, logger);
        _meter = new StorageMeter(() => _waiting.Reader.Count);
        _loops = [.. Enumerable.Range(0, AtOnce).Select(_ => Run())];
    }

    public PostgresFaults Faults { get; } = new();

    /// <summary>Waits until the append is durable, or is not admitted.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed; nothing was written.</exception>
    public async ValueTask<AppendResult> Commit(AppendWrite write, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_waiting.Writer.TryWrite(write))
        {
            try
            {
                await _waiting.Writer.WriteAsync(write, cancellation);
            }
            catch (ChannelClosedException)
            {
                throw new ObjectDisposedException(nameof(PostgresDatabase));
            }
        }

        return await write.Answer(cancellation);
    }

    /// <summary>Commits what is waiting, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_loops);
        _meter.Dispose();
    }

    private async Task Run()
    {
        // the constructor's caller must not pay for the first batch
        await Task.Yield();

        // a connection of its own: what the server has planned for it stays warm
        await using var line = new KeptConnection(_database);
        var held = new List<AppendWrite>();
        while (held.Count > 0 || await _waiting.Reader.WaitToReadAsync())
        {
            var batch = Take(held);
            if (batch.Members.Count > 0)
            {
                await CommitBatch(line, batch.Members);
            }
        }
    }

    /// <summary>What waits, up to a full batch; what may not share it is held for the next.</summary>
    private Batch Take(List<AppendWrite> held)
    {
        var batch = new Batch();
        var before = held.ToArray();
        held.Clear();
        foreach (var write in before)
        {
            if (!batch.TryAdd(write))
            {
                held.Add(write);
            }
        }

        while (!batch.IsFull && held.Count < MostWaiting && _waiting.Reader.TryRead(out var write))
        {
            if (write.TryTake() && !batch.TryAdd(write))
            {
                held.Add(write);
            }
        }

        return batch;
    }

    private async Task CommitBatch(KeptConnection line, List<AppendWrite> batch)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            Settle(batch, await TryOnce(line, batch));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogBatchFailed(e, batch.Count);
            _meter.Retried(batch.Count);
            var deadline = _database.Time.GetTimestamp();
            var doubtful = !IsRolledBack(e);
            foreach (var write in batch)
            {
                await CommitAlone(line, write, doubtful, deadline);
            }
        }

        _meter.Committed(batch.Count, since);
    }

    private async Task CommitAlone(KeptConnection line, AppendWrite write, bool doubtful, long since)
    {
        while (true)
        {
            try
            {
                var result = (await TryOnce(line, [write]))[0];
                if (doubtful && result is not AppendResult.Committed)
                {
                    // the try that failed may have happened after all: what beat this write may be itself
                    Unknown(write, null);
                    return;
                }

                write.Settle(result);
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                doubtful |= !IsRolledBack(e);
                if (IsRolledBack(e) && !IsPassing(e) || _database.Time.GetElapsedTime(since) > TryAgainWithin)
                {
                    Unknown(write, e);
                    return;
                }
            }

            await Task.Delay(PauseBetweenTries, _database.Time);
        }
    }

    private async Task<AppendResult[]> TryOnce(KeptConnection line, List<AppendWrite> batch)
    {
        Faults.Committing?.Invoke();
        try
        {
            var results = await AppendStatement.Run(await line.Open(), batch, CancellationToken.None);
            Faults.Committed?.Invoke();
            return results;
        }
        catch (Exception e)
        {
            await line.Drop();
            if (PostgresDatabase.IsTrouble(e) && !IsRolledBack(e))
            {
                _database.Forget();
            }

            throw;
        }
    }

    /// <summary>
    /// The server said no, and is still there: then nothing was written. When it says that it goes down, it may say so after
    /// the commit.
    /// </summary>
    private static bool IsRolledBack(Exception e) =>
        e is PostgresException { SqlState: var state } && !state.StartsWith("57P", StringComparison.Ordinal)
            && !state.StartsWith("08", StringComparison.Ordinal);

    /// <summary>Another transaction was in the way, and may not be the next time.</summary>
    private static bool IsPassing(Exception e) => e is PostgresException { IsTransient: true };

    private static void Settle(List<AppendWrite> batch, AppendResult[] results)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Settle(results[i]);
        }
    }

    private void Unknown(AppendWrite write, Exception? why)
    {
        _meter.Unknown();
        const string Message = "Whether this was written is not known; read again before deciding.";
        write.Fail(why is null ? new StorageUnknownException(Message) : new StorageUnknownException(Message, why));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Writes} writes failed; each is retried singly.")]
    private partial void LogBatchFailed(Exception exception, int writes);
}
