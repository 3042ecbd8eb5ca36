namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>SQLite answered with an error.</summary>
/// <param name="code">Its extended result code.</param>
/// <param name="message">What was tried and what SQLite said.</param>
public sealed class SqliteFailedException(int code, string message) : Exception(message)
{
    /// <summary>SQLite's extended result code, as in <c>sqlite.org/rescode.html</c>.</summary>
    public int Code { get; } = code;

    /// <summary>The disk said no: it is full, or it failed.</summary>
    public bool IsOfTheDisk => (Code & 0xFF) is SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_FULL;
}
