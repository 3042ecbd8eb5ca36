using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.KillNine;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Moving;

/// <summary>A server that is killed, and started on the other engine each time.</summary>
internal sealed class Mover(ServerProcess server) : IVictim
{
    private readonly ServerVictim _server = new(server);

    public int ToEmbedded { get; private set; }

    public int ToOrleans { get; private set; }

    public Task Strike() => _server.Strike();

    public Task StrikeWhileItGetsUp()
    {
        Move();
        return _server.StrikeWhileItGetsUp();
    }

    public Task GetUp()
    {
        Move();
        return _server.GetUp();
    }

    private void Move()
    {
        if (server.Executable == Places.Silo)
        {
            server.Executable = Places.EmbeddedSilo;
            ToEmbedded++;
        }
        else
        {
            server.Executable = Places.Silo;
            ToOrleans++;
        }
    }
}
