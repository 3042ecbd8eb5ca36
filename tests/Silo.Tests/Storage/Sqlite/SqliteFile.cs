using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Silo.Storage.Sqlite;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

/// <summary>A database in a folder of its own, which the test removes when it ends.</summary>
internal sealed class SqliteFile
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitoring-");

    public SqliteFile() => Reopen();

    public string FilePath => Path.Combine(_folder.FullName, "monitoring.db");

    public SqliteDatabase Database { get; private set; } = null!;

    public SqliteEventLog Log { get; private set; } = null!;

    public static SqliteDatabase Open(string path) => SqliteDatabase.Open(path, NullLogger<SqliteDatabase>.Instance);

    public void Reopen() => Log = new SqliteEventLog(Database = Open(FilePath));

    public async Task Close()
    {
        await Log.DisposeAsync();
        await Database.DisposeAsync();
    }

    public async Task Remove()
    {
        await Close();
        _folder.Delete(recursive: true);
    }
}
