using System.Globalization;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.SlowScreen;

public sealed class DeafScreenTests(ITestOutputHelper output)
{
    /// <summary>Enough that a connection's buffers, the system's included, cannot hold what a screen asks for.</summary>
    private const int History = 4_000;

    private const int MostGrowth = 256 * 1024 * 1024;

    private static readonly int Screens = Asked.Number("DEAF_SCREENS", 20);

    [Fact]
    public async Task Screens_that_never_read_are_cut_and_cost_no_memory_and_nobody_else_anything()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        using var province = new SmallProvince();
        await using var server = await ServerProcess.Started(new Launch { Settings = province.Settings });
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Patient);
        using var door = new DoorOf(server.Address);
        load.Allow(History);
        await Patience.Until(() => $"a history; {load}", () => Task.FromResult(load.Filings.Count(f => f.IsSettled) >= History));
        var before = Memory(server);

        var deaf = new List<DeafScreen>();
        string[] audiences =
        [
            "province", .. SmallProvince.Regions.Select(r => "region:" + r),
            .. SmallProvince.Facilities.Append(SmallProvince.Triage).Select(f => "facility:" + f),
        ];
        for (var n = 0; n < Screens; n++)
        {
            deaf.Add(await DeafScreen.Connect(server.Address));
            await deaf[^1].Join(audiences);
        }

        var most = 0L;
        await Patience.Until(() => $"{Screens} screens being cut; {load}{server.Said()}", async () =>
        {
            load.Allow(1);
            most = Math.Max(most, Memory(server));
            return (await Task.WhenAll(deaf.Select(each => each.IsCut()))).All(cut => cut);
        });
        deaf.ForEach(each => each.Dispose());

        var filings = await load.Settle();
        var aftermath = await Aftermath.Of(door, filings, screen);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {Screens} screens asked for {History} complaints in {audiences.Length} audiences each and read nothing: all were cut.
            The server had {before >> 20} MiB before and at most {most >> 20} MiB meanwhile; {filings.Count - History} complaints came in.
            """));
        output.WriteLine(Account.Of(filings, aftermath));
        Assert.InRange(most - before, long.MinValue, MostGrowth);
        Assert.DoesNotContain(filings, f => f.Cut + f.PutOff > 0);
        Assert.Equal(1, screen.Connections);
        await aftermath.Everything_holds(door, screen);
    }

    private static long Memory(ServerProcess server) =>
        1024 * long.Parse(
            File.ReadLines($"/proc/{server.Run.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);
}
