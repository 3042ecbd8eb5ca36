using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace Monitoring.LiveBoard.Live;

/// <summary>The connections that are open.</summary>
internal sealed class Viewers(IHubContext<BoardHub, IBoardClient> hub, ViewerSurroundings around)
{
    private readonly ConcurrentDictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);

    public int Count => _viewers.Count;

    public IEnumerable<Viewer> All => _viewers.Values;

    public void Add(HubCallerContext connection)
    {
        var client = hub.Clients.Client(connection.ConnectionId);
        var viewer = new Viewer(connection.User ?? new ClaimsPrincipal(), client, Abort(connection), around);
        _viewers[connection.ConnectionId] = viewer;
        around.Meter.Opened();
    }

    public Viewer? Find(string connection) => _viewers.GetValueOrDefault(connection);

    public async ValueTask Remove(string connection)
    {
        if (_viewers.TryRemove(connection, out Viewer? viewer))
        {
            around.Meter.Closed();
            await viewer.DisposeAsync();
        }
    }

    /// <summary>
    /// Ends the connection without a farewell. SignalR's own abort first sends a closing frame, and for that it waits for
    /// the very socket that does not read.
    /// </summary>
    private static Action Abort(HubCallerContext connection)
    {
        HttpContext? http = connection.GetHttpContext();
        return () =>
        {
            connection.Abort();
            http?.Abort();
        };
    }
}
