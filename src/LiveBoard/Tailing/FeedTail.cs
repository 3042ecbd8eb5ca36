using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;

namespace Monitoring.LiveBoard.Tailing;

/// <summary>
/// Follows the feed of one audience: reads the rows after its head, parses each once, folds it into the board and wakes
/// whoever waits for it. Readers take what they need when they can; nobody is waited for.
/// </summary>
public sealed partial class FeedTail
{
    private const int RowsAtOnce = 1_000;

    /// <summary>A fold is saved after this many rows, or after a quarter of its size where that is more.</summary>
    private const int CheckpointEvery = 10_000;

    private readonly IEventLog _log;
    private readonly IBoardCheckpoints _checkpoints;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _folding = new();
    private readonly RecentLines _recent = new();
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Board _board;
    private ImmutableList<Action> _waiting = [];
    private ReadOnlyMemory<byte> _lastRow;
    private long _savedAt;
    private long _readAt;
    private long _forgotAt;
    private bool _restored;

    /// <param name="audience">Whose feed.</param>
    /// <param name="log">Where it is read from.</param>
    /// <param name="checkpoints">Where the fold is kept between runs.</param>
    /// <param name="time">For <see cref="SilentFor"/>.</param>
    /// <param name="logger">For checkpoints that are of no use.</param>
    public FeedTail(
        string audience, IEventLog log, IBoardCheckpoints checkpoints, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(time);
        (Audience, _log, _checkpoints, _time, _logger) = (audience, log, checkpoints, time, logger);
        _board = new Board(audience);
        _readAt = _forgotAt = time.GetTimestamp();
    }

    public string Audience { get; }

    /// <summary>The last number folded.</summary>
    public long Head
    {
        get
        {
            lock (_folding)
            {
                return _board.Seq;
            }
        }
    }

    /// <summary>How long ago the log last said that there is no more. A board that cannot read must not look alive.</summary>
    public TimeSpan SilentFor => _time.GetElapsedTime(Volatile.Read(ref _readAt));

    /// <summary>Completes when the end of the feed was reached for the first time.</summary>
    public Task CaughtUp => _caughtUp.Task;

    /// <summary>Says that there may be something to read. Costs nothing and never waits.</summary>
    public void Wake() => _wakeUps.Writer.TryWrite(true);

    /// <summary>Waits for the next <see cref="Wake"/>.</summary>
    public Task Woken(CancellationToken cancellation) => _wakeUps.Reader.ReadAsync(cancellation).AsTask();

    /// <summary>Reads until the log has no more. After an error the next run goes on where this one stopped.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        if (!_restored)
        {
            await Restore(cancellation);
            _restored = true;
        }

        while (true)
        {
            ImmutableArray<FeedRow> rows = await _log.ReadFeed(Audience, Head, RowsAtOnce, cancellation);
            if (!rows.IsEmpty)
            {
                Fold(rows);
                Announce();
                await SaveWhenDue(cancellation);
            }

            if (rows.Length < RowsAtOnce)
            {
                Volatile.Write(ref _readAt, _time.GetTimestamp());
                ForgetOldLines();
                _caughtUp.TrySetResult();
                return;
            }
        }
    }

    /// <summary>Looks at the board while it stands still. Be brief: meanwhile nothing is folded.</summary>
    public T Look<T>(Func<Board, T> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        lock (_folding)
        {
            return look(_board);
        }
    }

    /// <summary>The lines after a cursor, a page at most; null if the reader is too far behind and must read the log.</summary>
    public ImmutableArray<FeedLine>? After(long cursor)
    {
        lock (_folding)
        {
            return _recent.After(cursor);
        }
    }

    /// <summary>Calls <paramref name="moved"/> whenever there is more, until disposed. It must return at once.</summary>
    public IDisposable Follow(Action moved)
    {
        ImmutableInterlocked.Update(ref _waiting, (list, one) => list.Add(one), moved);
        return new Following(this, moved);
    }

    private void Fold(ImmutableArray<FeedRow> rows)
    {
        // parsing is the dear part: not under the lock
        ImmutableArray<FeedLine> lines = ImmutableArray.CreateRange(rows, FeedLine.Of);
        lock (_folding)
        {
            foreach (FeedLine line in lines)
            {
                if (_board.Apply(line.Item))
                {
                    _recent.Add(line);
                }
            }
        }

        _lastRow = BoardCheckpoint.Print(rows[^1].Item);
    }

    private void ForgetOldLines()
    {
        if (_time.GetElapsedTime(_forgotAt) < RecentLines.KeptFor)
        {
            return;
        }

        _forgotAt = _time.GetTimestamp();
        lock (_folding)
        {
            _recent.ForgetOld();
        }
    }

    private void Announce()
    {
        foreach (Action moved in Volatile.Read(ref _waiting))
        {
            moved();
        }
    }

    private async ValueTask Restore(CancellationToken cancellation)
    {
        if (await _checkpoints.Load(Audience, cancellation) is not { } bytes)
        {
            return;
        }

        if (BoardCheckpoint.Read(Audience, bytes) is not var (board, lastRow)
            || !await IsOfThisLog(board.Seq, lastRow, cancellation))
        {
            LogUseless(Audience);
            return;
        }

        lock (_folding)
        {
            _board = board;
            _recent.StartAfter(board.Seq);
        }

        _lastRow = lastRow;
        _savedAt = board.Seq;
        LogRestored(Audience, board.Seq);
    }

    /// <summary>A restored backup may hold another history under the same numbers.</summary>
    private async ValueTask<bool> IsOfThisLog(long seq, ReadOnlyMemory<byte> print, CancellationToken cancellation)
    {
        ImmutableArray<FeedRow> rows = await _log.ReadFeed(Audience, seq - 1, 1, cancellation);
        return rows is [var row] && row.Seq == seq && BoardCheckpoint.Print(row.Item).Span.SequenceEqual(print.Span);
    }

    private async ValueTask SaveWhenDue(CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> fold;
        lock (_folding)
        {
            // a quarter of its size: what is written stays in proportion to what is read
            if (_board.Seq - _savedAt < Math.Max(CheckpointEvery, _board.OpenCount / 4))
            {
                return;
            }

            fold = BoardCheckpoint.Write(_board, _lastRow);
            _savedAt = _board.Seq;
        }

        try
        {
            await _checkpoints.Save(Audience, fold, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // it costs the next start some seconds; the board goes on
            LogNotSaved(e, Audience);
        }
    }

    private sealed class Following(FeedTail tail, Action moved) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref tail._waiting, (list, one) => list.Remove(one), moved);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Board of {Audience} restored at {Seq}.")]
    private partial void LogRestored(string audience, long seq);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Saved board of {Audience} is torn or of another log; folding anew.")]
    private partial void LogUseless(string audience);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Board of {Audience} was not saved.")]
    private partial void LogNotSaved(Exception error, string audience);
}
