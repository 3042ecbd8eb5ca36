using System.Globalization;
using System.Net;
using Monitoring.Acceptance.Tests.Server;
using Monitoring.RealPostgres;

namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>
/// Silos and boards on one database: processes of this machine that share their keys, each of them started again when it
/// has ended. With a <see cref="Network"/>, each silo has cables of its own.
/// </summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private readonly string _database;
    private readonly IReadOnlyList<(string Name, string Value)> _settings;
    private readonly Network? _network;
    private readonly TempFolder _folder = new();
    private readonly List<Keeper> _silos = [];
    private readonly List<Keeper> _boards = [];

    private SiloCluster(string database, IReadOnlyList<(string Name, string Value)> settings, Network? network) =>
        (_database, _settings, _network) = (database, settings, network);

    public IReadOnlyList<Keeper> Silos => _silos;

    public IReadOnlyList<Keeper> Boards => _boards;

    public IEnumerable<Keeper> All => _silos.Concat(_boards);

    /// <summary>How often a process ended although nobody had told it to.</summary>
    public int EndedByThemselves => All.Sum(k => k.LastWords.Count);

    /// <summary>Starts them all at once and waits until each is ready.</summary>
    /// <param name="database">The connection string.</param>
    /// <param name="settings">For each process, as <c>Section__Key</c>.</param>
    /// <param name="silos">How many silos.</param>
    /// <param name="boards">How many boards; they are always on this machine's own network.</param>
    /// <param name="network">The network with so many silos; null: all of them are on the loopback.</param>
    public static async Task<SiloCluster> Started(
        string database,
        IReadOnlyList<(string Name, string Value)> settings,
        int silos = 3,
        int boards = 2,
        Network? network = null)
    {
        var cluster = new SiloCluster(database, settings, network);
        try
        {
            for (var silo = 0; silo < silos; silo++)
            {
                cluster.AddSilo();
            }

            for (var board = 0; board < boards; board++)
            {
                cluster._boards.Add(new Keeper(new ServerProcess(cluster.Board())));
            }

            await cluster.AllReady();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more silo, on ports of its own, and does not wait.</summary>
    public Keeper AddSilo()
    {
        var keeper = new Keeper(new ServerProcess(Silo(_silos.Count)));
        _silos.Add(keeper);
        return keeper;
    }

    /// <summary>Waits until each process that may run says that it is ready.</summary>
    public Task AllReady() => Task.WhenAll(All.Where(k => !k.IsHeld).Select(k => k.Ready()));

    /// <summary>What they said last, for a message.</summary>
    public string Said() => string.Concat(All.Select(k => Environment.NewLine + k.Server.Address + k.Server.Said()));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(All.Select(k => k.DisposeAsync().AsTask()));
        _folder.Dispose();
    }

    private Launch Silo(int number) => Common() with
    {
        Within = _network?.Within(number) ?? [],
        Address = _network?.Of(number, Cable.Doors) ?? IPAddress.Loopback,
        Settings =
        [
            .. _settings,
            ("Cluster__Address", (_network?.Of(number, Cable.Silos) ?? IPAddress.Loopback).ToString()),
        ],
        Options = [.. Common().Options, "--silo-port", Port(), "--gateway-port", Port()],
    };

    private Launch Board() => Common() with { Options = [.. Common().Options, "--role", "board"] };

    private Launch Common() => new()
    {
        Data = _folder.File("data"),
        Settings = _settings,
        Options = ["--db", _database],
    };

    private static string Port() => FreePort.Take().ToString(CultureInfo.InvariantCulture);
}
