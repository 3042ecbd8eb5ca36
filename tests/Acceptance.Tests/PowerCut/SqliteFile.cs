using SQLitePCL;
using static SQLitePCL.raw;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>A database file that nobody has open.</summary>
internal static class SqliteFile
{
    /// <summary>What SQLite itself finds wrong with it; <c>ok</c> if nothing.</summary>
    public static string Integrity(string path)
    {
        Batteries_V2.Init();
        Assert.Equal(SQLITE_OK, sqlite3_open_v2(path, out var file, SQLITE_OPEN_READWRITE, null));
        using (file)
        {
            Assert.Equal(SQLITE_OK, sqlite3_prepare_v2(file, "PRAGMA integrity_check", out var check));
            using (check)
            {
                Assert.Equal(SQLITE_ROW, sqlite3_step(check));
                return sqlite3_column_text(check, 0).utf8_to_string();
            }
        }
    }
}
