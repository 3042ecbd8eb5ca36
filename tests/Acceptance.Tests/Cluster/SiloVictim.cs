using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>One silo of a cluster, each time another.</summary>
internal sealed class SiloVictim(SiloCluster cluster, Random chance) : IVictim
{
    private Keeper _struck = cluster.Silos[0];

    public Task Strike()
    {
        _struck = cluster.Silos[chance.Next(cluster.Silos.Count)];
        _struck.Hold();
        return _struck.Server.Kill9();
    }

    public async Task StrikeWhileItGetsUp()
    {
        var server = _struck.Server;
        var last = server.Run;
        _struck.LetGo();
        await Patience.Until("the silo's next start", () => Task.FromResult(server.Run != last));
        await server.WhenItSpeaks();
        _struck.Hold();
        await server.Kill9();
    }

    public Task GetUp()
    {
        _struck.LetGo();
        return _struck.Ready();
    }
}
