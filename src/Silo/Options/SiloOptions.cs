namespace Monitoring.Silo.Options;

/// <summary>
/// Everything that can be set, by <c>appsettings.json</c>, then the environment (<c>Section__Key</c>), then the
/// options of <c>./run</c>. Each has a unit and a default; what makes no sense is refused at start-up by name.
/// </summary>
public sealed record SiloOptions
{
    public const int DefaultPort = 5080;
    public const string DefaultData = "data";

    /// <summary>TCP port on 127.0.0.1; 0 picks a free one. <c>--port</c>.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Folder of the SQLite file and the keys. <c>--data</c>.</summary>
    public string Data { get; init; } = DefaultData;

    /// <summary>A simulated province with invented names. <c>--demo</c>.</summary>
    public bool Demo { get; init; }

    /// <summary>How many times faster than the wall the clock runs; only with <see cref="Demo"/>. <c>--clock xN</c>.</summary>
    public double ClockRate { get; init; } = 1;

    /// <summary>Policy pack under which new complaints open: a file.</summary>
    public string Policy { get; init; } = "policies/banten.json";

    /// <summary>Its working calendar: a file.</summary>
    public string Calendar { get; init; } = "policies/calendar-id-banten.json";

    /// <summary>Roster loaded into an empty store: a file. Empty: no roster.</summary>
    public string Facilities { get; init; } = "policies/banten.facilities.json";

    /// <summary>The roster of <see cref="Demo"/>.</summary>
    public string DemoFacilities { get; init; } = "policies/demo.facilities.json";

    /// <summary>Ids of categories, channels and the like: a file.</summary>
    public string Taxonomy { get; init; } = "policies/taxonomy.json";

    /// <summary>Seed of everything in the demo that looks like chance.</summary>
    public int Seed { get; init; } = 36;

    /// <summary>How long an idle complaint stays in memory; minutes.</summary>
    public double CollectAfterMinutes { get; init; } = 5;

    /// <summary>The first admin's bearer key; empty: one is generated and printed once.</summary>
    public string AdminKey { get; init; } = "";

    /// <summary>Waker (a): the complaint's own timer.</summary>
    public bool ComplaintTimer { get; init; } = true;

    /// <summary>Waker (b): the facility's appointment book.</summary>
    public bool FacilityBook { get; init; } = true;

    /// <summary>Waker (c): the net over the index of due rows.</summary>
    public bool Net { get; init; } = true;

    /// <summary>The settings that make no sense, each named; empty when all do.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Port is < 0 or > 65_535)
        {
            yield return $"Port must be between 0 and 65535; it is {Port}.";
        }

        if (ClockRate is < 1 or > 100_000)
        {
            yield return $"Clock must be between x1 and x100000; it is x{ClockRate}.";
        }

        if (ClockRate != 1 && !Demo)
        {
            yield return "Clock can be set with --demo only: real promises run on real time.";
        }

        if (CollectAfterMinutes is < 0.1 or > 1_440)
        {
            yield return $"CollectAfterMinutes must be between 0.1 and 1440; it is {CollectAfterMinutes}.";
        }

        if (string.IsNullOrWhiteSpace(Data))
        {
            yield return "Data must name a folder.";
        }

        if (AdminKey.Length is > 0 and < 16)
        {
            yield return "Bootstrap:AdminKey must have at least 16 characters.";
        }
    }
}
