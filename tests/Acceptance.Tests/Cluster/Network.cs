using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>
/// A namespace for each silo and three switches: bridges of this machine, on which the database, the boards and the tests
/// have an address too. A cable is cut at the switch: what is on its way is lost, and nobody is told.
/// </summary>
internal sealed class Network : IDisposable
{
    /// <summary>Addresses of each switch, the first of them this machine's.</summary>
    private const int Addresses = 64;

    private static readonly Lazy<string?> Obstacle = new(Try);

    private static readonly Cable[] Cables = Enum.GetValues<Cable>();

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"mon{Environment.ProcessId}");
    private readonly string _subnet = FreeSubnet();
    private readonly Stack<(string[] Command, IDisposable Promise)> _toTakeDown = new();

    private Network()
    {
    }

    /// <summary>Why there can be none here, in one line; null if there can.</summary>
    public static string? WhyNot => Obstacle.Value;

    public static Network For(int silos)
    {
        var network = new Network();
        try
        {
            foreach (var cable in Cables)
            {
                network.PutUp(cable);
            }

            for (var silo = 0; silo < silos; silo++)
            {
                network.Connect(silo);
            }

            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>This machine's address on a switch.</summary>
    public IPAddress Here(Cable cable) => IPAddress.Parse(Address(cable, 1));

    public IPAddress Of(int silo, Cable cable) => IPAddress.Parse(Address(cable, silo + 2));

    /// <summary>The addresses on a switch, as in <c>198.18.7.0/26</c>.</summary>
    public string Range(Cable cable) => Address(cable, 0) + "/26";

    /// <summary>Carries a command out as on the machine of this silo.</summary>
    public IReadOnlyList<string> Within(int silo) => ["ip", "netns", "exec", Namespace(silo)];

    public void Cut(int silo, Cable cable) => Ip("link", "set", Port(silo, cable), "down");

    public void Mend(int silo, Cable cable) => Ip("link", "set", Port(silo, cable), "up");

    public void Dispose()
    {
        while (_toTakeDown.TryPop(out var last))
        {
            Ip(last.Command);
            last.Promise.Dispose();
        }
    }

    private static string? Try()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "Network namespaces need root.";
        }

        try
        {
            using var network = For(1);
            Command.Run([.. network.Within(0), "true"]);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "No network namespaces here: " + e.Message;
        }
    }

    /// <summary>Of the range that is set aside for such tests and leads nowhere.</summary>
    private static string FreeSubnet()
    {
        var taken = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address.ToString())
            .ToList();
        return Enumerable.Range(Environment.ProcessId, byte.MaxValue)
            .Select(n => string.Create(CultureInfo.InvariantCulture, $"198.18.{n % byte.MaxValue}."))
            .First(subnet => !taken.Exists(a => a.StartsWith(subnet, StringComparison.Ordinal)));
    }

    private void PutUp(Cable cable)
    {
        Ip("link", "add", Switch(cable), "type", "bridge");
        ToTakeDown("link", "del", Switch(cable));
        Ip("addr", "add", Here(cable) + "/26", "dev", Switch(cable));
        Ip("link", "set", Switch(cable), "up");
    }

    private void Connect(int silo)
    {
        var name = Namespace(silo);
        Ip("netns", "add", name);
        ToTakeDown("netns", "del", name);
        Ip("-n", name, "link", "set", "lo", "up");
        foreach (var cable in Cables)
        {
            var inside = cable.ToString().ToLowerInvariant();
            Ip("link", "add", Port(silo, cable), "type", "veth", "peer", "name", inside, "netns", name);
            Ip("link", "set", Port(silo, cable), "master", Switch(cable), "up");
            Ip("-n", name, "addr", "add", Of(silo, cable) + "/26", "dev", inside);
            Ip("-n", name, "link", "set", inside, "up");
        }
    }

    private void ToTakeDown(params string[] command) =>
        _toTakeDown.Push((command, Undertaker.Promise("ip " + string.Join(' ', command))));

    private string Address(Cable cable, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{_subnet}{((int)cable * Addresses) + number}");

    private string Namespace(int silo) => string.Create(CultureInfo.InvariantCulture, $"{_name}-{silo}");

    private string Switch(Cable cable) => string.Create(CultureInfo.InvariantCulture, $"{_name}c{(int)cable}");

    /// <summary>The end of a silo's cable at the switch. The name of an interface has 15 characters at most.</summary>
    private string Port(int silo, Cable cable) => string.Create(CultureInfo.InvariantCulture, $"{Switch(cable)}s{silo}");

    private static void Ip(params IEnumerable<string> arguments) => Command.Run(["ip", .. arguments]);
}
