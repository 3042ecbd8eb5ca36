using System.Diagnostics;
using System.Globalization;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Replay;

/// <summary>A line of the file of verdicts.</summary>
internal sealed record VerdictRow(string Id, string Clock, DateTimeOffset? DueAt, string Verdict);

/// <summary>One run of the executable's verb <c>replay</c>.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Said">What it printed.</param>
/// <param name="Verdicts">What it wrote.</param>
internal sealed record ReplayRun(int ExitCode, string Said, IReadOnlyList<VerdictRow> Verdicts)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static readonly IReadOnlyList<(string Name, string Value)> WakersOff =
    [
        ("Wakers__ComplaintTimer", "false"), ("Wakers__FacilityBook", "false"), ("Wakers__Net", "false"),
    ];

    /// <summary>A recorded file.</summary>
    public static string Recorded(string name) => Path.Combine(Places.Recorded!, name);

    /// <summary>Replays a file through a map, with the policy and calendar of the same name if asked.</summary>
    public static async Task<ReplayRun> Of(
        string cases, string map, bool withPolicy = false, IReadOnlyList<(string Name, string Value)>? settings = null)
    {
        using var folder = new TempFolder();
        var verdicts = folder.File("verdicts.csv");
        string[] policy = withPolicy ? ["--policy", Beside(map, "policy"), "--calendar", Beside(map, "calendar")] : [];
        var start = new ProcessStartInfo(
            "dotnet", [Places.Silo, "replay", cases, "--map", Beside(map, "map"), .. policy, "--verdicts", verdicts])
        {
            WorkingDirectory = Places.Tree,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var said = process.StandardOutput.ReadToEndAsync();
            var complained = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Limit);
            return new ReplayRun(process.ExitCode, await said + await complained, Read(verdicts));
        }
        finally
        {
            process.Kill();
        }
    }

    private static string Beside(string map, string what) => Path.Combine(Places.Tree, "tests", "Replay", $"{map}.{what}.json");

    private static IReadOnlyList<VerdictRow> Read(string verdicts) => !File.Exists(verdicts)
        ? []
        : Csv.Read(verdicts, row => new VerdictRow(
            row("id"),
            row("clock"),
            row("dueAt") is { Length: > 0 } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : null,
            row("verdict")));
}
