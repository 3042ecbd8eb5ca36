using System.Globalization;
using System.Reflection;

namespace Monitoring.Silo.Storage;

/// <summary>One numbered step of the schema, from a file in <c>Migrations/</c>. A released one is never edited.</summary>
internal sealed record Migration(int Number, string Name, string Sql)
{
    private const string Folder = ".Migrations.";

    /// <summary>The steps this program knows for a kind of store, in order.</summary>
    /// <param name="store">Its folder: <c>Sqlite</c> or <c>Postgres</c>.</param>
    public static IReadOnlyList<Migration> Of(string store)
    {
        var assembly = typeof(Migration).Assembly;
        var steps = assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal) && name.Contains(store, StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .OrderBy(migration => migration.Number)
            .ToList();
        return steps.Select((step, n) => step.Number - n).All(difference => difference == 1)
            ? steps
            : throw new InvalidOperationException($"The steps of {store} are not numbered 1, 2, 3 and so on.");
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var file = resource[(resource.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
        return new Migration(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file, reader.ReadToEnd());
    }
}
