using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.BadDisk;

public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Megabytes = 24;
    private const int FiledBefore = 60;

    /// <summary>Refusals that are waited for while it is full.</summary>
    private const int Refusals = 30;

    private static readonly int Times = Asked.Number("DISK_FULLS", 2);

    [SmallDiskFact]
    public async Task A_disk_that_is_full_and_freed_loses_doubles_and_hastens_nothing_and_health_says_so()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        using var province = new SmallProvince();
        using var disk = new SmallDisk(Megabytes);
        await using var server = await ServerProcess.Started(
            new Launch { Settings = province.Settings, Data = Path.Combine(disk.Path, "data") });
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);
        using var door = new DoorOf(server.Address);
        for (var time = 0; time < Times; time++)
        {
            load.Allow(FiledBefore);
            await Patience.Until("answers", () => Task.FromResult(load.InFlight == 0));
            await FullUntilRefused(disk, load, server);

            // what was filed before it was full falls due while it is full
            await Instants.Passes(DateTimeOffset.UtcNow + load.LatestDeadline);
            disk.Free();
            await Patience.Until("the server being ready again", server.IsReady);
        }

        var filings = await load.Settle();
        var aftermath = await Aftermath.Of(door, filings, screen);
        output.WriteLine($"The disk was full {Times} times, and freed.");
        output.WriteLine(Account.Of(filings, aftermath));
        await aftermath.Everything_holds(door, screen);
        Assert.False(server.Run.Ending.IsCompleted, "The server ended." + server.Said());
    }

    /// <summary>What the server gives back is taken too; what it still has room for in its own files is used up first.</summary>
    private static async Task FullUntilRefused(SmallDisk disk, Load load, ServerProcess server)
    {
        var before = load.Filings.Sum(f => f.PutOff);
        var saidSo = false;
        await Patience.Until(() => $"refusals and the server saying that it is not ready; {load}{server.Said()}", async () =>
        {
            disk.Fill();
            if (load.IsThrough)
            {
                load.Allow(Refusals);
            }

            saidSo |= !await server.IsReady();
            return saidSo && load.Filings.Sum(f => f.PutOff) >= before + Refusals;
        });
    }
}
