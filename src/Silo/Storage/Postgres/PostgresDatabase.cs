using System.Globalization;
using Monitoring.Grains.EventLog;
using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// One PostgreSQL database: connections that read, the writer of the log, and what the two share. Several processes may
/// open it at once.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>A read is tried so often: the connections in the pool may all be of a server that is gone.</summary>
    private const int Tries = 3;

    /// <summary>Shorter than anybody at the door waits, so that there is an answer even when the database is cut off.</summary>
    private const int ReadSeconds = 4;

    private readonly NpgsqlDataSource _source;

    private PostgresDatabase(NpgsqlDataSource source, string connectionString, TimeProvider time, ILoggerFactory logs)
    {
        (_source, ConnectionString, Time) = (source, connectionString, time);
        Writer = new PostgresWriter(this, logs.CreateLogger<PostgresWriter>());
    }

    /// <summary>How to reach it, with the settings that every connection of ours has.</summary>
    public string ConnectionString { get; }

    /// <summary>Where it is, for people: without user and password.</summary>
    public string Place
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
            return string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {settings.Host}:{settings.Port}/{settings.Database}");
        }
    }

    internal TimeProvider Time { get; }

    internal PostgresWriter Writer { get; }

    internal PostgresFaults Faults => Writer.Faults;

    /// <summary>Connects, and brings the schema up to date; of several that do so at once one does it.</summary>
    /// <exception cref="StorageRefusedException">
    /// It cannot be reached, a newer program wrote it, or it does not keep what it says it has stored.
    /// </exception>
    public static async Task<PostgresDatabase> Open(string connectionString, ILoggerFactory logs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var settings = ConnectionSettings.Of(connectionString);
        try
        {
            await using (var first = new NpgsqlConnection(settings.Connection + ";Pooling=false"))
            {
                await first.OpenAsync();
                settings = await settings.CheckedBy(first);
                await PostgresMigrations.Apply(first, CancellationToken.None);
            }

            var builder = new NpgsqlDataSourceBuilder(settings.Connection);
            return new PostgresDatabase(builder.Build(), settings.Connection, time, logs);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new StorageRefusedException($"The database cannot be used: {e.Message}");
        }
    }

    /// <summary>Closes every connection; what waited for the writer is written first.</summary>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await _source.DisposeAsync();
    }

    internal ValueTask<NpgsqlConnection> Connect(CancellationToken cancellation) => _source.OpenConnectionAsync(cancellation);

    /// <summary>Reads with one statement, so that all of it is of one instant.</summary>
    /// <exception cref="StorageUnknownException">The store could not be read.</exception>
    internal async ValueTask<T> Read<T>(
        string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellation)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var connection = await Connect(cancellation);
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = ReadSeconds };
                bind(command.Parameters);
                await command.PrepareAsync(cancellation);
                await using var rows = await command.ExecuteReaderAsync(cancellation);
                return await read(rows);
            }
            catch (Exception e) when (IsTrouble(e))
            {
                // what one stale connection tells holds for all of them
                _source.Clear();
                if (left == 1 || cancellation.IsCancellationRequested)
                {
                    throw new StorageUnknownException("The store could not be read.", e);
                }
            }
            catch (ObjectDisposedException)
            {
                throw new ObjectDisposedException(nameof(PostgresDatabase));
            }
        }
    }

    /// <summary>Writes with one statement that may be repeated without harm.</summary>
    /// <exception cref="StorageUnknownException">It may or may not have been written.</exception>
    internal async ValueTask<int> Write(
        string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var connection = await Connect(cancellation);
                await using var command = new NpgsqlCommand(sql, connection);
                bind(command.Parameters);
                return await command.ExecuteNonQueryAsync(cancellation);
            }
            catch (Exception e) when (IsTrouble(e))
            {
                _source.Clear();
                if (left == 1 || cancellation.IsCancellationRequested)
                {
                    throw new StorageUnknownException("Whether this was written is not known.", e);
                }
            }
        }
    }

    /// <summary>Writes with one statement that must not be repeated: it says how many rows it changed.</summary>
    /// <exception cref="StorageUnknownException">It may or may not have been written.</exception>
    internal async ValueTask<int> WriteOnce(
        string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Connect(cancellation);
            await using var command = new NpgsqlCommand(sql, connection);
            bind(command.Parameters);
            return await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            _source.Clear();
            throw new StorageUnknownException("Whether this was written is not known.", e);
        }
    }

    /// <summary>Closes the connections that wait in the pool: their server is not there any more.</summary>
    internal void Forget() => _source.Clear();

    /// <summary>What the database, the network or its absence throws.</summary>
    internal static bool IsTrouble(Exception e) =>
        e is NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException
            or InvalidOperationException { Source: "Npgsql" }
        || e.GetType() == typeof(Exception); // the driver's way to say that it did not understand the server
}
