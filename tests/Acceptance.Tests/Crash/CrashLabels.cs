using System.Text.RegularExpressions;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Crash;

/// <summary>The labels of the crash points, read from the source: one that is added is struck from then on.</summary>
internal static partial class CrashLabels
{
    /// <summary>Reached before the door opens, once or a few times.</summary>
    public static readonly string[] OfAStart =
        ["inside-migration", "after-migration", "key-written", "key-named", "roster-registered"];

    /// <summary>Reached by <c>./run import</c> alone.</summary>
    public static readonly string[] OfAnImport = ["inside-import", "before-import-ends"];

    /// <summary>Reached when a facility's own deadline passes.</summary>
    public static readonly string[] OfAFacility = ["facility-decided"];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Places.Tree, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => ACrashPoint().Matches(File.ReadAllText(file)))
            .Select(found => found.Groups[1].Value)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reached while complaints come in and fall due.</summary>
    public static IEnumerable<string> OfALoad => All.Except(OfAStart).Except(OfAnImport).Except(OfAFacility);

    [GeneratedRegex("""CrashPoint\.Reach\("([\w-]+)"\)""")]
    private static partial Regex ACrashPoint();
}
