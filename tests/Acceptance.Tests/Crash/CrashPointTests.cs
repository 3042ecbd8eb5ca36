using System.Globalization;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Crash;

public sealed class CrashPointTests(ITestOutputHelper output)
{
    private const string Variable = "MONITORING_CRASH_AT";

    /// <summary>A process that got SIGKILL, by the reckoning of shells.</summary>
    private const int Killed = 128 + 9;

    private const int MostFiled = 60;

    /// <summary>So many that deadlines, checkpoints and all else come to pass.</summary>
    private const int FiledAtOnce = 40;

    private static readonly int Rounds = Asked.Number("CRASH_ROUNDS", 1);

    [Fact]
    public async Task A_crash_at_each_labelled_instant_under_load_loses_doubles_and_hastens_nothing()
    {
        output.WriteLine($"KILL_SEED={Asked.Seed}");
        var chance = new Random(Asked.Seed);
        using var province = new SmallProvince();
        await using var server = await ServerProcess.Started(new Launch { Settings = province.Settings });
        await using var screen = new BoardClient(server, "province");
        await using var load = new Load(new Doors(server), Asked.Seed, Habits.Brisk);
        var struck = new List<string>();
        foreach (var label in Enumerable.Repeat(CrashLabels.OfALoad, Rounds).SelectMany(labels => labels))
        {
            load.Allow(chance.Next(1, MostFiled));
            await server.Kill9();
            var at = string.Create(CultureInfo.InvariantCulture, $"{label}:{chance.Next(1, 6)}");
            server.Also = [(Variable, at)];
            server.Spawn();
            load.Allow(FiledAtOnce);
            await Patience.Until(() => $"a crash at {at}; {load}{server.Said()}", () => Opened(server, load));
            Assert.Equal(Killed, await server.Run.Ended);
            struck.Add(at);
            server.Also = [];
            await server.Start();
        }

        var filings = await load.Settle();
        using var door = new DoorOf(server.Address);
        var aftermath = await Aftermath.Of(door, filings, screen);
        output.WriteLine($"Crashed at {struck.Count} labelled instants: {string.Join(", ", struck)}.");
        output.WriteLine(Account.Of(filings, aftermath));
        await aftermath.Everything_holds(door, screen);
    }

    [Fact]
    public async Task A_crash_at_each_labelled_instant_of_the_first_start_leaves_what_starts_again()
    {
        foreach (var label in CrashLabels.OfAStart)
        {
            for (var time = 1; time <= 2; time++)
            {
                await using var server = new ServerProcess(("Facilities", ""))
                {
                    Also = [(Variable, string.Create(CultureInfo.InvariantCulture, $"{label}:{time}"))],
                };
                server.Spawn();
                await Task.WhenAny(server.Run.Ended, server.Run.Announced);
                if (!server.Run.Ended.IsCompleted)
                {
                    Assert.True(time > 1, label + " was not reached."); // some are reached once
                    continue;
                }

                Assert.Equal(Killed, await server.Run.Ended);
                server.Also = [];
                await server.Start();
                using var door = new DoorOf(server.Address);
                Assert.Equal(201, (await door.File("""{"channel":"KOTAK_SARAN","text":"x"}""", "k")).Status);
                Assert.Single(await door.WholeFeed("province"), i => i.Kind == "filed");
            }
        }

        output.WriteLine($"Crashed at the first start at {string.Join(", ", CrashLabels.OfAStart)}.");
    }

    [Fact]
    public async Task A_crash_at_each_labelled_instant_of_a_facilitys_deadline_leaves_one_breach_stamped_with_it()
    {
        using var province = new SmallProvince();
        foreach (var label in CrashLabels.OfAFacility)
        {
            await using var server = new ServerProcess(new Launch { Settings = province.Settings }) { Also = [(Variable, label + ":1")] };
            await server.Start();
            var dueAt = DateTimeOffset.FromUnixTimeMilliseconds((DateTimeOffset.UtcNow + TimeSpan.FromSeconds(3)).ToUnixTimeMilliseconds());
            using (var door = new DoorOf(server.Address))
            {
                var promised = await door.Post(
                    $"/api/v1/facilities/{SmallProvince.Facilities[0]}/promise",
                    $$"""{"promise":"ruang-tunggu","dueAt":"{{dueAt.ToString("O", CultureInfo.InvariantCulture)}}"}""",
                    "promise");
                Assert.True(promised.Status == 200, promised.ToString());
            }

            Assert.Equal(Killed, await server.Run.Ended.For(() => "a crash at " + label + server.Said()));
            server.Also = [];
            await server.Start();
            using var again = new DoorOf(server.Address);
            await Patience.Until(() => "the breach" + server.Said(), async () => (await Broken(again)).Any());
            var breach = Assert.Single(await Broken(again));
            Assert.Equal((dueAt, dueAt, SmallProvince.Facilities[0]), (breach.At, breach.DueAt!.Value, breach.Facility));
        }

        static async Task<IEnumerable<Item>> Broken(DoorOf door) =>
            (await door.WholeFeed("province")).Where(i => i is { Kind: "facilityBreached", Clock: "forum_promise" });
    }

    [Fact]
    public async Task A_crash_at_each_labelled_instant_of_an_import_leaves_a_store_that_is_not_served()
    {
        using var folder = new TempFolder();
        var file = folder.File("export.gz");
        var keys = folder.File("keys");
        var feed = await Exported(file, keys);
        foreach (var label in CrashLabels.OfAnImport)
        {
            var data = folder.File(label);
            Assert.Equal(Killed, await Verb(["import", file, "--data", data], (Variable, label)));
            await using (var half = new ServerProcess(new Launch { Data = data, Settings = [("Facilities", "")] }))
            {
                half.Spawn();
                Assert.NotEqual(0, await half.Run.Ended);
                Assert.Contains("import", half.Said(), StringComparison.Ordinal);
            }

            Assert.NotEqual(0, await Verb(["import", file, "--data", data]));
            Directory.Delete(data, recursive: true);
            Assert.Equal(0, await Verb(["import", file, "--data", data]));
            Command.Run(["cp", "-r", keys, data]);
            Assert.Equal(feed, await Served(data));
        }

        output.WriteLine($"Crashed in an import at {string.Join(", ", CrashLabels.OfAnImport)}.");
    }

    /// <summary>A deadline, a checkpoint or a breach may take a few more complaints.</summary>
    private static async Task<bool> Opened(ServerProcess server, Load load)
    {
        if (server.Run.Ended.IsCompleted)
        {
            return true;
        }

        if (server.Up is null && await server.IsReady())
        {
            await Task.WhenAny(server.BecomeReady(), server.Run.Ended);
        }

        if (server.Up is not null && load.InFlight == 0)
        {
            load.Allow(1);
        }

        return false;
    }

    private static async Task<IReadOnlyList<Item>> Exported(string file, string keys)
    {
        await using var server = await ServerProcess.Started();
        using (var door = new DoorOf(server.Address))
        {
            for (var n = 0; n < 5; n++)
            {
                Assert.Equal(201, (await door.File("""{"channel":"KOTAK_SARAN","text":"x"}""", $"k{n}")).Status);
            }
        }

        Assert.Equal(0, await server.Terminate());
        Assert.Equal(0, await Verb(["export", file, "--data", server.Data]));
        Command.Run(["cp", "-r", Path.Combine(server.Data, "keys"), keys]);
        await server.Start();
        using var again = new DoorOf(server.Address);
        return await again.WholeFeed("province");
    }

    private static async Task<IReadOnlyList<Item>> Served(string data)
    {
        await using var server = new ServerProcess(new Launch { Data = data });
        server.Spawn();
        await server.BecomeReady();
        using var door = new DoorOf(server.Address);
        return await door.WholeFeed("province");
    }

    private static async Task<int> Verb(string[] line, params (string Name, string Value)[] settings)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Places.Silo, .. line]) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync().For("the end of " + line[0]);
        return process.ExitCode;
    }
}
