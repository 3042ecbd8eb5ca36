using System.Globalization;
using System.Text.Json.Nodes;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Browser;

public sealed class InARealBrowserTests(ITestOutputHelper output)
{
    private const string Facility = "3601-h-002";
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    /// <summary>So far that a machine with other work still shows it before.</summary>
    private static readonly TimeSpan WellAhead = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task A_passed_deadline_appears_on_the_wall_by_itself()
    {
        await using var server = await ServerProcess.Started();
        using var door = new DoorOf(server.Address);
        await using var screen = await Screen.Open(server.Address);
        await screen.Ask("connection", "live");
        await screen.Ask("picture", "1-calm");

        var (complaint, dueAt) = await FileADeadline(door, WellAhead);
        await screen.Ask("watch", complaint);
        var seen = await screen.Ask("drawn", "past");
        await screen.Ask("picture", "2-overdue");

        var drawnAt = DateTimeOffset.FromUnixTimeMilliseconds((long)seen["past"]!);
        output.WriteLine($"deadline to screen: {(drawnAt - dueAt).TotalMilliseconds:F0} ms; 'within a second': {drawnAt - dueAt < TimeSpan.FromSeconds(1)}");
        Assert.True(drawnAt >= dueAt, "It was shown as overdue before it was.");
        Assert.True(seen["next"] is { } next && (long)next < (long)seen["past"]!, "It was not shown before its deadline: " + seen);
        await NothingBroke(screen);
    }

    [Fact]
    public async Task A_silent_server_makes_the_wall_stale_and_freezes_its_countdowns_until_it_speaks_again()
    {
        await using var server = await ServerProcess.Started();
        using var door = new DoorOf(server.Address);
        await using var screen = await Screen.Open(server.Address, "clock");
        await screen.Ask("connection", "live");
        var before = await screen.Ask("look");
        var (complaint, _) = await FileADeadline(door);
        await screen.Ask("watch", complaint);
        await screen.Ask("drawn", "past");

        // its connections stand and nothing comes out of them, as when a cable is cut
        await server.Freeze();
        await screen.Ask("forward", "16");
        output.WriteLine("silent for 16 s: " + await screen.Ask("connection", "stale"));
        var stale = await screen.Ask("look");
        await screen.Ask("picture", "3-stale");
        await screen.Ask("forward", "60");
        var later = await screen.Ask("look");

        Assert.Contains("TIDAK MUTAKHIR", (string)stale["banner"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("TIDAK MUTAKHIR", (string)before["banner"]!, StringComparison.Ordinal);
        AssertFrozen(stale, later);

        await server.Thaw();
        output.WriteLine("speaking again: " + await screen.Ask("connection", "live"));
        await NothingBroke(screen);
    }

    [Fact]
    public async Task A_killed_server_makes_the_wall_stale_and_its_return_makes_it_live_by_itself()
    {
        await using var server = await ServerProcess.Started();
        using var door = new DoorOf(server.Address);
        await using var screen = await Screen.Open(server.Address);
        await screen.Ask("connection", "live");

        await server.Kill9();
        output.WriteLine("killed: " + await screen.Ask("connection", "stale"));
        await screen.Ask("picture", "4-killed");
        await server.Start();
        output.WriteLine("started again: " + await screen.Ask("connection", "live"));

        using var again = new DoorOf(server.Address);
        var (complaint, _) = await FileADeadline(again);
        await screen.Ask("watch", complaint);
        await screen.Ask("drawn", "past");
        await screen.Ask("picture", "5-back");
        await NothingBroke(screen);
    }

    private static async Task<(string Complaint, DateTimeOffset DueAt)> FileADeadline(DoorOf door, TimeSpan? ahead = null)
    {
        var dueAt = DateTimeOffset.FromUnixTimeMilliseconds((DateTimeOffset.UtcNow + (ahead ?? Ahead)).ToUnixTimeMilliseconds());
        var at = dueAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var answer = await door.File(
            $$"""{"facility":"{{Facility}}","channel":"KOTAK_SARAN","category":"waktu_tunggu","payer":"BPJS_PBI","grade":"green","dueAt":"{{at}}","text":"Antre sejak pagi"}""",
            "browser-" + at);
        Assert.True(answer.Status == 201, answer.ToString());
        return ((string)JsonNode.Parse(answer.Body)!["id"]!, dueAt);
    }

    /// <summary>A minute later the same texts stand there.</summary>
    private static void AssertFrozen(JsonObject then, JsonObject later)
    {
        Assert.Equal(then["banner"]!.ToString(), later["banner"]!.ToString());
        Assert.NotEmpty(then["past"]!.AsArray());
        Assert.Equal(then["past"]!.ToString(), later["past"]!.ToString());
        Assert.Equal(then["next"]!.ToString(), later["next"]!.ToString());
    }

    private static async Task NothingBroke(Screen screen) =>
        Assert.Empty((await screen.Ask("faults"))["faults"]!.AsArray());
}
