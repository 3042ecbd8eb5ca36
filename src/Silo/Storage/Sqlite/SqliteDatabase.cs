namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// One database file: one connection that commits and checkpoints, and a few that read. The event log, documents, grain
/// states and reminders share it, and so share commits.
/// </summary>
public sealed partial class SqliteDatabase : IAsyncDisposable
{
    private readonly FileStream _owner;
    private readonly Writer _writer;
    private readonly Readers _readers;
    private bool _closed;

    private SqliteDatabase(string path, FileStream owner, Writer writer)
    {
        (_owner, _writer) = (owner, writer);
        _readers = new Readers(path);
    }

    internal WriterFaults Faults => _writer.Faults;

    /// <summary>Whether it can be written to, as far as is known.</summary>
    internal bool TakesWrites => _writer.TakesWrites;

    /// <summary>Opens the file, creates it if there is none, and brings its schema up to date.</summary>
    /// <exception cref="StorageRefusedException">
    /// SQLite is too old or lacks something, another process has the file, or a newer program wrote it.
    /// </exception>
    public static SqliteDatabase Open(string path, ILogger<SqliteDatabase> logger) => Open(path, logger, SqliteMigrations.Known);

    internal static SqliteDatabase Open(string path, ILogger logger, IReadOnlyList<Migration> known)
    {
        var build = SqliteBuild.Current();
        build.Check();
        LogBuild(logger, build.Version);
        if (build.HasWalResetBug)
        {
            LogWalResetBug(logger, build.Version);
        }

        var owner = Own(path);
        try
        {
            return new SqliteDatabase(path, owner, new Writer(OpenWriter(path, known), logger));
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    internal ValueTask<T> Commit<T>(Write<T> write, CancellationToken cancellation) => _writer.Commit(write, cancellation);

    internal ValueTask<T> Read<TQuestion, T>(
        TQuestion question, Func<SqliteSession, TQuestion, T> read, CancellationToken cancellation) =>
        _readers.Read(question, read, cancellation);

    /// <summary>Commits what is waiting, copies the write-ahead log into the file and closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, true))
        {
            return;
        }

        _readers.Dispose();
        await _writer.DisposeAsync();
        await _owner.DisposeAsync();
    }

    /// <summary>The one-connection rule holds only if there is one process.</summary>
    private static FileStream Own(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            DurableFolder.Create(folder);
        }

        try
        {
            return new FileStream(path + "-owner", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StorageRefusedException($"{path} is in use by another process: {e.Message}");
        }
    }

    private static SqliteSession OpenWriter(string path, IReadOnlyList<Migration> known)
    {
        var session = SqliteSession.OpenWriter(path);
        try
        {
            Prepare(session, path);
            SqliteMigrations.Apply(session, known, path);

            // a process that was killed may have left a commit in the log that was never synced, and whoever asks for it
            // again will be told that it is there: first it is copied, and synced
            session.Checkpoint(truncate: false);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static void Prepare(SqliteSession session, string path)
    {
        // 4 KiB pages: 8 KiB wrote 40 % more bytes per append, 2 KiB saved none
        session.Execute("PRAGMA busy_timeout = 250; PRAGMA page_size = 4096");
        var mode = session.Scalar("PRAGMA journal_mode = wal");
        if (mode != "wal")
        {
            throw new StorageRefusedException($"{path} cannot use a write-ahead log here (journal mode {mode}).");
        }

        // every commit is on the disk before it is answered; see Checkpoints for the rest.
        // Overwritten cells are zeroed (no measurable cost), or an erased key would linger in its page.
        session.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON");
        session.Execute($"PRAGMA journal_size_limit = {Checkpoints.CutAfterPages * 4_096L}");
        session.Execute("PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "SQLite {Version}, one file, every commit synchronous.")]
    private static partial void LogBuild(ILogger logger, string version);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "SQLite {Version} has the WAL-reset bug that 3.51.3 mends; it cannot happen here, because every commit and every checkpoint is made on one connection.")]
    private static partial void LogWalResetBug(ILogger logger, string version);
}
