using System.Globalization;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.BadDisk;

public sealed class DiskErrorTests(ITestOutputHelper output)
{
    private const int MostFiled = 20;

    /// <summary>Refused commits that are looked at while the disk takes nothing.</summary>
    private const int Refusals = 20;

    private static readonly int Errors = Asked.Number("DISK_ERRORS", 50);

    private static readonly string[] Calls = ["fsync", "pwrite64"];
    private static readonly string[] Kinds = ["EIO", "ENOSPC"];

    [TracedFact]
    public async Task Writes_and_syncs_that_fail_lose_double_and_hasten_nothing_and_the_server_lives_on()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        var chance = new Random(Asked.Seed);
        var injected = new SortedDictionary<string, int>();
        using var province = new SmallProvince();
        await using var server = await ServerProcess.Started(new Launch { Settings = province.Settings });
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);
        while (injected.Values.Sum() < Errors)
        {
            var (call, error, times) = (Calls[chance.Next(2)], Kinds[chance.Next(2)], chance.Next(1, 4));
            var first = call == "fsync" ? 1 : chance.Next(1, 30);
            var when = string.Create(CultureInfo.InvariantCulture, $"{first}..{first + times - 1}");
            await using var injection = await Injection.Into(server.Run.Id, call, error, when);
            load.Allow(chance.Next(1, MostFiled));
            await injection.Happened(1, () => $"{call} {error} {when}; {load}{server.Said()}");
            load.Allow(chance.Next(1, MostFiled));
            injected[$"{call} {error}"] = injected.GetValueOrDefault($"{call} {error}") + injection.Count();
        }

        var filings = await load.Settle();
        await Patience.Until("the server being ready again", server.IsReady);
        using var door = new DoorOf(server.Address);
        var aftermath = await Aftermath.Of(door, filings, screen);
        output.WriteLine($"{injected.Values.Sum()} calls failed under load: {string.Join(", ", injected.Select(k => $"{k.Value} {k.Key}"))}.");
        output.WriteLine(Account.Of(filings, aftermath));
        await aftermath.Everything_holds(door, screen);
        Assert.False(server.Run.Ending.IsCompleted, "The server ended." + server.Said());
    }

    [TracedTheory]
    [InlineData("EIO")]
    [InlineData("ENOSPC")]
    public async Task While_no_sync_succeeds_nothing_is_acknowledged_and_it_says_that_it_is_not_ready(string error)
    {
        using var province = new SmallProvince();
        await using var server = await ServerProcess.Started(new Launch { Settings = province.Settings });
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);
        using var door = new DoorOf(server.Address);
        await using (await Injection.Into(server.Run.Id, "fsync", error, "1+"))
        {
            load.Allow(Refusals);
            await Patience.Until("refusals", () => Task.FromResult(load.Filings.Sum(f => f.PutOff) >= Refusals));
            await Patience.Until("the server saying that it is not ready", async () => !await server.IsReady());
            Assert.DoesNotContain(load.Filings, f => f.Answer is not null);
            Assert.DoesNotContain(await door.WholeFeed("province"), item => item.Kind == "filed");
        }

        await Patience.Until("the server being ready again", server.IsReady);
        load.Allow(1);
        var filings = await load.Settle();
        await (await Aftermath.Of(door, filings, screen)).Everything_holds(door, screen);
    }
}
