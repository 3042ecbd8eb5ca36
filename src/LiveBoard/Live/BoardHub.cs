using Microsoft.AspNetCore.SignalR;

namespace Monitoring.LiveBoard.Live;

/// <summary>
/// Where screens connect. It carries data and promises nothing: a screen that sees a gap in the numbers fetches, one
/// that hears nothing for fifteen seconds says so.
/// </summary>
internal sealed class BoardHub(Viewers viewers) : Hub<IBoardClient>
{
    /// <summary>Sends the items of an audience after a number, in order, and then what follows.</summary>
    public void Join(string? audience, long after)
    {
        JoinAnswer answer = viewers.Find(Context.ConnectionId)?.Join(audience, after) ?? JoinAnswer.Forbidden;
        if (answer != JoinAnswer.Joined)
        {
            throw new HubException(Code(answer));
        }
    }

    /// <summary>Sends nothing more of an audience.</summary>
    public void Leave(string? audience) => viewers.Find(Context.ConnectionId)?.Leave(audience ?? string.Empty);

    public override Task OnConnectedAsync()
    {
        viewers.Add(Context);
        return Task.CompletedTask;
    }

    public override async Task OnDisconnectedAsync(Exception? exception) =>
        await viewers.Remove(Context.ConnectionId);

    private static string Code(JoinAnswer answer) => answer switch
    {
        JoinAnswer.BadCursor => "bad-cursor",
        JoinAnswer.TooMany => "too-many-audiences",
        _ => "forbidden",
    };
}
