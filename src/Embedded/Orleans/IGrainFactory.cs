namespace Orleans;

/// <summary>Gives references to grains and observers; a reference is cheap, and naming a grain does not activate it.</summary>
public interface IGrainFactory
{
    /// <param name="primaryKey">The grain's name among the grains of its class.</param>
    /// <param name="grainClassNamePrefix">
    /// The start of the full name of the class meant, when several implement the interface.
    /// </param>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>
    /// A reference that grains can keep and call. It holds <paramref name="obj"/> weakly: whoever wants to be called
    /// keeps it alive.
    /// </summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    /// <param name="obj">What <see cref="CreateObjectReference"/> returned.</param>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;
}
