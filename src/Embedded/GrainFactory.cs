using Orleans;

namespace Monitoring.Embedded;

/// <summary>Gives references, for use from anywhere in the process.</summary>
internal sealed class GrainFactory(GrainHost host) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        var (shape, grainClass) = host.Catalog.Find(typeof(TGrainInterface), grainClassNamePrefix);
        return (TGrainInterface)(object)GrainReference.Create(host, shape, grainClass, primaryKey);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is Reference or not TGrainObserverInterface)
        {
            throw new ArgumentException(
                $"{obj.GetType().FullName} is a reference already, or no {typeof(TGrainObserverInterface).Name}.", nameof(obj));
        }

        var shape = GrainCatalog.ShapeOf(typeof(TGrainObserverInterface));
        return (TGrainObserverInterface)(object)ObserverReference.Create(host, shape, obj);
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        var reference = obj as ObserverReference
            ?? throw new ArgumentException($"Not what {nameof(CreateObjectReference)} returned.", nameof(obj));
        if (!reference.Delete())
        {
            throw new ArgumentException("It was deleted already.", nameof(obj));
        }
    }
}
