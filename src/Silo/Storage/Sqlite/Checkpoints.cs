using System.Diagnostics;
using Monitoring.Grains;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// Keeps the write-ahead log short. It runs on the writer's own connection between two commits, never beside one: up to
/// SQLite 3.51.2 a checkpoint on another connection can lose a commit (the WAL-reset bug).
/// </summary>
/// <remarks>
/// When the disk has failed or is full nothing is committed until the whole log was copied and synced anew. After a
/// sync that failed, the system may have dropped what it could not write, and call the next sync a success; what is
/// copied again is written again. See docs/reliability.md.
/// </remarks>
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
    private volatile bool _diskIsSound = true;

    /// <summary>Whether the last that was heard of the disk was good.</summary>
    public bool DiskIsSound => _diskIsSound;

    /// <summary>Pages in the log when it was last looked at.</summary>
    public int Frames => _frames;

    /// <summary>Something failed. If it was the disk, it must first be found sound again.</summary>
    /// <returns>Whether it was the disk.</returns>
    public bool Heard(Exception failure)
    {
        if (failure is not SqliteFailedException { IsOfTheDisk: true })
        {
            return false;
        }

        if (_diskIsSound)
        {
            LogDiskFailed(failure);
        }

        _diskIsSound = false;
        return true;
    }

    /// <summary>Copies everything anew if the disk had failed; whether it can be written to now.</summary>
    public bool FindSound()
    {
        if (!_diskIsSound && Run(truncate: true))
        {
            _diskIsSound = true;
            LogDiskSound();
        }

        return _diskIsSound;
    }

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

    /// <returns>Whether the database file holds everything.</returns>
    private bool Run(bool truncate)
    {
        var since = Stopwatch.GetTimestamp();
        var whole = false;
        try
        {
            CrashPoint.Reach("before-checkpoint");
            _writtenAtLast = session.PagesWritten;
            (_frames, var copied) = session.Checkpoint(truncate);
            whole = copied == _frames;
            CrashPoint.Reach("after-checkpoint");
        }
        catch (SqliteFailedException e)
        {
            // nothing is lost: the log still has every page, and the next round copies it
            LogFailed(e);
            Heard(e);
        }

        meter.Checkpointed(since);
        return whole;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The disk failed or is full: nothing is taken until it was written to again.")]
    private partial void LogDiskFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The disk takes writes again; everything was copied and synced anew.")]
    private partial void LogDiskSound();

    [LoggerMessage(Level = LogLevel.Error, Message = "The write-ahead log could not be copied into the database file.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log is {MiB} MiB long because somebody reads an old snapshot.")]
    private partial void LogWalOverLimit(int miB);
}
