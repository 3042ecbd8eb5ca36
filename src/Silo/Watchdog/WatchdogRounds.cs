using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tailing;
using Monitoring.Silo.Wakers;

namespace Monitoring.Silo.Watchdog;

/// <summary>
/// N5: files a synthetic complaint every few minutes and waits for its breach where a screen would see it: at the end of a
/// feed. Each one seen is told outside; when none is seen for two intervals it is told here.
/// </summary>
/// <param name="tail">The end of the watchdog's feed.</param>
/// <param name="grains">Where complaints live.</param>
/// <param name="time">The time.</param>
/// <param name="logger">Hears the alarm.</param>
/// <param name="every">From one complaint to the next.</param>
/// <param name="outside">Who hears that all is well; nobody if it is null.</param>
/// <param name="turn">Of several processes one files at a time; all watch.</param>
internal sealed partial class WatchdogRounds(
    FeedTail tail,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<WatchdogRounds> logger,
    TimeSpan every,
    IOutsidePing? outside = null,
    INetTurn? turn = null)
{
    private const string Breached = "breached";
    private const int IntervalsOfSilence = 2;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(30);

    private readonly long _begunAt = time.GetTimestamp();
    private readonly HashSet<string> _filed = new(StringComparer.Ordinal);
    private long? _cursor;
    private TimeSpan _fileAt;
    private TimeSpan _seenAt;
    private TimeSpan? _saidAt;

    /// <summary>How often a breach was seen since the start.</summary>
    public long Seen { get; private set; }

    /// <summary>When the last one was seen (UTC); null before the first.</summary>
    public DateTimeOffset? LastSeenAt { get; private set; }

    /// <summary>How long after its deadline that was.</summary>
    public TimeSpan LastLateBy { get; private set; }

    /// <summary>How often the address outside was not reached.</summary>
    public long PingsLost { get; private set; }

    /// <summary>Whether none was seen for two intervals: a breach might not be seen either.</summary>
    public bool IsSilent => Passed - _seenAt >= every * IntervalsOfSilence;

    private TimeSpan Passed => time.GetElapsedTime(_begunAt);

    /// <summary>Looks at the feed, files when it is time, and judges the silence.</summary>
    public async Task RunOnce(CancellationToken cancellation)
    {
        var mine = turn is null || await turn.IsMine(cancellation);
        foreach (var line in New())
        {
            if (line.Item is { Kind: Breached, Complaint: { } id, DueAt: { } dueAt })
            {
                await See(id, dueAt, mine, cancellation);
            }
        }

        if (mine && Passed >= _fileAt)
        {
            await File();
        }

        Judge();
    }

    private ImmutableArray<FeedLine> New()
    {
        _cursor ??= tail.Head;
        var lines = tail.After(_cursor.Value);
        _cursor = lines is [.., var last] ? last.Seq : lines is null ? tail.Head : _cursor;
        return lines ?? [];
    }

    private async Task See(string id, DateTimeOffset dueAt, bool mine, CancellationToken cancellation)
    {
        (Seen, LastSeenAt, LastLateBy, _seenAt) = (Seen + 1, time.Now(), time.Now() - dueAt, Passed);
        if (_filed.Remove(id) && outside is not null && !await outside.Tell(cancellation))
        {
            PingsLost++;
        }

        if (mine)
        {
            await Try(() => SyntheticComplaint.End(grains, id));
        }
    }

    private async Task File()
    {
        _fileAt = Passed + (every < TryAgainAfter ? every : TryAgainAfter);
        await Try(async () =>
        {
            if (await SyntheticComplaint.File(grains, time.Now()) is { } id)
            {
                _filed.Clear();
                _filed.Add(id);
                _fileAt = Passed + every;
            }
        });
    }

    private void Judge()
    {
        if (!IsSilent)
        {
            if (_saidAt is not null)
            {
                LogHeard();
            }

            _saidAt = null;
        }
        else if (_saidAt is null || Passed - _saidAt >= every * IntervalsOfSilence)
        {
            _saidAt = Passed;
            LogSilent(Passed - _seenAt);
        }
    }

    /// <summary>Whatever fails is what the silence will tell; the watchdog itself goes on.</summary>
    private async Task Try(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "The watchdog has seen no breach for {Silence}, and one was due every few minutes: deadlines may be passing unseen.")]
    private partial void LogSilent(TimeSpan silence);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watchdog sees breaches again.")]
    private partial void LogHeard();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watchdog's own complaint could not be filed or ended.")]
    private partial void LogFailed(Exception exception);
}
