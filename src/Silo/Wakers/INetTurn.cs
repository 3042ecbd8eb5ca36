namespace Monitoring.Silo.Wakers;

/// <summary>Of several processes on one store one goes round with the net at a time.</summary>
public interface INetTurn
{
    /// <summary>
    /// Whether it is this process's turn. Two that both think so do no harm but work twice; nobody who thinks so for more
    /// than a dozen seconds would.
    /// </summary>
    ValueTask<bool> IsMine(CancellationToken cancellation);

    /// <summary>Leaves the turn to another process, if there is one.</summary>
    ValueTask GiveUp();
}
