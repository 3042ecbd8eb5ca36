using Monitoring.Grains;
using Monitoring.Grains.Rules.TrustedTime;

namespace Monitoring.Silo.HostTime;

/// <summary>A database with a clock of its own: the common reference of every process on it.</summary>
public interface IDatabaseTime
{
    /// <summary>What its clock shows; null if it did not say so soon enough to mean anything.</summary>
    ValueTask<DatabaseTime?> Ask(TrustedTime asker, CancellationToken cancellation);
}
