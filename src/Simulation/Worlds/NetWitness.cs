using System.Collections.Immutable;
using Monitoring.Grains;
using Monitoring.Grains.Contracts;
using Monitoring.Grains.EventLog;

namespace Monitoring.Simulation.Worlds;

/// <summary>Stands between a net and the rest, passes everything on, and remembers what a round read and which complaints it called.</summary>
internal sealed class NetWitness(IEventLog log, IGrainFactory grains) : ForwardingLog(log), IGrainFactory
{
    private readonly Dictionary<string, DueRow> _read = new(StringComparer.Ordinal);
    private readonly List<DueRow> _woken = [];

    /// <summary>The rows of the complaints that were called since this was last asked, in the order of the calls.</summary>
    public ImmutableArray<DueRow> Take()
    {
        ImmutableArray<DueRow> woken = [.. _woken];
        _woken.Clear();
        _read.Clear();
        return woken;
    }

    public override async ValueTask<ImmutableArray<DueRow>> Due(
        DateTimeOffset before, string? facility, DueRow? after, int limit, CancellationToken cancellation)
    {
        var rows = await base.Due(before, facility, after, limit, cancellation);
        foreach (var row in rows)
        {
            _read[row.Stream] = row;
        }

        return rows;
    }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        if (typeof(TGrainInterface) == typeof(IComplaintGrain))
        {
            _woken.Add(_read[Streams.Complaint(primaryKey)]);
        }

        return grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => grains.CreateObjectReference<TGrainObserverInterface>(obj);

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => grains.DeleteObjectReference<TGrainObserverInterface>(obj);
}
