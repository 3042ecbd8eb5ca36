using Monitoring.Grains;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Brings the schema of a file up to date: each missing step in a transaction, and remembered.</summary>
internal static class SqliteMigrations
{
    /// <summary>The steps this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Known { get; } = Migration.Of("Sqlite");

    /// <exception cref="StorageRefusedException">A newer program has written this database.</exception>
    public static void Apply(SqliteSession session, IReadOnlyList<Migration> known, string path)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        var done = session.Use("SELECT max(number) FROM migrations").Number() ?? 0;
        var newest = known[^1].Number;
        if (done > newest)
        {
            throw new StorageRefusedException(
                $"{path} was written by a newer version of this program: its schema is {done}, and {newest} is the last one known here.");
        }

        foreach (var migration in known.Where(m => m.Number > done))
        {
            Apply(session, migration);
        }
    }

    private static void Apply(SqliteSession session, Migration step)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            session.Execute(step.Sql);
            session.Use("INSERT INTO migrations (number, name) VALUES (?1, ?2)").Bind(1, step.Number).Bind(2, step.Name).Run();
            CrashPoint.Reach("inside-migration");
            session.Execute("COMMIT");
            CrashPoint.Reach("after-migration");
        }
        catch
        {
            if (session.InTransaction)
            {
                session.Execute("ROLLBACK");
            }

            throw;
        }
    }
}
