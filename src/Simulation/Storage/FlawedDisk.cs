using System.Collections.Immutable;
using Monitoring.Embedded;
using Monitoring.Grains.EventLog;

namespace Monitoring.Simulation.Storage;

/// <summary>What is durable: the product's log in memory, with the planted defect if there is one.</summary>
internal sealed class FlawedDisk(Flaw flaw, VirtualTime time)
{
    private const int SkippedNumber = 7;
    private static readonly TimeSpan UnsyncedFor = TimeSpan.FromSeconds(5);

    private readonly List<(long At, Append Append)> _journal = []; // kept only by the flaw that needs it
    private long _appends;

    public MemoryEventLog Log { get; private set; } = new();

    public AppendResult Append(Append append)
    {
        _appends++;
        append = flaw switch
        {
            Flaw.ForgetsKeys => append with { Keys = [] },
            Flaw.LosesDueRow when _appends % 5 == 0 => append with { Due = null },
            Flaw.ForgetsUrgency when append.Due is { } due => append with { Due = due with { Urgency = 0 } },
            Flaw.TearsAppends => append with { Events = append.Events[..1] },
            Flaw.ForgetsAudiences when _appends % 3 == 0 => append with
            {
                Events = [.. append.Events.Select(e => e with { Audiences = [.. e.Audiences.Take(1)] })],
            },
            _ => append,
        };
        var result = SimulatedLog.Now(Log.Append(append, CancellationToken.None));
        if (result is AppendResult.Conflict && flaw == Flaw.NoFence)
        {
            var head = SimulatedLog.Now(Log.Read(append.Stream, 0, CancellationToken.None)).Length;
            result = SimulatedLog.Now(Log.Append(append with { ExpectedSeq = head }, CancellationToken.None));
        }

        if (flaw == Flaw.AnswersBeforeSync && result is AppendResult.Committed)
        {
            _journal.Add((time.GetTimestamp(), append));
        }

        return result;
    }

    public ImmutableArray<FeedRow> Feed(string audience, long after, int limit)
    {
        var rows = SimulatedLog.Now(Log.ReadFeed(audience, after, limit, CancellationToken.None));
        return flaw == Flaw.SkipsFeedNumber
            ? [.. rows.Select(row => row.Seq < SkippedNumber ? row : row with { Seq = row.Seq + 1 })]
            : rows;
    }

    public ImmutableArray<DueRow> Due(DateTimeOffset before, string? facility, DueRow? after, int limit) =>
        flaw == Flaw.HidesDueRows ? [] : SimulatedLog.Now(Log.Due(before, facility, after, limit, CancellationToken.None));

    /// <summary>Nothing happens to what is durable; the flaw that only pretended loses its last seconds.</summary>
    public void LosePower()
    {
        if (flaw != Flaw.AnswersBeforeSync)
        {
            return;
        }

        var synced = time.GetTimestamp() - UnsyncedFor.Ticks;
        _journal.RemoveAll(entry => entry.At > synced);
        Log = new MemoryEventLog();
        foreach (var (_, append) in _journal)
        {
            SimulatedLog.Now(Log.Append(append, CancellationToken.None));
        }
    }
}
