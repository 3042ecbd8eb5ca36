namespace Monitoring.Silo.Watchdog;

/// <summary>Tells somebody outside that all is well. When he hears nothing for a while he pages a human: a dead-man's switch.</summary>
public interface IOutsidePing
{
    /// <summary>Tells once; the next success tells again.</summary>
    /// <returns>False if it did not get through.</returns>
    Task<bool> Tell(CancellationToken cancellation);
}
