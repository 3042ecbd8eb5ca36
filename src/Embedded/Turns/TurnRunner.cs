namespace Monitoring.Embedded;

/// <summary>Who gives turns the time to run: the thread pool, or the driver of virtual time.</summary>
internal abstract class TurnRunner
{
    /// <summary>How many turns of one activation run in a row before the next activation has its go.</summary>
    public abstract int TurnsInARow { get; }

    /// <summary>How the promise of an answer runs what awaits it.</summary>
    public abstract TaskCreationOptions PromiseOptions { get; }

    /// <summary>Sees to it that <see cref="IThreadPoolWorkItem.Execute"/> is called soon, and not by the caller.</summary>
    public abstract void Schedule(IThreadPoolWorkItem work);

    /// <summary>Hands an answer to whoever awaits it.</summary>
    public abstract void Publish(IThreadPoolWorkItem answer);
}
