using SQLitePCL;
using static SQLitePCL.raw;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// One connection, used by one thread at a time. Straight on SQLite's own calls: the ADO.NET provider took twice the time
/// and 800 bytes of garbage per statement.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _connection;

    static SqliteSession() => Batteries_V2.Init();

    private SqliteSession(sqlite3 connection) => _connection = connection;

    /// <summary>Whether a transaction is open; SQLite closes it itself after some errors.</summary>
    public bool InTransaction => sqlite3_get_autocommit(_connection) == 0;

    public long LastRowId => sqlite3_last_insert_rowid(_connection);

    /// <summary>Rows that the last statement changed.</summary>
    public int Changes => sqlite3_changes(_connection);

    /// <summary>Pages this connection has written to the write-ahead log since it was opened; it wraps at 2³¹.</summary>
    public int PagesWritten
    {
        get
        {
            Check(sqlite3_db_status(_connection, SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0), "count pages");
            return pages;
        }
    }

    /// <summary>Opens the connection that writes, and creates the file if there is none.</summary>
    public static SqliteSession OpenWriter(string path) => Open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);

    /// <summary>Opens a connection that can neither write nor checkpoint.</summary>
    public static SqliteSession OpenReader(string path) => Open(path, SQLITE_OPEN_READONLY);

    /// <summary>Carries out SQL that is used once: settings and migrations.</summary>
    public void Execute(string sql)
    {
        var code = sqlite3_exec(_connection, sql, null, nint.Zero, out var why);
        if (code != SQLITE_OK)
        {
            throw new SqliteFailedException(code, $"SQLite could not carry out \"{sql}\": {why}");
        }
    }

    /// <summary>The first column of the first row of SQL that is used once.</summary>
    public string? Scalar(string sql)
    {
        var statement = Prepare(sql, 0);
        try
        {
            return statement.Step() && !statement.IsNull(0) ? statement.Text(0) : null;
        }
        finally
        {
            statement.Close();
        }
    }

    /// <summary>The statement for a constant text, prepared at its first use. Dispose hands it back.</summary>
    public Statement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            _statements.Add(sql, statement = Prepare(sql, SQLITE_PREPARE_PERSISTENT));
        }

        return statement;
    }

    /// <summary>Copies the write-ahead log into the database file. To be called on the writer's connection only.</summary>
    /// <returns>Frames in the log and how many of them are copied; -1 if another connection was in the way.</returns>
    public (int Frames, int Copied) Checkpoint(bool truncate)
    {
        var code = sqlite3_wal_checkpoint_v2(
            _connection,
            "main",
            truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
            out var frames,
            out var copied);
        if (code != SQLITE_BUSY)
        {
            Check(code, "checkpoint");
        }

        return (frames, copied);
    }

    /// <exception cref="SqliteFailedException">The code is an error.</exception>
    public void Check(int code, string what)
    {
        if (code != SQLITE_OK)
        {
            throw new SqliteFailedException(
                sqlite3_extended_errcode(_connection),
                $"SQLite could not {what}: {sqlite3_errmsg(_connection).utf8_to_string()} ({code})");
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    private static SqliteSession Open(string path, int flags)
    {
        var code = sqlite3_open_v2(path, out var connection, flags | SQLITE_OPEN_NOMUTEX, null);
        if (code != SQLITE_OK)
        {
            var why = sqlite3_errmsg(connection).utf8_to_string();
            connection.Dispose();
            throw new SqliteFailedException(code, $"SQLite could not open {path}: {why}");
        }

        return new SqliteSession(connection);
    }

    private Statement Prepare(string sql, uint flags)
    {
        Check(sqlite3_prepare_v3(_connection, sql, flags, out var handle), $"prepare \"{sql}\"");
        return new Statement(this, handle);
    }
}
