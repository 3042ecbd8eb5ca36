using System.Diagnostics;
using System.Threading.Channels;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It takes whatever is waiting, writes it in one transaction and commits once: the price of
/// a durable commit is shared by everybody who waited for the one before.
/// </summary>
internal sealed partial class Writer : IAsyncDisposable
{
    /// <summary>Writes that may wait; whoever comes next waits to be let in.</summary>
    public const int MostWaiting = 4_096;

    /// <summary>Writes in one transaction: enough to spread the commit thin, few enough to commit within 50 ms.</summary>
    public const int MostTogether = 256;

    private static readonly TimeSpan IdleAfter = TimeSpan.FromMilliseconds(250);

    private readonly Channel<Write> _waiting = Channel.CreateBounded<Write>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Write> _batch = new(MostTogether);
    private readonly SqliteSession _session;
    private readonly ILogger _logger;
    private readonly StorageMeter _meter;
    private readonly Checkpoints _checkpoints;

    /// <param name="session">The only connection that writes; this class owns it from now on.</param>
    /// <param name="logger">Hears of what failed.</param>
    public Writer(SqliteSession session, ILogger logger)
    {
        (_session, _logger) = (session, logger);
        _meter = new StorageMeter(() => _waiting.Reader.Count, () => (_checkpoints?.Frames ?? 0) * 4_096L);
        _checkpoints = new Checkpoints(session, _meter, logger);
        new Thread(Run) { Name = "SQLite writer", IsBackground = true }.Start();
    }

    public WriterFaults Faults { get; } = new();

    /// <summary>False from an error of the disk until it was written to again.</summary>
    public bool TakesWrites => _checkpoints.DiskIsSound;

    /// <summary>Waits until the write is durable, or is not admitted.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed; nothing was written.</exception>
    public async ValueTask<T> Commit<T>(Write<T> write, CancellationToken cancellation)
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
                throw new ObjectDisposedException(nameof(SqliteDatabase));
            }
        }

        return await write.Answer(cancellation);
    }

    /// <summary>Commits what is waiting, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopped.Task;
    }

    private void Run()
    {
        while (WaitForWork())
        {
            Take();
            CommitBatch();
            _batch.Clear();
        }

        _checkpoints.Cut();
        _session.Dispose();
        _meter.Dispose();
        _stopped.SetResult();
    }

    private bool WaitForWork()
    {
        var waiting = _waiting.Reader.WaitToReadAsync().AsTask();
        while (!waiting.Wait(IdleAfter))
        {
            _checkpoints.WhenIdle();
            if (_checkpoints.FindSound())
            {
                break;
            }
        }

        return waiting.GetAwaiter().GetResult();
    }

    private void Take()
    {
        while (_batch.Count < MostTogether && _waiting.Reader.TryRead(out var write))
        {
            if (write.TryTake())
            {
                _batch.Add(write);
            }
        }
    }

    private void CommitBatch()
    {
        if (_batch.Count == 0)
        {
            return;
        }

        CrashPoint.Reach("before-transaction");
        var since = Stopwatch.GetTimestamp();
        var doubtful = false;
        _checkpoints.FindSound();
        try
        {
            CommitTogether(_batch, ref doubtful);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogBatchFailed(e, _batch.Count);
            if (_checkpoints.Heard(e))
            {
                _checkpoints.FindSound();
            }

            _meter.Retried(_batch.Count);
            foreach (var write in _batch)
            {
                CommitAlone(write, doubtful);
            }
        }

        _meter.Committed(_batch.Count, since);
        if (_batch.Exists(static write => write.Erases))
        {
            _checkpoints.Cut();
        }
        else
        {
            _checkpoints.BetweenCommits();
        }
    }

    private void CommitTogether(List<Write> batch, ref bool doubtful)
    {
        try
        {
            Begin();
            foreach (var write in batch)
            {
                _ = write.Apply(_session);
                Faults.Applied?.Invoke(write);
                CrashPoint.Reach("inside-batch");
            }

            Commit(ref doubtful);
        }
        catch
        {
            RollBack(batch);
            throw;
        }

        foreach (var write in batch)
        {
            write.Settle();
        }
    }

    private void CommitAlone(Write write, bool doubtful)
    {
        try
        {
            Begin();
            var admitted = write.Apply(_session);
            Faults.Applied?.Invoke(write);
            Commit(ref doubtful);
            if (doubtful && !admitted)
            {
                // the commit that failed may have happened after all: what beat this write may be itself
                Unknown(write, null);
                return;
            }

            write.Settle();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            RollBack([write]);
            _checkpoints.Heard(e);
            Unknown(write, e);
        }
    }

    private void Begin()
    {
        if (!_checkpoints.DiskIsSound)
        {
            throw new StorageUnknownException("The disk takes no writes.");
        }

        _session.Use("BEGIN IMMEDIATE").Run();
    }

    /// <param name="doubtful">Set if the commit was tried and did not report success.</param>
    private void Commit(ref bool doubtful)
    {
        Faults.Committing?.Invoke();
        var earlier = doubtful;
        doubtful = true;
        _session.Use("COMMIT").Run();
        Faults.Committed?.Invoke();
        CrashPoint.Reach("after-commit");
        doubtful = earlier;
    }

    private void RollBack(List<Write> batch)
    {
        try
        {
            if (_session.InTransaction)
            {
                _session.Use("ROLLBACK").Run();
            }
        }
        catch (SqliteFailedException e)
        {
            // the next BEGIN fails too, and so says every write until the operator acts
            LogRollBackFailed(e);
        }

        foreach (var write in batch)
        {
            write.RolledBack();
        }
    }

    private void Unknown(Write write, Exception? why)
    {
        _meter.Unknown();
        const string Message = "Whether this was written is not known; read again before deciding.";
        write.Fail(why is null ? new StorageUnknownException(Message) : new StorageUnknownException(Message, why));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Writes} writes failed; each is retried singly.")]
    private partial void LogBatchFailed(Exception exception, int writes);

    [LoggerMessage(Level = LogLevel.Critical, Message = "A failed transaction could not be rolled back.")]
    private partial void LogRollBackFailed(Exception exception);
}
