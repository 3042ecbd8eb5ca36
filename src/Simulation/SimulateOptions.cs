using System.Globalization;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Storage;

namespace Monitoring.Simulation;

/// <summary>What <c>./run simulate</c> was asked for.</summary>
internal sealed record SimulateOptions
{
    public const string Usage = """
        ./run simulate            live through storms and see whether every invariant holds
            --seed S              what everything is drawn from (1)
            --seeds A-B           one run for each seed
            --lives N             how many complaints to live through, for each seed (200000)
            --faults LIST         all, none, names with commas between, -NAME leaves one out (all)
            --parallel P          worlds at a time; what is printed does not depend on it (1)
            --world W             one world alone, as a failure names it, with its last events
            --flaw NAME           plant a defect into the storage: it must be caught
        """;

    public ulong FirstSeed { get; init; } = 1;

    public ulong LastSeed { get; init; } = 1;

    public long Lives { get; init; } = 200_000;

    public FaultSet Faults { get; init; } = FaultSet.All;

    public int Parallel { get; init; } = 1;

    public ulong? World { get; init; }

    public Flaw Flaw { get; init; }

    /// <exception cref="FormatException">It makes no sense; the message says what.</exception>
    public static SimulateOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new SimulateOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
            {
                throw new FormatException($"{args[i]} needs a value.");
            }

            options = options.With(args[i], args[i + 1]);
        }

        // of nothing every invariant holds
        return options.Lives < 1 ? throw new FormatException("--lives is at least 1.")
            : options.LastSeed < options.FirstSeed ? throw new FormatException("--seeds goes from the lower to the higher.")
            : options;
    }

    private SimulateOptions With(string name, string value) => name switch
    {
        "--seed" => this with { FirstSeed = Number<ulong>(name, value), LastSeed = Number<ulong>(name, value) },
        "--seeds" when value.Split('-') is [var first, var last] =>
            this with { FirstSeed = Number<ulong>(name, first), LastSeed = Number<ulong>(name, last) },
        "--lives" => this with { Lives = Number<long>(name, value) },
        "--faults" => this with
        {
            Faults = FaultSet.Parse(value) ?? throw new FormatException(
                $"{value} is no list of faults. They are: {string.Join(", ", FaultSet.All.Members())}."),
        },
        "--parallel" => this with { Parallel = Math.Clamp(Number<int>(name, value), 1, 64) },
        "--world" => this with { World = Number<ulong>(name, value) },
        "--flaw" => this with
        {
            Flaw = Enum.TryParse<Flaw>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var flaw)
                ? flaw
                : throw new FormatException($"There is no flaw {value}. They are: {string.Join(", ", Enum.GetNames<Flaw>())}."),
        },
        _ => throw new FormatException($"There is no option {name} {value}.\n{Usage}"),
    };

    private static T Number<T>(string name, string value)
        where T : IParsable<T> =>
        T.TryParse(value, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{name} is a number, not {value}.");
}
