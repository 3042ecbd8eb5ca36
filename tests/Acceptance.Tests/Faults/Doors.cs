using System.Collections.Concurrent;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>The doors at which a complaint may be filed: of one server, or of several that stand in for one another.</summary>
internal sealed class Doors(params IReadOnlyList<ServerProcess> servers) : IDisposable
{
    private readonly ConcurrentDictionary<ServerProcess, DoorOf> _doors = new();

    public int Count => servers.Count;

    /// <summary>Waits until one is open, and chooses among those that are; another than the last, where there is one.</summary>
    public async Task<OpenDoor> AnOpenOne(Random chance, ServerProcess? butNot)
    {
        while (true)
        {
            var open = servers
                .Select(server => (Server: server, Run: server.Up))
                .Where(door => door.Run is not null)
                .ToList();
            var others = open.FindAll(door => door.Server != butNot);
            var choice = others.Count > 0 ? others : open;
            if (choice.Count > 0)
            {
                var (server, run) = choice[chance.Next(choice.Count)];
                return new OpenDoor(server, run!, _doors.GetOrAdd(server, s => new DoorOf(s.Address)));
            }

            await Task.WhenAny(servers.Select(s => s.WhenReady(CancellationToken.None)));
        }
    }

    /// <summary>What the servers said last, for a message.</summary>
    public string Said() => string.Concat(servers.Select(s => Environment.NewLine + s.Address + s.Said()));

    public void Dispose()
    {
        foreach (var door in _doors.Values)
        {
            door.Dispose();
        }
    }
}

/// <summary>A door that was open a moment ago, and the run of the server that had opened it.</summary>
internal sealed record OpenDoor(ServerProcess Server, Run Run, DoorOf Door);
