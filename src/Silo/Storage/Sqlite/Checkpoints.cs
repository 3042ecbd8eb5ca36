using System.Diagnostics;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// Keeps the write-ahead log short. It runs on the writer's own connection between two commits, never beside one: up to
/// SQLite 3.51.2 a checkpoint on another connection can lose a commit (the WAL-reset bug).
/// </summary>
internal sealed partial class Checkpoints(SqliteSession session, StorageMeter meter, ILogger logger)
{
    /// <summary>
    /// Pages of 4 KiB after which the log is copied while callers wait: about 30 ms of copying. Four times as many gave
    /// 7 % more throughput for pauses of 90 ms.
    /// </summary>
    public const int CopyAfterPages = 4_096;

    /// <summary>Length at which the log is cut: 64 MiB. It gets there only if a reader keeps an old snapshot.</summary>
    public const int CutAfterPages = 16_384;

    private int _writtenAtLast = session.PagesWritten;
    private volatile int _frames;

    /// <summary>Pages in the log when it was last looked at.</summary>
    public int Frames => _frames;

    /// <summary>After a commit, when more are waiting.</summary>
    public void BetweenCommits()
    {
        if (Pending >= CopyAfterPages)
        {
            Run(truncate: false);
            if (_frames >= CutAfterPages)
            {
                Cut();
            }
        }
    }

    /// <summary>Nobody is waiting: a good moment.</summary>
    public void WhenIdle()
    {
        if (Pending > 0)
        {
            Run(truncate: false);
        }
    }

    /// <summary>Copies everything and empties the file, so that what was overwritten is not left in it.</summary>
    public void Cut()
    {
        Run(truncate: true);
        if (_frames >= CutAfterPages)
        {
            meter.WalOverLimit();
            LogWalOverLimit(_frames / 256);
        }
    }

    private int Pending => unchecked(session.PagesWritten - _writtenAtLast);

    private void Run(bool truncate)
    {
        var since = Stopwatch.GetTimestamp();
        _writtenAtLast = session.PagesWritten;
        try
        {
            (_frames, _) = session.Checkpoint(truncate);
        }
        catch (SqliteFailedException e)
        {
            // nothing is lost: the log still has every page, and the next round copies it
            LogFailed(e);
        }

        meter.Checkpointed(since);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The write-ahead log could not be copied into the database file.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log is {MiB} MiB long because somebody reads an old snapshot.")]
    private partial void LogWalOverLimit(int miB);
}
