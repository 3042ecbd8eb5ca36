using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;
using Monitoring.Silo.Wakers;

namespace Monitoring.Silo.Auditor;

/// <summary>
/// C9: goes over every stream again and again, derives its due row from the log and compares it with the one that is stored;
/// what is missing or wrong its complaint writes anew. A round derives what changed since the last one and a small part of the
/// rest, so that within a day everything is derived once more; of all others it compares a fingerprint. What it finds when the
/// process starts it derives bit by bit, half a second's work a round.
/// </summary>
/// <param name="index">What it goes over.</param>
/// <param name="log">The truth.</param>
/// <param name="policies">The rules of each version.</param>
/// <param name="grains">Who mends.</param>
/// <param name="time">Waits between rounds and pages.</param>
/// <param name="logger">Hears the alarm.</param>
/// <param name="every">From the beginning of a round to that of the next; zero: it is switched off.</param>
/// <param name="turn">Of several processes one audits at a time.</param>
public sealed partial class AuditOfDueRows(
    IStreamIndex index,
    IEventLog log,
    IPolicyShelf policies,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<AuditOfDueRows> logger,
    TimeSpan every,
    INetTurn? turn = null) : BackgroundService
{
    /// <summary>Streams looked at in one read.</summary>
    public const int Page = 4_096;

    /// <summary>
    /// After each page it rests nine times as long as that took: a tenth of a core at most. A round that has lasted half of its
    /// time rests no more: after a flood of filings it must end all the same.
    /// </summary>
    private const int RestsFor = 9;

    private const int MostLines = 100;

    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    /// <summary>How much of a round goes into what was there before this process and was never proven by it.</summary>
    private static readonly TimeSpan BacklogWithin = TimeSpan.FromSeconds(0.5);

    private readonly ProvenMarks _proven = new();
    private readonly int _parts = every > TimeSpan.Zero ? Math.Max(1, (int)(TimeSpan.FromDays(1) / every)) : 1;
    private DateTimeOffset? _begunAt;
    private long _partsFrom;
    private long _backlogEnd = long.MaxValue;
    private AuditReport _report = AuditReport.Empty;
    private long _round;
    private int _lines;

    /// <summary>Whether it is switched on.</summary>
    internal bool IsOn => every > TimeSpan.Zero;

    /// <summary>From the beginning of a round to that of the next.</summary>
    internal TimeSpan Every => every;

    internal AuditReport Report => Volatile.Read(ref _report);

    /// <summary>One round without rests.</summary>
    public Task RunOnce(CancellationToken cancellation) => Round(rests: false, cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(every, time);
        do
        {
            try
            {
                await Round(rests: true, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Round(bool rests, CancellationToken cancellation)
    {
        var begunAt = time.GetTimestamp();
        var backlog = rests ? BacklogWithin : TimeSpan.MaxValue;
        _begunAt ??= time.Now();
        _lines = 0;
        long after = 0, streams = 0, derived = 0, left = 0;
        while (true)
        {
            if (turn is not null && !await turn.IsMine(cancellation))
            {
                // another process audits; what was proven here may be long past when the turn comes back
                _proven.Clear();
                (_begunAt, _backlogEnd) = (null, long.MaxValue);
                Volatile.Write(ref _report, Report with { LastRoundAt = null, FullAt = null });
                return;
            }

            var pageAt = time.GetTimestamp();
            var page = await index.Marks(after, Page, cancellation);
            foreach (var mark in page)
            {
                var known = _proven.Of(mark.Place);
                if (known == 0 && mark.Place <= _backlogEnd)
                {
                    if (backlog <= TimeSpan.Zero)
                    {
                        left++;
                        continue;
                    }

                    var provingAt = time.GetTimestamp();
                    await Prove(mark.Place, cancellation);
                    backlog -= time.GetElapsedTime(provingAt);
                    derived++;
                }
                else if (known != mark.Mark || mark.Place % _parts == _round % _parts)
                {
                    derived++;
                    await Prove(mark.Place, cancellation);
                }
            }

            streams += page.Length;
            after = page is [.., var last] ? last.Place : after;
            if (page.Length < Page)
            {
                break;
            }

            if (rests && time.GetElapsedTime(begunAt) < every / 2)
            {
                var rest = time.GetElapsedTime(pageAt) * RestsFor;
                await Task.Delay(rest < LongestRest ? rest : LongestRest, time, cancellation);
            }
        }

        // what is filed from now on is no backlog
        _backlogEnd = Math.Min(_backlogEnd, after);
        EndRound(time.GetElapsedTime(begunAt), streams, derived, left);
    }

    private void EndRound(TimeSpan took, long streams, long derived, long left)
    {
        var fullAt = Report.FullAt;
        _round++;
        if (left == 0 && (fullAt is null || _round - _partsFrom >= _parts))
        {
            // all of it was derived since then; the next time around begins now
            (fullAt, _begunAt, _partsFrom) = (_begunAt, time.Now(), _round);
        }

        Volatile.Write(ref _report, Report with
        {
            Rounds = Report.Rounds + 1,
            LastRoundAt = time.Now(),
            LastRoundSeconds = took.TotalSeconds,
            FullAt = fullAt,
            Streams = streams,
            Derived = derived,
            Left = left,
        });
    }

    private async ValueTask Prove(long place, CancellationToken cancellation)
    {
        Proof? proof;
        try
        {
            proof = await Proof.Of(place, index, log, policies, cancellation);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StorageUnknownException))
        {
            // one history that cannot be read must not hide what is wrong with all others
            await Unreadable(place, e, cancellation);
            return;
        }

        if (proof?.Verdict == Verdict.Right)
        {
            _proven.Set(place, proof.Row.Mark.Mark);
        }
        else if (proof is not null)
        {
            var mended = await Mend(proof, cancellation);
            Tell(proof, mended);
        }
    }

    /// <summary>The complaint reads the log again and writes the row that follows, under the fence. The next round proves it.</summary>
    private async ValueTask<bool> Mend(Proof proof, CancellationToken cancellation)
    {
        if (proof.Verdict == Verdict.HeadDiffers)
        {
            return false;
        }

        try
        {
            if (Streams.FacilityOf(proof.Row.Stream) is { } facility)
            {
                return await grains.GetGrain<IFacilityGrain>(facility).Mend().WaitAsync(cancellation);
            }

            return Streams.ComplaintOf(proof.Row.Stream) is { } complaint
                ? await grains.GetGrain<IComplaintGrain>(complaint).Mend().WaitAsync(cancellation)
                : await log.Append(new Append(proof.Row.Stream, proof.Row.Seq, [], proof.Expected, [], null), cancellation)
                    is AppendResult.Committed;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogNotMended(e);
            return false;
        }
    }

    private async ValueTask Unreadable(long place, Exception why, CancellationToken cancellation)
    {
        if (await index.Row(place, cancellation) is { } row)
        {
            // whether it is a sealed case stands in what cannot be read, so it is treated as one
            LogNotRead(why);
            Tell(new Proof(row, null, Sealed: true, Verdict.Unreadable), mended: false);
        }
    }

    private void Tell(Proof proof, bool mended)
    {
        Volatile.Write(ref _report, Report.With(proof, mended, time.Now()));
        if (++_lines > MostLines)
        {
            return;
        }

        if (proof.Sealed)
        {
            LogWrongSealed(proof.Verdict, mended);
        }
        else
        {
            LogWrong(proof.Row.Stream, proof.Verdict, mended);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The due row of {Stream} is not what follows from its history ({Verdict}); mended: {Mended}.")]
    private partial void LogWrong(string stream, Verdict verdict, bool mended);

    [LoggerMessage(Level = LogLevel.Error, Message = "A due row is not what follows from its history ({Verdict}); mended: {Mended}.")]
    private partial void LogWrongSealed(Verdict verdict, bool mended);

    [LoggerMessage(Level = LogLevel.Error, Message = "A due row could not be written anew; the next round tries again.")]
    private partial void LogNotMended(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A history could not be derived anew.")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the auditor failed; the next one follows.")]
    private partial void LogRoundFailed(Exception exception);
}
