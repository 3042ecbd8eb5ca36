using SQLitePCL;
using static SQLitePCL.raw;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>
/// A prepared statement of a <see cref="SqliteSession"/>, which keeps it for the next use. <see cref="Dispose"/> hands
/// it back: reset, and without its values.
/// </summary>
internal sealed class Statement(SqliteSession session, sqlite3_stmt handle) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        session.Check(sqlite3_bind_int64(handle, parameter, value), "bind a number");
        return this;
    }

    public Statement Bind(int parameter, long? value)
    {
        if (value is { } present)
        {
            return Bind(parameter, present);
        }

        session.Check(sqlite3_bind_null(handle, parameter), "bind nothing");
        return this;
    }

    public Statement Bind(int parameter, string? value)
    {
        session.Check(
            value is null ? sqlite3_bind_null(handle, parameter) : sqlite3_bind_text(handle, parameter, value), "bind a text");
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // SQLite takes a blob without bytes for a null
        session.Check(
            value.IsEmpty ? sqlite3_bind_zeroblob(handle, parameter, 0) : sqlite3_bind_blob(handle, parameter, value),
            "bind bytes");
        return this;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Step()
    {
        var code = sqlite3_step(handle);
        if (code is not (SQLITE_ROW or SQLITE_DONE))
        {
            session.Check(code, "carry out a statement");
        }

        return code == SQLITE_ROW;
    }

    /// <summary>Carries out a statement that has no rows, and hands it back.</summary>
    public void Run()
    {
        using (this)
        {
            Step();
        }
    }

    /// <summary>The first column of the first row, if there is one; and hands the statement back.</summary>
    public long? Number()
    {
        using (this)
        {
            return Step() && !IsNull(0) ? Int64(0) : null;
        }
    }

    public bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;

    public long Int64(int column) => sqlite3_column_int64(handle, column);

    public string Text(int column) => sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>The bytes of a text, until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => sqlite3_column_blob(handle, column);

    public byte[] Bytes(int column) => sqlite3_column_blob(handle, column).ToArray();

    public void Dispose()
    {
        _ = sqlite3_reset(handle);
        _ = sqlite3_clear_bindings(handle);
    }

    /// <summary>Gives the statement up for good.</summary>
    public void Close() => handle.Dispose();
}
