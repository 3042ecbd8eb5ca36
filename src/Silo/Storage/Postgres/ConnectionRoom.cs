using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// Tells at the start that the database server gives too few connections to all the processes that serve this database: under
/// load some then wait in vain, and one that was killed finds no place to start in.
/// </summary>
internal sealed partial class ConnectionRoom(PostgresDatabase database, ILogger<ConnectionRoom> logger)
{
    /// <summary>For backups, people, and what the server keeps back.</summary>
    private const int ForOthers = 20;

    // each process that serves holds the engine's lock, alone or shared
    private const string Sql = """
        SELECT current_setting('max_connections')::integer, (
          SELECT count(*)::integer FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
            WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.objsubid = 2 AND l.granted)
        """;

    public async Task Look()
    {
        try
        {
            var (most, processes) = await database.Read(
                Sql,
                with =>
                {
                    with.AddWithValue(NpgsqlTypes.NpgsqlDbType.Oid, (uint)AdvisoryLocks.Family);
                    with.AddWithValue(NpgsqlTypes.NpgsqlDbType.Oid, (uint)AdvisoryLocks.Engine);
                },
                async rows => await rows.ReadAsync() ? (rows.GetInt32(0), rows.GetInt32(1)) : (int.MaxValue, 1),
                CancellationToken.None);
            var each = ConnectionSettings.MostOf(database.ConnectionString);
            var wanted = (processes * each) + ForOthers;
            if (most < wanted)
            {
                LogTooFew(most, processes, each, wanted);
            }
        }
        catch (StorageUnknownException)
        {
            // advice only: what it cannot count it does not speak of
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The database server gives {Most} connections; {Processes} processes serve this database and may take {Each} each."
            + " Let its max_connections be {Wanted}, or set a smaller Maximum Pool Size in the connection string.")]
    private partial void LogTooFew(int most, int processes, int each, int wanted);
}
