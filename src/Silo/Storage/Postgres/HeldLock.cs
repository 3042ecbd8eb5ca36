using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// An advisory lock on a connection of its own. Whoever dies, or is cut off for some ten seconds, loses it, because the
/// server then ends that connection.
/// </summary>
internal sealed class HeldLock(PostgresDatabase database, int which, bool shared) : IAsyncDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private NpgsqlConnection? _connection;

    /// <summary>Whether it is held now; takes it if it is free. False while the database cannot be asked.</summary>
    public async ValueTask<bool> IsMine(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return _connection is { } held ? await Lives(held, cancellation) : await Take(cancellation);
        }
        catch (Exception e) when (PostgresDatabase.IsTrouble(e))
        {
            await Drop();
            return false;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Lets go of it, if it is held.</summary>
    public async ValueTask Release()
    {
        await _one.WaitAsync();
        try
        {
            await Drop();
        }
        finally
        {
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Drop();
        _one.Dispose();
    }

    private static async Task<bool> Lives(NpgsqlConnection held, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand("SELECT 1", held);
        await ask.ExecuteScalarAsync(cancellation);
        return true;
    }

    private async Task<bool> Take(CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var take = new NpgsqlCommand(
                shared ? "SELECT pg_try_advisory_lock_shared($1, $2)" : "SELECT pg_try_advisory_lock($1, $2)", connection);
            take.Parameters.AddWithValue(AdvisoryLocks.Family);
            take.Parameters.AddWithValue(which);
            if (await take.ExecuteScalarAsync(cancellation) is true)
            {
                _connection = connection;
                return true;
            }
        }
        finally
        {
            if (_connection != connection)
            {
                await connection.DisposeAsync();
            }
        }

        return false;
    }

    private async Task Drop()
    {
        if (_connection is { } gone)
        {
            _connection = null;
            await gone.DisposeAsync();
        }
    }
}
