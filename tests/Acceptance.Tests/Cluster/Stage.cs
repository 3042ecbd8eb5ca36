using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>Three silos and two boards, a screen at each board, and clients who file at whichever door.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly SmallProvince _province;

    private Stage(SmallProvince province, SiloCluster cluster, Habits habits)
    {
        (_province, Cluster) = (province, cluster);
        Screens = [.. cluster.Boards.Select(board => new BoardClient(board.Server, "province"))];
        Load = new Load(new Doors([.. cluster.All.Select(k => k.Server)]), Asked.Seed, habits);
    }

    public SiloCluster Cluster { get; }

    public IReadOnlyList<BoardClient> Screens { get; }

    public Load Load { get; }

    public static async Task<Stage> Set(
        ITestOutputHelper output, string database, Habits habits, Network? network = null)
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        var province = new SmallProvince();
        try
        {
            return new Stage(
                province, await SiloCluster.Started(database, province.Settings, network: network), habits);
        }
        catch
        {
            province.Dispose();
            throw;
        }
    }

    /// <summary>Ends the intake, waits until all is quiet, and looks at everything.</summary>
    /// <param name="output">Where the account is written.</param>
    /// <param name="account">Writes what this test alone has to say.</param>
    public async Task Close(ITestOutputHelper output, Func<IReadOnlyList<Filing>, Aftermath, string> account)
    {
        var filings = await Load.Settle();
        await Cluster.AllReady();
        await Load.AskAgain();
        using var door = new DoorOf(Cluster.Boards[0].Server.Address);
        var aftermath = await Aftermath.Of(door, filings, Screens);
        output.WriteLine(account(filings, aftermath));
        output.WriteLine($"{Cluster.EndedByThemselves} times a process ended by itself and was started again.");
        foreach (var words in Cluster.All.SelectMany(k => k.LastWords))
        {
            output.WriteLine("One of them said last:" + words);
        }

        await aftermath.Everything_holds(door, Screens);
    }

    public async ValueTask DisposeAsync()
    {
        await Load.DisposeAsync();
        foreach (var screen in Screens)
        {
            await screen.DisposeAsync();
        }

        await Cluster.DisposeAsync();
        _province.Dispose();
    }
}
