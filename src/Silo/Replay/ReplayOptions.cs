using Monitoring.Silo.Options;

namespace Monitoring.Silo.Replay;

/// <summary>What <c>./run replay</c> was asked.</summary>
/// <param name="Cases">The recorded file.</param>
/// <param name="Map">Its map.</param>
/// <param name="Policy">The policy pack; null: only deadlines the file itself records.</param>
/// <param name="Calendar">The calendar the pack counts on.</param>
/// <param name="Verdicts">Where the verdicts go; null: only the summary is printed.</param>
/// <param name="Data">A folder for the log; null: it stays in memory.</param>
public sealed record ReplayOptions(
    string Cases, string Map, string? Policy, string? Calendar, string? Verdicts, string? Data)
{
    public const string Usage =
        "./run replay CASES.csv --map MAP.json [--policy P.json --calendar C.json] [--verdicts OUT.csv] [--data DIR]";

    /// <exception cref="OptionsException">Something is missing or unknown.</exception>
    public static ReplayOptions From(IReadOnlyList<string> args)
    {
        string? cases = null;
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] is "--map" or "--policy" or "--calendar" or "--verdicts" or "--data")
            {
                var name = args[i];
                named[name] = ++i < args.Count ? args[i] : throw Wrong($"{name} needs a value.");
            }
            else if (cases is null && !args[i].StartsWith("--", StringComparison.Ordinal))
            {
                cases = args[i];
            }
            else
            {
                throw Wrong($"There is no option {args[i]}.");
            }
        }

        var options = new ReplayOptions(
            cases ?? throw Wrong("Name the recorded file."),
            named.GetValueOrDefault("--map") ?? throw Wrong("Name its map: --map MAP.json."),
            named.GetValueOrDefault("--policy"),
            named.GetValueOrDefault("--calendar"),
            named.GetValueOrDefault("--verdicts"),
            named.GetValueOrDefault("--data"));
        return (options.Policy is null) == (options.Calendar is null)
            ? options
            : throw Wrong("--policy and --calendar go together.");
    }

    private static OptionsException Wrong(string mistake) => new([mistake, "Usage: " + Usage]);
}
