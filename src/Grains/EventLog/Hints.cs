using System.Collections.Immutable;

namespace Monitoring.Grains.EventLog;

/// <summary>How a log tells that there is something to read.</summary>
public static class Hints
{
    /// <summary>
    /// Calls each listener by itself. What one throws is dropped: it may not reach the writer whose append is already
    /// durable, nor keep the hint from the next listener, and whoever missed a hint reads at its next heartbeat.
    /// </summary>
    public static void Raise(Action<ImmutableArray<string>>? listeners, ImmutableArray<string> audiences)
    {
        foreach (var listener in Delegate.EnumerateInvocationList(listeners))
        {
            try
            {
                listener(audiences);
            }
#pragma warning disable CA1031 // a listener's failure is its own, see above
            catch (Exception)
#pragma warning restore CA1031
            {
                continue;
            }
        }
    }
}
