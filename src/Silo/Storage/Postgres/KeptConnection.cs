using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>A connection that one caller uses again and again, opened when it is needed and dropped when it is in doubt.</summary>
internal sealed class KeptConnection(PostgresDatabase database) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    public async ValueTask<NpgsqlConnection> Open()
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open } open)
        {
            return open;
        }

        await Drop();
        return _connection = await database.Connect(CancellationToken.None);
    }

    public async ValueTask Drop()
    {
        if (_connection is { } gone)
        {
            _connection = null;
            await gone.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => Drop();
}
