using SQLitePCL;
using static SQLitePCL.raw;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>The SQLite library in use, and whether it will do.</summary>
/// <param name="Number">Its version as a number, as in 3050004.</param>
/// <param name="IsThreadSafe">Whether connections may be used on more than one thread.</param>
/// <param name="LeftOut">Features it was compiled without, as in <c>OMIT_WAL</c>.</param>
internal sealed record SqliteBuild(int Number, bool IsThreadSafe, IReadOnlyCollection<string> LeftOut)
{
    /// <summary>The oldest version this code was measured and tested with: 3.50.4.</summary>
    public const int Oldest = 3_050_004;

    /// <summary>The version that mends the WAL-reset bug: 3.51.3.</summary>
    public const int WithoutWalResetBug = 3_051_003;

    private static readonly string[] Needed =
        ["OMIT_WAL", "OMIT_AUTOINCREMENT", "OMIT_CHECK", "OMIT_CTE", "OMIT_SUBQUERY"];

    public bool HasWalResetBug => Number < WithoutWalResetBug;

    public string Version => $"{Number / 1_000_000}.{Number / 1_000 % 1_000}.{Number % 1_000}";

    /// <summary>The library this process runs on.</summary>
    public static SqliteBuild Current()
    {
        Batteries_V2.Init();
        return new SqliteBuild(
            sqlite3_libversion_number(),
            sqlite3_threadsafe() != 0,
            [.. Needed.Where(option => sqlite3_compileoption_used(option) != 0)]);
    }

    /// <exception cref="StorageRefusedException">This library will not do.</exception>
    public void Check()
    {
        if (Number < Oldest)
        {
            throw new StorageRefusedException($"SQLite {Version} is too old: 3.50.4 or newer is needed.");
        }

        if (!IsThreadSafe)
        {
            throw new StorageRefusedException($"SQLite {Version} was compiled without threads (THREADSAFE=0).");
        }

        if (LeftOut.Count > 0)
        {
            throw new StorageRefusedException(
                $"SQLite {Version} was compiled without what is needed here: {string.Join(", ", LeftOut)}.");
        }
    }
}
