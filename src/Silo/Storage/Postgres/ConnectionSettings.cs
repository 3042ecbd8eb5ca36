using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>What every connection is set to, over what the operator asked for.</summary>
internal sealed record ConnectionSettings(string Connection)
{
    /// <summary>A commit of ours takes milliseconds; the server gives up before the caller does.</summary>
    private const string ServerSettings =
        "-c statement_timeout=8000 -c lock_timeout=6000 -c idle_in_transaction_session_timeout=10000 -c jit=off"
        + " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";

    private const int CommandSeconds = 10;
    private const int ConnectSeconds = 5;
    private const int KeepAliveSeconds = 5;

    /// <summary>
    /// Of one process: the writer commits many callers' appends at once, and reads are short. A driver's own hundred, times the processes
    /// of a cluster, is more than a database server has to give.
    /// </summary>
    private const int MostConnections = 16;

    /// <summary>Of one process, for what the engine keeps there: members, reminders, states.</summary>
    private const int MostOfTheEngine = 8;

    /// <summary>Of one process, outside of the pools: locks that it holds, notices that it waits for.</summary>
    private const int MostKept = 6;

    private static readonly int DriversOwn = new NpgsqlConnectionStringBuilder().MaxPoolSize;

    /// <exception cref="StorageRefusedException">It is not a connection string.</exception>
    public static ConnectionSettings Of(string asked)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(asked)
            {
                CommandTimeout = CommandSeconds,
                Timeout = ConnectSeconds,
                TcpKeepAlive = true,
                TcpKeepAliveTime = KeepAliveSeconds,
                TcpKeepAliveInterval = 2,

                // statements are prepared by name: the driver's own preparing lost step with the server after an error
                MaxAutoPrepare = 0,

                // nothing of ours changes a session, so there is nothing to reset: a tenth of what a filing cost the server
                NoResetOnClose = true,
            };
            settings.MaxPoolSize = settings.MaxPoolSize == DriversOwn ? MostConnections : settings.MaxPoolSize;
            settings.ApplicationName ??= "monitoring";
            settings.Options = settings.Options is { Length: > 0 } own ? $"{own} {ServerSettings}" : ServerSettings;
            return new ConnectionSettings(settings.ConnectionString);
        }
        catch (ArgumentException e)
        {
            // the text may hold a password: it is not repeated
            throw new StorageRefusedException($"The connection string of the database cannot be read: {e.Message}");
        }
    }

    /// <summary>How many connections a process with these settings may come to have.</summary>
    public static int MostOf(string settled)
    {
        var ours = new NpgsqlConnectionStringBuilder(settled).MaxPoolSize;
        return ours + (ours == MostConnections ? MostOfTheEngine : ours) + MostKept;
    }

    /// <summary>As the operator asked, in a pool of the engine's own that takes few.</summary>
    public static string OfTheEngine(string asked)
    {
        var settings = new NpgsqlConnectionStringBuilder(asked) { ApplicationName = "monitoring-engine" };
        settings.MaxPoolSize = settings.MaxPoolSize == DriversOwn ? MostOfTheEngine : settings.MaxPoolSize;
        return settings.ConnectionString;
    }

    /// <summary>Looks whether what this server says is stored is stored.</summary>
    /// <exception cref="StorageRefusedException">It is not.</exception>
    public async Task<ConnectionSettings> CheckedBy(NpgsqlConnection connection)
    {
        await using var ask = new NpgsqlCommand(
            "SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')", connection);
        await using var answer = await ask.ExecuteReaderAsync();
        await answer.ReadAsync();
        if (answer.GetString(0) != "on" || answer.GetString(2) != "on")
        {
            throw new StorageRefusedException(
                "The database server runs with fsync or full_page_writes off: what it says is stored may not be. Switch both on.");
        }

        // stronger settings, as for a synchronous standby, are left as they are
        return answer.GetString(1) == "off"
            ? new ConnectionSettings(new NpgsqlConnectionStringBuilder(Connection)
            {
                Options = new NpgsqlConnectionStringBuilder(Connection).Options + " -c synchronous_commit=on",
            }.ConnectionString)
            : this;
    }
}
