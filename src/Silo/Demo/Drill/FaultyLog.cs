using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>A log that suffers what the switchboard says: it is slow, does not answer, or writes and denies it.</summary>
internal sealed class FaultyLog(IEventLog log, Switchboard switches, TimeProvider time) : ForwardingLog(log)
{
    /// <summary>How much longer everything takes while storage is slow.</summary>
    public static readonly TimeSpan SlowBy = TimeSpan.FromSeconds(2);

    /// <summary>After so long without an answer whoever asked gives up, as a driver does.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string Stream, DateTimeOffset DueAt), DateTimeOffset> _committedAt = new();

    /// <summary>When the breach of a deadline was durable: what was decided in time may have been written late.</summary>
    public DateTimeOffset? BreachCommittedAt(string stream, DateTimeOffset dueAt) =>
        _committedAt.TryGetValue((stream, dueAt), out var at) ? at : null;

    public override async ValueTask<AppendResult> Append(Append append, CancellationToken cancellation)
    {
        await Suffer(cancellation);
        var result = await base.Append(append, cancellation);
        if (result is AppendResult.Committed)
        {
            NoteBreaches(append);
        }

        return result is AppendResult.Committed && switches.IsOn(Fault.StorageLies)
            ? throw new StorageUnknownException("A drill: storage took it, and denies it.")
            : result;
    }

    public override async ValueTask<ImmutableArray<StoredEvent>> Read(
        string stream, long after, CancellationToken cancellation)
    {
        await Suffer(cancellation);
        return await base.Read(stream, after, cancellation);
    }

    public override async ValueTask<StoredKey?> FindKey(RequestKey key, CancellationToken cancellation)
    {
        await Suffer(cancellation);
        return await base.FindKey(key, cancellation);
    }

    public override async ValueTask<ImmutableArray<FeedRow>> ReadFeed(
        string audience, long after, int limit, CancellationToken cancellation)
    {
        await switches.Over(Fault.FeedStalled).WaitAsync(cancellation);
        await Suffer(cancellation);
        return await base.ReadFeed(audience, after, limit, cancellation);
    }

    public override async ValueTask<long> Head(string audience, CancellationToken cancellation)
    {
        await Suffer(cancellation);
        return await base.Head(audience, cancellation);
    }

    public override async ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation)
    {
        await Suffer(cancellation);
        return await base.Due(before, facility, after, limit, cancellation);
    }

    public override async ValueTask<SealedTexts?> ReadSealed(string stream, CancellationToken cancellation)
    {
        await Suffer(cancellation);
        return await base.ReadSealed(stream, cancellation);
    }

    private void NoteBreaches(Append append)
    {
        // a breach is stamped with its deadline
        foreach (var breach in append.Events.Where(e => e.Kind == "breached"))
        {
            _committedAt.TryAdd((append.Stream, breach.At), time.Now());
        }
    }

    private async ValueTask Suffer(CancellationToken cancellation)
    {
        if (switches.IsOn(Fault.StorageSlow))
        {
            await IsOverWithin(Fault.StorageSlow, SlowBy, cancellation);
        }

        if (switches.IsOn(Fault.StorageDown) && !await IsOverWithin(Fault.StorageDown, GiveUpAfter, cancellation))
        {
            throw new StorageUnknownException("A drill: storage does not answer.");
        }
    }

    private async ValueTask<bool> IsOverWithin(Fault fault, TimeSpan within, CancellationToken cancellation)
    {
        try
        {
            await switches.Over(fault).WaitAsync(within, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
