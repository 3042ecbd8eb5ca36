using System.Collections.Concurrent;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules.Duty;

namespace Monitoring.Silo.Duty;

/// <summary>The duty rosters that were ever in force: each telling names the one that said who was there.</summary>
public sealed class RostersKept(IDocumentStore documents)
{
    private readonly ConcurrentDictionary<DutyVersion, DutyRoster> _read = new();

    /// <returns>Null where the store has no such roster.</returns>
    public async ValueTask<DutyRoster?> Find(DutyVersion version, CancellationToken cancellation)
    {
        if (_read.TryGetValue(version, out var known))
        {
            return known;
        }

        var stored = (await documents.GetDocuments(DutyInForce.Kind, cancellation))
            .FirstOrDefault(one => one.Id == version.Id && one.Version == version.Version);
        return stored is null
            ? null
            : _read.GetOrAdd(version, DutyReader.Read(stored.Body, $"duty roster {stored.Id} {stored.Version} of the store"));
    }
}
