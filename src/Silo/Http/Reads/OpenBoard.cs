using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Tailing;

namespace Monitoring.Silo.Http.Reads;

/// <summary>Looks at the board of an audience once it has read its feed.</summary>
public sealed class OpenBoard(FeedTails tails)
{
    /// <exception cref="OperationCanceledException">The board was not ready in the time the request has.</exception>
    public async Task<T> Look<T>(string audience, Func<Board, T> look, CancellationToken cancellation)
    {
        using var lease = tails.Lease(audience);
        await lease.Tail.CaughtUp.WaitAsync(cancellation);
        return lease.Tail.Look(look);
    }
}
