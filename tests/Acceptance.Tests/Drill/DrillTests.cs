using System.Globalization;
using System.Text.Json.Nodes;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Browser;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Drill;

public sealed class DrillTests(ITestOutputHelper output)
{
    private const string Outage = "storage-down";
    private const int OutageSeconds = 30;

    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_drilled_outage_is_answered_503_and_what_came_due_in_it_stands_on_the_wall_after_it()
    {
        await using var server = await ServerProcess.Started(new Launch { Options = ["--demo", "--faults"] });
        using var door = new DoorOf(server.Address);
        await using var screen = await Screen.Open(server.Address);
        await screen.Ask("connection", "live");
        await AcknowledgeAll(door);
        var facility = (await door.Board("province")).Facilities[1].Id;
        var dueAt = DateTimeOffset.UtcNow + Ahead;
        var filed = await File(door, facility, "due-in-the-outage", dueAt);
        Assert.Equal(201, filed.Status);
        await screen.Ask("watch", (string)JsonNode.Parse(filed.Body)!["id"]!);

        var started = await door.Post("/api/v1/drill/" + Outage, $$"""{"seconds":{{OutageSeconds}}}""", "outage");
        Assert.Equal(200, started.Status);
        var (key, refused) = await Refused(door, facility);
        Assert.NotNull(refused.RetryAfter);
        await screen.Ask("connection", "stale");
        await screen.Ask("picture", "drill-1-outage");

        var drawn = await screen.Ask("drawn", "past");
        var run = await Done(door);
        var line = (string)(await screen.Ask("drill", "Penyimpanan_mati"))["came"]!;
        await screen.Ask("picture", "drill-2-overcome");
        output.WriteLine(line);
        output.WriteLine(run.ToJsonString());

        var drawnAt = DateTimeOffset.FromUnixTimeMilliseconds((long)drawn["past"]!);
        Assert.True(drawnAt >= (DateTimeOffset)run["endedAt"]!, $"Drawn at {drawnAt:O} although storage was down: {run}");
        Assert.True((int)run["refused"]! > 0 && (int)run["acknowledged"]! > 0, run.ToJsonString());
        Assert.Equal((0, 0, 0), ((int)run["found"]!["lost"]!, (int)run["found"]!["missing"]!, (int)run["found"]!["doubled"]!));
        Assert.True((int)run["found"]!["late"]! >= 1, run.ToJsonString());
        Assert.Contains("0 hilang", line, StringComparison.Ordinal);
        Assert.Equal(201, (await File(door, facility, key, null)).Status);
    }

    /// <summary>What the simulated province's past has left must not push the new rows off the wall.</summary>
    private static async Task AcknowledgeAll(DoorOf door)
    {
        var board = JsonNode.Parse((await door.Get("/api/v1/board?audience=province")).Body)!;
        foreach (var row in board["overdue"]!["items"]!.AsArray())
        {
            var complaint = (string)row!["complaint"]!;
            await door.Post($"/api/v1/complaints/{complaint}/acknowledge", """{"answerWithinMinutes":60}""", "take-" + complaint);
        }
    }

    /// <summary>The first complaint that is not taken, and its key.</summary>
    private static async Task<(string Key, Answer Answer)> Refused(DoorOf door, string facility)
    {
        for (var n = 0; ; n++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"in-the-outage-{n}");
            var answer = await File(door, facility, key, null);
            if (answer.Status != 201)
            {
                Assert.Equal(503, answer.Status);
                return (key, answer);
            }
        }
    }

    private static Task<Answer> File(DoorOf door, string facility, string key, DateTimeOffset? dueAt)
    {
        var due = dueAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"\"dueAt\":\"{at:yyyy-MM-ddTHH:mm:ss.fffZ}\",") : "";
        return door.File(
            $$"""{"facility":"{{facility}}","channel":"KOTAK_SARAN",{{due}}"category":"waktu_tunggu","grade":"green","text":"Antre"}""", key);
    }

    private static async Task<JsonNode> Done(DoorOf door)
    {
        JsonNode? run = null;
        await Patience.Until("the end of the drill", async () =>
        {
            var drill = JsonNode.Parse((await door.Get("/api/v1/drill")).Body)!;
            run = drill["runs"]!.AsArray().First(r => (string)r!["fault"]! == Outage);
            return (string)run!["phase"]! == "done";
        });
        return run!;
    }
}
