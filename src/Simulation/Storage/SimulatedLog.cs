using System.Collections.Immutable;
using Monitoring.Embedded;
using Monitoring.Grains.EventLog;
using Monitoring.Simulation.Faults;

namespace Monitoring.Simulation.Storage;

/// <summary>
/// The product's log in memory as the durable disk, and before it a storage that fails in every way a database may: it says no,
/// says yes too late, says no when it was yes, gathers batches, and dies in the middle of one. Whatever is durable is shown to
/// <see cref="Observer"/> at once.
/// </summary>
internal sealed class SimulatedLog
{
    private readonly VirtualTime _time;
    private readonly Dice _dice;
    private readonly StorageHabits _habits;
    private readonly FaultTally _tally;
    private readonly FaultSet _faults;
    private readonly FlawedDisk _disk;
    private readonly List<PendingWrite> _pending = [];
    private readonly ITimer _flush;
    private bool _flushIsSet;
    private DueRow? _earliest;
    private bool _knowsEarliest;

    public SimulatedLog(VirtualTime time, Dice dice, StorageHabits habits, FaultSet faults, FaultTally tally, Flaw flaw)
    {
        (_time, _dice, _habits, _faults, _tally) = (time, dice, habits, faults, tally);
        _disk = new FlawedDisk(flaw, time);
        _flush = time.CreateTimer(
            static log => ((SimulatedLog)log!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Is shown every append that has become durable, before anybody is answered: which process asked for it, and when in true time.
    /// </summary>
    public Action<Append, int, DateTimeOffset>? Observer { get; set; }

    /// <summary>Whether it fails at all just now.</summary>
    public bool IsFaulty { get; set; }

    /// <summary>True while the database cannot be reached.</summary>
    public bool IsAway { get; set; }

    /// <summary>What is durable, without any fault.</summary>
    public MemoryEventLog Disk => _disk.Log;

    /// <summary>The row that is due first, if there is any.</summary>
    public DueRow? EarliestDue
    {
        get
        {
            if (!_knowsEarliest)
            {
                var rows = Now(Disk.Due(DateTimeOffset.MaxValue, null, null, 1, CancellationToken.None));
                (_earliest, _knowsEarliest) = (rows.IsEmpty ? null : rows[0], true);
            }

            return _earliest;
        }
    }

    /// <summary>How many appends are accepted and not durable yet.</summary>
    public int Pending => _pending.Count;

    /// <summary>A completed answer, taken out.</summary>
    public static T Now<T>(ValueTask<T> answer) => answer.IsCompletedSuccessfully ? answer.Result : answer.AsTask().GetAwaiter().GetResult();

    public ImmutableArray<FeedRow> Feed(string audience, long after, int limit) => _disk.Feed(audience, after, limit);

    public ImmutableArray<DueRow> Due(DateTimeOffset before, string? facility, DueRow? after, int limit) =>
        _disk.Due(before, facility, after, limit);

    public ValueTask<AppendResult> Append(LogPort by, Append append)
    {
        WellFormed.Check(append);
        if (IsAway)
        {
            return Unknown<AppendResult>("the database is away");
        }

        if (!IsFaulty)
        {
            return new(Write(append, by, _time.GetTimestamp()));
        }

        if (Strikes(Fault.WriteFailed, _habits.WriteFailed))
        {
            return Unknown<AppendResult>("not written");
        }

        if (Strikes(Fault.WriteDoneButFailed, _habits.WriteDoneButFailed))
        {
            Write(append, by, _time.GetTimestamp());
            return Unknown<AppendResult>("written, and the answer lost");
        }

        return Strikes(Fault.WriteSlow, _habits.WriteSlow) ? Gather(by, append) : new(Write(append, by, _time.GetTimestamp()));
    }

    /// <summary>Answers a read, perhaps late, perhaps not.</summary>
    public ValueTask<T> Answer<T>(Func<MemoryEventLog, ValueTask<T>> read)
    {
        if (IsAway)
        {
            return Unknown<T>("the database is away");
        }

        if (IsFaulty)
        {
            if (Strikes(Fault.ReadFailed, _habits.ReadFailed))
            {
                return Unknown<T>("not read");
            }

            if (Strikes(Fault.ReadSlow, _habits.ReadSlow))
            {
                return new(Late(read));
            }
        }

        return read(Disk);
    }

    /// <summary>A process died: what it had asked for is lost, or lands all the same and nobody hears of it.</summary>
    public void Forsake(LogPort dead)
    {
        dead.IsAlive = false;
        _tally.Count(Fault.UnsyncedLost, _pending.RemoveAll(write => write.By == dead && _dice.Happens(0.5)));
    }

    /// <summary>The machine died: of the batch that was being written some first part is durable, the rest never was.</summary>
    public void LosePower()
    {
        var survive = _dice.Below(_pending.Count + 1);
        for (var i = 0; i < survive; i++)
        {
            Write(_pending[i].Append, _pending[i].By, _pending[i].AskedAt);
        }

        if (survive > 0 && survive < _pending.Count)
        {
            _tally.Count(Fault.BatchTorn);
        }

        _tally.Count(Fault.UnsyncedLost, _pending.Count - survive);
        _pending.Clear();
        _disk.LosePower();
        _knowsEarliest = false;
    }

    private static ValueTask<T> Unknown<T>(string why) => ValueTask.FromException<T>(new StorageUnknownException(why));

    private bool Strikes(Fault fault, double chance)
    {
        if (!_faults.Has(fault) || !_dice.Happens(chance))
        {
            return false;
        }

        _tally.Count(fault);
        return true;
    }

    private ValueTask<AppendResult> Gather(LogPort by, Append append)
    {
        var write = new PendingWrite(by, append, _time.GetTimestamp(), new TaskCompletionSource<AppendResult>());
        _pending.Add(write);
        if (!_flushIsSet)
        {
            _flushIsSet = true;
            _flush.Change(_dice.Span(TimeSpan.FromMilliseconds(1), _habits.SlowUpTo), Timeout.InfiniteTimeSpan);
        }

        return new(write.Answer.Task);
    }

    // the whole batch first, the answers after it: what is answered is durable
    private void Flush()
    {
        _flushIsSet = false;
        var batch = _pending.ToArray();
        _pending.Clear();
        var results = Array.ConvertAll(batch, write => Write(write.Append, write.By, write.AskedAt));
        for (var i = 0; i < batch.Length; i++)
        {
            Tell(batch[i], results[i]);
        }
    }

    private void Tell(PendingWrite write, AppendResult result)
    {
        if (!write.By.IsAlive)
        {
            _tally.Count(Fault.WriteOutlivedItsWriter);
        }
        else if (IsFaulty && Strikes(Fault.WriteDoneButFailed, _habits.WriteDoneButFailed))
        {
            write.Answer.TrySetException(new StorageUnknownException("written, and the answer lost"));
        }
        else
        {
            write.Answer.TrySetResult(result);
        }
    }

    private AppendResult Write(Append append, LogPort by, long askedAt)
    {
        var result = _disk.Append(append);
        if (result is AppendResult.Conflict)
        {
            _tally.Count(Fault.TwoActivations);
        }

        if (result is AppendResult.Committed)
        {
            _knowsEarliest = false;
            Observer?.Invoke(append, by.Process, new DateTimeOffset(askedAt, TimeSpan.Zero));
        }

        return result;
    }

    private async Task<T> Late<T>(Func<MemoryEventLog, ValueTask<T>> read)
    {
        await Task.Delay(_dice.Span(TimeSpan.FromMilliseconds(1), _habits.SlowUpTo), _time);
        return await read(Disk);
    }
}
