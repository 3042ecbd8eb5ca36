namespace Monitoring.Acceptance.Tests.Server;

/// <summary>Where things lie: the tree, what was built from it, and what the tests leave behind.</summary>
internal static class Places
{
    public const string Executable = "Monitoring.Silo.dll";

    /// <summary>The top of the tree that these tests were built from.</summary>
    public static string Tree { get; } = Above(AppContext.BaseDirectory)
        .First(folder => File.Exists(Path.Combine(folder, "Monitoring.sln")));

    /// <summary>The executable of the same engine and configuration as these tests.</summary>
    public static string Silo { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Silo", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/')), Executable));

    /// <summary>The executable of the Embedded engine, in the same configuration; it is there if that was built.</summary>
    public static string EmbeddedSilo { get; } = Path.Combine(
        Tree, "artifacts", "embedded", "bin", "Silo", Path.GetFileName(Path.GetDirectoryName(Silo)!), Executable);

    /// <summary>Pictures of screens.</summary>
    public static string Screens { get; } = Path.Combine(Tree, "artifacts", "screens");

    /// <summary>Recorded cases lie beside the tree, or beside a folder that holds it; null where they are absent.</summary>
    public static string? Recorded { get; } = Above(Path.GetDirectoryName(Tree)!)
        .Select(folder => Path.Combine(folder, "shared", "data"))
        .FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            yield return at.FullName;
        }
    }
}
