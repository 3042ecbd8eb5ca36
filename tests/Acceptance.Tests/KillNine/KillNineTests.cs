using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.KillNine;

public sealed class KillNineTests(ITestOutputHelper output)
{
    private static readonly int Kills = Asked.Number("KILLS", 50);

    [Fact]
    public Task Kill_nine_at_random_instants_loses_doubles_and_hastens_nothing() => KillOn(new Launch(), Kills, output);

    /// <summary>The same on another store, or with a victim that gets up otherwise.</summary>
    internal static async Task KillOn(
        Launch launch, int kills, ITestOutputHelper output, Func<ServerProcess, IVictim>? victim = null)
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        using var province = new SmallProvince();
        await using var server = await ServerProcess.Started(launch with { Settings = [.. province.Settings, .. launch.Settings] });
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);

        var carried = await new Strikes(
            victim?.Invoke(server) ?? new ServerVictim(server), load, screen, new Random(Asked.Seed)).Carry(kills);
        var filings = await load.Settle();

        using var door = new DoorOf(server.Address);
        var aftermath = await Aftermath.Of(door, filings, screen);
        output.WriteLine(Account.Of("the server", carried, filings, aftermath));
        output.WriteLine("From being ready to the first 201: " + Account.Of(Account.FirstAnswers(carried, filings)));
        await aftermath.Everything_holds(door, screen);
    }
}
