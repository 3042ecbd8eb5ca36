using System.Globalization;

namespace Monitoring.Bench;

/// <summary>What <c>./run bench</c> was asked.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        ./run bench [intake] [postgres] [cluster] [deadline] [herd] [memory] [replay] [hour] [audit] [all] [options]

          All but hour and audit by default.

          intake     complaints accepted over HTTP, each answered after its commit, beside bare SQLite commits
          postgres   the same on a PostgreSQL server that is started for it, beside pgbench commits
          cluster    the same on one, two and three silos of this machine (Microsoft Orleans alone; elsewhere left out)
          deadline   from a deadline to its frame on a connected screen, quiet server
          herd       many deadlines in the same instant, others open
          memory     memory of open complaints, idle cost with a screen connected, time to be ready again
          replay     recorded cases through the grains on the virtual clock
          hour       memory while as many complaints end as begin, with people and a wall looking on
          audit      rounds of the auditor over many open complaints, and filing with it and without

          --seconds N         how long each intake lasts (20); --long: 600
          --concurrency N,M   requests under way at once, each in turn (64,256)
          --deadlines N       deadlines of the quiet measure (200)
          --herd N            deadlines in the same instant (10000)
          --open N            open complaints: others beside the herd (20000), and those of memory and audit (100000)
          --million           memory and audit with 1,000,000 open complaints
          --cases N           cases of the replay (20000)
          --minutes N         of hour (60)
          --lives N           of hour: lives at once (24)
          --repeat N          every measure N times; medians are printed (1)
          --dir DIR           where the databases are put while it runs (artifacts/bench/)
          --help
        """;

    private const int DefaultHerdOpen = 20_000;
    private const int DefaultMemoryOpen = 100_000;
    private const int LongSeconds = 600;
    private const int Million = 1_000_000;

    private static readonly string[] Known = ["intake", "postgres", "cluster", "deadline", "herd", "memory", "replay"];

    /// <summary>What must be asked for by its name.</summary>
    private static readonly string[] Asked = ["hour", "audit"];

    public IReadOnlyList<string> Measures { get; private init; } = Known;

    public TimeSpan IntakeFor { get; private init; } = TimeSpan.FromSeconds(20);

    public IReadOnlyList<int> Concurrency { get; private init; } = [64, 256];

    public int Deadlines { get; private init; } = 200;

    public int Herd { get; private init; } = 10_000;

    public int HerdOpen { get; private init; } = DefaultHerdOpen;

    public int MemoryOpen { get; private init; } = DefaultMemoryOpen;

    public int Minutes { get; private init; } = 60;

    public int LivesAtOnce { get; private init; } = 24;

    public int Cases { get; private init; } = 20_000;

    public int Repeat { get; private init; } = 1;

    public string? Folder { get; private init; }

    public bool Help { get; private init; }

    /// <exception cref="ArgumentException">An option is unknown or makes no sense.</exception>
    public static BenchOptions From(IReadOnlyList<string> args)
    {
        var options = new BenchOptions();
        var measures = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            if (!arg.StartsWith('-'))
            {
                measures.AddRange(arg == "all" ? Known : [Known.Concat(Asked).FirstOrDefault(k => k == arg) ?? throw Unknown(arg)]);
                continue;
            }

            options = arg switch
            {
                "--long" => options with { IntakeFor = TimeSpan.FromSeconds(LongSeconds) },
                "--million" => options with { MemoryOpen = Million },
                "--help" or "-h" => options with { Help = true },
                _ => options.With(arg, ++i < args.Count ? args[i] : throw new ArgumentException($"{arg} needs a value.")),
            };
        }

        return measures is [] ? options : options with { Measures = [.. measures.Distinct()] };
    }

    private BenchOptions With(string name, string value) => name switch
    {
        "--seconds" => this with { IntakeFor = TimeSpan.FromSeconds(Count(name, value)) },
        "--concurrency" => this with { Concurrency = [.. value.Split(',').Select(v => Count(name, v))] },
        "--deadlines" => this with { Deadlines = Count(name, value) },
        "--herd" => this with { Herd = Count(name, value) },
        "--open" => this with { HerdOpen = Count(name, value), MemoryOpen = Count(name, value) },
        "--minutes" => this with { Minutes = Count(name, value) },
        "--lives" => this with { LivesAtOnce = Count(name, value) },
        "--cases" => this with { Cases = Count(name, value) },
        "--repeat" => this with { Repeat = Count(name, value) },
        "--dir" => this with { Folder = value },
        _ => throw Unknown(name),
    };

    private static int Count(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new ArgumentException($"{name} needs a whole number above 0; it is '{value}'.");

    private static ArgumentException Unknown(string arg) => new($"There is no {arg}; see ./run bench --help.");
}
