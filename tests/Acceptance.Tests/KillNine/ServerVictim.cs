using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.KillNine;

/// <summary>A server that is killed.</summary>
internal sealed class ServerVictim(ServerProcess server) : IVictim
{
    public Task Strike() => server.Kill9();

    public async Task StrikeWhileItGetsUp()
    {
        server.Spawn();
        await server.WhenItSpeaks();
        await server.Kill9();
    }

    public Task GetUp() => server.Start();
}
