using Monitoring.Silo.Wakers;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>Whose turn the net is among the processes on one database: the holder of a lock.</summary>
internal sealed class PostgresNetTurn(PostgresDatabase database) : INetTurn, IAsyncDisposable
{
    private readonly HeldLock _lock = new(database, AdvisoryLocks.Net, shared: false);

    public ValueTask<bool> IsMine(CancellationToken cancellation) => _lock.IsMine(cancellation);

    public ValueTask GiveUp() => _lock.Release();

    public ValueTask DisposeAsync() => _lock.DisposeAsync();
}
