using System.Globalization;

namespace Monitoring.Silo.Options;

/// <summary>Turns files, environment and command line into <see cref="SiloOptions"/>, later ones winning.</summary>
public static class ReadOptions
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["--port"] = "Port",
        ["--data"] = "Data",
        ["--address"] = "Address",
        ["--db"] = "Database",
        ["--role"] = "Role",
        ["--silo-port"] = "Cluster:SiloPort",
        ["--gateway-port"] = "Cluster:GatewayPort",
        ["--demo"] = "Demo",
        ["--faults"] = "Faults",
        ["--clock"] = "Clock",
        ["--policy"] = "Policy",
        ["--calendar"] = "Calendar",
        ["--facilities"] = "Facilities",
        ["--seed"] = "Seed",
    };

    /// <summary>The settings in force.</summary>
    /// <exception cref="OptionsException">A setting is unknown or makes no sense; all of them are named.</exception>
    public static SiloOptions From(IReadOnlyList<string> args)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(FromArguments(args))
            .Build();
        var defaults = new SiloOptions();
        var read = new Reading(configuration);
        var options = new SiloOptions
        {
            Port = read.Whole("Port", defaults.Port),
            Data = read.Text("Data", defaults.Data),
            Address = read.Text("Address", defaults.Address),
            Database = read.Text("Database", defaults.Database),
            Role = read.Role("Role", defaults.Role),
            SiloAddress = read.Text("Cluster:Address", defaults.SiloAddress),
            SiloPort = read.Whole("Cluster:SiloPort", defaults.SiloPort),
            GatewayPort = read.Whole("Cluster:GatewayPort", defaults.GatewayPort),
            Cluster = read.Text("Cluster:Id", defaults.Cluster),
            Demo = read.Flag("Demo", defaults.Demo),
            Faults = read.Flag("Faults", defaults.Faults),
            ClockRate = read.Rate("Clock", defaults.ClockRate),
            Policy = read.Text("Policy", defaults.Policy),
            Calendar = read.Text("Calendar", defaults.Calendar),
            Facilities = read.Text("Facilities", defaults.Facilities),
            DemoFacilities = read.Text("DemoFacilities", defaults.DemoFacilities),
            Taxonomy = read.Text("Taxonomy", defaults.Taxonomy),
            Ombudsman = read.Text("Ombudsman", defaults.Ombudsman),
            Seed = read.Whole("Seed", defaults.Seed),
            CollectAfterMinutes = read.Number("CollectAfterMinutes", defaults.CollectAfterMinutes),
            DrainSeconds = read.Number("DrainSeconds", defaults.DrainSeconds),
            AdminKey = read.Text("Bootstrap:AdminKey", defaults.AdminKey),
            AnchorFile = read.Text("Audit:AnchorFile", defaults.AnchorFile),
            AnchorUrl = read.Text("Audit:AnchorUrl", defaults.AnchorUrl),
            ComplaintTimer = read.Flag("Wakers:ComplaintTimer", defaults.ComplaintTimer),
            FacilityBook = read.Flag("Wakers:FacilityBook", defaults.FacilityBook),
            Net = read.Flag("Wakers:Net", defaults.Net),
            AuditEverySeconds = read.Number("Audit:EverySeconds", defaults.AuditEverySeconds),
            WatchdogEverySeconds = read.Number("Watchdog:EverySeconds", defaults.WatchdogEverySeconds),
            WatchdogUrl = read.Text("Watchdog:Url", defaults.WatchdogUrl),
            WatchdogMethod = read.Text("Watchdog:Method", defaults.WatchdogMethod),
        };
        string[] mistakes = [.. read.Mistakes, .. options.Mistakes()];
        return mistakes is [] ? options : throw new OptionsException(mistakes);
    }

    private static Dictionary<string, string?> FromArguments(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!Switches.TryGetValue(name, out var setting))
            {
                throw new OptionsException([$"There is no option {name}; there are {string.Join(", ", Switches.Keys)}."]);
            }

            var isFlag = setting is "Demo" or "Faults";
            settings[setting] = value ?? (isFlag ? "true" : Next(args, ref i, name));
        }

        return settings;
    }

    private static string Next(IReadOnlyList<string> args, ref int i, string name) =>
        ++i < args.Count ? args[i] : throw new OptionsException([$"{name} needs a value."]);

    private sealed class Reading(IConfiguration configuration)
    {
        public List<string> Mistakes { get; } = [];

        public string Text(string name, string otherwise) => configuration[name] ?? otherwise;

        public bool Flag(string name, bool otherwise) => Parse(name, otherwise, "true or false", bool.TryParse);

        public int Whole(string name, int otherwise) => Parse(
            name,
            otherwise,
            "a whole number",
            (string? s, out int n) => int.TryParse(s, NumberStyles.Integer, CultureInfo.InvariantCulture, out n));

        public double Number(string name, double otherwise) => Parse(name, otherwise, "a number", TryNumber);

        public double Rate(string name, double otherwise) => Parse(
            name, otherwise, "like x10", (string? s, out double n) => TryNumber(s?.TrimStart('x'), out n));

        public SiloRole Role(string name, SiloRole otherwise) => Parse(
            name,
            otherwise,
            "silo or board",
            (string? s, out SiloRole role) => Enum.TryParse(s, ignoreCase: true, out role) && Enum.IsDefined(role));

        private static bool TryNumber(string? s, out double n) =>
            double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out n);

        private T Parse<T>(string name, T otherwise, string form, TryParse<T> parse)
        {
            if (configuration[name] is not { } text)
            {
                return otherwise;
            }

            if (parse(text, out var value))
            {
                return value;
            }

            Mistakes.Add($"{name} must be {form}; it is '{text}'.");
            return otherwise;
        }
    }

    private delegate bool TryParse<T>(string? text, out T value);
}

/// <summary>Settings that make no sense, each in a sentence.</summary>
public sealed class OptionsException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
