using System.Net;

namespace Monitoring.Silo.Options;

/// <summary>
/// Everything that can be set, by <c>appsettings.json</c>, then the environment (<c>Section__Key</c>), then the
/// options of <c>./run</c>. Each has a unit and a default; what makes no sense is refused at start-up by name.
/// </summary>
public sealed record SiloOptions
{
    public const int DefaultPort = 5080;
    public const string DefaultData = "data";

    private const double LongestDrain = 300;

    /// <summary>TCP port of the door; 0 picks a free one. <c>--port</c>.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>IP address on which the door listens. <c>--address</c>.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Folder of the keys, the saved boards and, without <see cref="Database"/>, the SQLite file. <c>--data</c>.</summary>
    public string Data { get; init; } = DefaultData;

    /// <summary>Connection string of a PostgreSQL database; empty: a SQLite file. <c>--db</c>.</summary>
    public string Database { get; init; } = "";

    /// <summary>What this process does; only with <see cref="Database"/> can it be less than everything. <c>--role</c>.</summary>
    public SiloRole Role { get; init; } = SiloRole.Silo;

    /// <summary>IP address on which other silos and boards reach this silo; empty: as <see cref="Address"/>.</summary>
    public string SiloAddress { get; init; } = "";

    /// <summary>TCP port on which other silos reach this one; 0 picks a free one. <c>--silo-port</c>.</summary>
    public int SiloPort { get; init; }

    /// <summary>TCP port on which boards reach this silo; 0 picks a free one. <c>--gateway-port</c>.</summary>
    public int GatewayPort { get; init; }

    /// <summary>Name that the silos and boards of one cluster share, and no other on the same database.</summary>
    public string Cluster { get; init; } = "monitoring";

    /// <summary>A simulated province with invented names. <c>--demo</c>.</summary>
    public bool Demo { get; init; }

    /// <summary>The simulated province suffers faults, for drills; only with <see cref="Demo"/>. <c>--faults</c>.</summary>
    public bool Faults { get; init; }

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

    /// <summary>How the Ombudsman rated, as it was published: a file.</summary>
    public string Ombudsman { get; init; } = "policies/ombudsman.json";

    /// <summary>Seed of everything in the demo that looks like chance.</summary>
    public int Seed { get; init; } = 36;

    /// <summary>How long an idle complaint stays in memory; minutes.</summary>
    public double CollectAfterMinutes { get; init; } = 5;

    /// <summary>
    /// How long a server that was told to stop goes on answering while it says that it is not ready, so that a load
    /// balancer sends no more; seconds.
    /// </summary>
    public double DrainSeconds { get; init; }

    /// <summary>The first admin's bearer key; empty: one is generated and printed once.</summary>
    public string AdminKey { get; init; } = "";

    /// <summary>File, on another disk, to which every signed daily head is appended as a line; empty: none.</summary>
    public string AnchorFile { get; init; } = "";

    /// <summary>Where every signed daily head is posted to; empty: nowhere.</summary>
    public string AnchorUrl { get; init; } = "";

    /// <summary>Waker (a): the complaint's own timer.</summary>
    public bool ComplaintTimer { get; init; } = true;

    /// <summary>Waker (b): the facility's appointment book.</summary>
    public bool FacilityBook { get; init; } = true;

    /// <summary>Waker (c): the net over the index of due rows.</summary>
    public bool Net { get; init; } = true;

    /// <summary>How often the auditor begins a round over every open complaint; seconds. 0: not at all.</summary>
    public double AuditEverySeconds { get; init; } = 50;

    /// <summary>How often the watchdog files a synthetic complaint that must breach; seconds. 0: not at all.</summary>
    public double WatchdogEverySeconds { get; init; } = 300;

    /// <summary>Address outside that is told of each synthetic breach seen: http or https. Empty: nobody is told.</summary>
    public string WatchdogUrl { get; init; } = "";

    /// <summary>How it is told: GET or POST.</summary>
    public string WatchdogMethod { get; init; } = "GET";

    /// <summary>The settings that make no sense, each named; empty when all do.</summary>
    public IEnumerable<string> Mistakes()
    {
        foreach (var (name, port) in new[] { ("Port", Port), ("Cluster:SiloPort", SiloPort), ("Cluster:GatewayPort", GatewayPort) })
        {
            if (port is < 0 or > 65_535)
            {
                yield return $"{name} must be between 0 and 65535; it is {port}.";
            }
        }

        if (!IPAddress.TryParse(Address, out _))
        {
            yield return $"Address must be an IP address; it is '{Address}'.";
        }

        if (SiloAddress.Length > 0 && !IPAddress.TryParse(SiloAddress, out _))
        {
            yield return $"Cluster:Address must be an IP address; it is '{SiloAddress}'.";
        }

        if (Role == SiloRole.Board && Database.Length == 0)
        {
            yield return "Role board needs Database: a board reads what silos have committed there.";
        }

        if (Demo && Database.Length > 0)
        {
            yield return "Demo keeps its invented province in a folder of its own: it cannot be set with Database.";
        }

        if (Faults && !Demo)
        {
            yield return "Faults can be set with --demo only: nobody drills on real complaints.";
        }

        if (Faults && Database.Length > 0)
        {
            yield return "Faults cannot be set with Database: others may use it.";
        }

        if (Faults && ClockRate != 1)
        {
            yield return "Faults cannot be set with Clock: people drill at the speed of people.";
        }

        if (string.IsNullOrWhiteSpace(Cluster))
        {
            yield return "Cluster:Id must not be empty.";
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

        if (DrainSeconds is < 0 or > LongestDrain)
        {
            yield return $"DrainSeconds must be between 0 and {LongestDrain}; it is {DrainSeconds}.";
        }

        if (AuditEverySeconds is not (0 or (>= 10 and <= 3_600)))
        {
            yield return $"Audit:EverySeconds must be 0 or between 10 and 3600; it is {AuditEverySeconds}.";
        }

        if (WatchdogEverySeconds is not (0 or (>= 20 and <= 3_600)))
        {
            yield return $"Watchdog:EverySeconds must be 0 or between 20 and 3600; it is {WatchdogEverySeconds}.";
        }

        if (WatchdogUrl.Length > 0 && !IsWebAddress(WatchdogUrl))
        {
            yield return "Watchdog:Url must be an http or https address.";
        }

        if (WatchdogMethod is not ("GET" or "POST"))
        {
            yield return $"Watchdog:Method must be GET or POST; it is '{WatchdogMethod}'.";
        }

        if (string.IsNullOrWhiteSpace(Data))
        {
            yield return "Data must name a folder.";
        }

        if (AnchorUrl.Length > 0 && !IsWebAddress(AnchorUrl))
        {
            yield return $"Audit:AnchorUrl must be an http or https address; it is '{AnchorUrl}'.";
        }

        if (AdminKey.Length is > 0 and < 16)
        {
            yield return "Bootstrap:AdminKey must have at least 16 characters.";
        }
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https");
}

/// <summary>What one process does.</summary>
public enum SiloRole
{
    /// <summary>Everything: the grains, the door and the boards.</summary>
    Silo,

    /// <summary>The door and the boards; grains are asked of the silos. Microsoft Orleans only.</summary>
    Board,
}
