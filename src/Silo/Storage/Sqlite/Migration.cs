using System.Globalization;
using System.Reflection;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>One numbered step of the schema, from a file in <c>Migrations/</c>. A released one is never edited.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = ".Migrations.";

    /// <summary>The steps this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Known { get; } = Load(typeof(Migration).Assembly);

    /// <summary>Brings a database up to what the program knows: each missing step in a transaction, and remembered.</summary>
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
            migration.Apply(session);
        }
    }

    private static IReadOnlyList<Migration> Load(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal) && name.Contains("Sqlite", StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .OrderBy(migration => migration.Number),
    ];

    private static Migration Load(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var file = resource[(resource.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
        return new Migration(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file, reader.ReadToEnd());
    }

    private void Apply(SqliteSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            session.Execute(Sql);
            session.Use("INSERT INTO migrations (number, name) VALUES (?1, ?2)").Bind(1, Number).Bind(2, Name).Run();
            session.Execute("COMMIT");
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
