using System.Collections.Immutable;
using Monitoring.Grains.EventLog;

namespace Monitoring.Simulation.Storage;

/// <summary>The log as one process sees it.</summary>
internal sealed class LogPort(SimulatedLog log, int process) : IEventLog
{
    // boards of a simulation learn of commits from the log itself
    public event Action<ImmutableArray<string>>? Committed
    {
        add { }
        remove { }
    }

    public int Process { get; } = process;

    /// <summary>False once its process is dead: nobody waits for its answers any more.</summary>
    public bool IsAlive { get; set; } = true;

    public ValueTask<ImmutableArray<StoredEvent>> Read(string stream, long after, CancellationToken cancellation) =>
        log.Answer(disk => disk.Read(stream, after, CancellationToken.None));

    public ValueTask<AppendResult> Append(Append append, CancellationToken cancellation) => log.Append(this, append);

    public ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation) =>
        log.Answer(disk => disk.FindKey(key, CancellationToken.None));

    public ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation) =>
        log.Answer(_ => new ValueTask<ImmutableArray<FeedRow>>(log.Feed(audience, after, limit)));

    public ValueTask<long> Head(string audience, CancellationToken cancellation) =>
        log.Answer(disk => disk.Head(audience, CancellationToken.None));

    public ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation) =>
        log.Answer(_ => new ValueTask<ImmutableArray<DueRow>>(log.Due(before, facility, after, limit)));

    public ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation) =>
        log.Answer(disk => disk.ReadSealed(stream, CancellationToken.None));
}
