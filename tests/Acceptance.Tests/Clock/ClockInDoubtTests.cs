using System.Globalization;
using System.Text.Json.Nodes;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Browser;
using Monitoring.Acceptance.Tests.Faults;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Clock;

public sealed class ClockInDoubtTests
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(4);

    [FakedTimeFact]
    public async Task A_clock_that_jumps_a_month_ahead_breaches_nothing_and_the_wall_says_so_until_it_is_right_again()
    {
        using var province = new SmallProvince();
        using var time = new FakedTime();
        await using var server = await ServerProcess.Started(
            new Launch { Settings = [.. province.Settings, .. time.Settings] });
        using var door = new DoorOf(server.Address);
        await using var feed = new BoardClient(server, "province");
        await using var screen = await Screen.Open(server.Address);
        await screen.Ask("connection", "live");
        var (soon, dueAt) = await FileADeadline(door, "soon", Ahead);

        time.Show("+30d");
        await screen.Ask("connection", "doubted");
        Assert.Contains("DIRAGUKAN", (string)(await screen.Ask("look"))["banner"]!, StringComparison.Ordinal);
        await screen.Ask("picture", "6-clock-in-doubt");
        await Instants.Passes(dueAt);
        var (later, laterDueAt) = await FileADeadline(door, "later", Ahead); // intake goes on, by the time that was trusted
        await Instants.Passes(laterDueAt);
        await feed.Quiet(2);
        Assert.Equal(0, feed.Breaches);

        time.Show("+0");
        await screen.Ask("connection", "live");
        await feed.Breach([soon, later]);
        var breaches = (await door.WholeFeed("province")).Where(i => i.Kind == "breached").ToList();
        Assert.Equal([(soon, dueAt, dueAt), (later, laterDueAt, laterDueAt)], breaches.OrderBy(b => b.DueAt).Select(b => (b.Complaint!, b.DueAt!.Value, b.At)));
        Assert.DoesNotContain(breaches, b => b.DecidedAt < b.DueAt);
    }

    private static async Task<(string Complaint, DateTimeOffset DueAt)> FileADeadline(DoorOf door, string key, TimeSpan ahead)
    {
        var dueAt = DateTimeOffset.FromUnixTimeMilliseconds((DateTimeOffset.UtcNow + ahead).ToUnixTimeMilliseconds());
        var at = dueAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var answer = await door.File(
            $$"""{"facility":"{{SmallProvince.Facilities[0]}}","channel":"KOTAK_SARAN","grade":"green","dueAt":"{{at}}","text":"Antre sejak pagi"}""",
            "clock-" + key);
        Assert.True(answer.Status == 201, answer.ToString());
        return ((string)JsonNode.Parse(answer.Body)!["id"]!, dueAt);
    }
}
