using System.Net.Http.Headers;
using System.Text.Json;

namespace Monitoring.Silo.Tests.Http;

public sealed class DutyDoorTests
{
    private const string Roster = """
        {"id":"duty","version":"2026.1","timeZone":"Asia/Jakarta","desks":[
          {"desk":"complaints-desk@3601-h-002","holders":[{"holder":"officer:humas-1","away":[{"from":"2020-01-01","to":"2020-12-31"}]}],
           "standIns":[{"holder":"officer:piket-1"}]},
          {"desk":"ward@3601-h-002","holders":[]}
        ]}
        """;

    [Fact]
    public async Task Who_is_told_is_whom_the_roster_names_and_the_event_names_the_roster()
    {
        await using var door = await Door.Open();
        Assert.Equal(200, (await Put(door, Roster)).Status);

        var told = await Tellings(door, await door.Filed());

        Assert.All(told, telling => Assert.Equal("2026.1", telling.GetProperty("duty").GetProperty("version").GetString()));
        var rungs = told[0].GetProperty("told").EnumerateArray().Select(t => $"{t.GetProperty("rung")} {t.GetProperty("holders")[0]}").ToList();
        Assert.Equal(["R1 officer:humas-1", "R2 head@3601-h-002"], rungs);
        Assert.Equal("R0 empty", string.Join(' ', told[0].GetProperty("passed")[0].EnumerateObject().Select(p => p.Value.GetString())));
    }

    [Fact]
    public async Task It_can_be_asked_who_holds_a_desk_at_an_instant_and_each_rung_of_a_facility()
    {
        await using var door = await Door.Open();
        await Put(door, Roster);

        var then = (await door.Get("/api/v1/duty?at=2020-06-01T00:00:00Z")).Json.GetProperty("desks")[0];
        Assert.Equal(("officer:piket-1", true), (then.GetProperty("holders")[0].GetString(), then.GetProperty("standIn").GetBoolean()));
        var rungs = (await door.Get("/api/v1/duty?facility=3601-h-002")).Json.GetProperty("desks").EnumerateArray()
            .Select(d => $"{d.GetProperty("rung")} {d.GetProperty("desk")} {d.GetProperty("holders").GetArrayLength()}");
        Assert.Equal(
            [
                "R0 ward@3601-h-002 0", "R1 complaints-desk@3601-h-002 1", "R2 head@3601-h-002 1", "R3 health-office@3601 1",
                "R4 province-health-office 1", "R5 secretary-and-inspectorate 1",
            ],
            rungs);
        Assert.Equal(422, (await door.Get("/api/v1/duty?facility=nowhere")).Status);
    }

    [Theory]
    [InlineData("complaints-desk@3601-h-002", "complaints-desk@3601-h-999", "line 2")]
    [InlineData("officer:humas-1", "Siti Rahmawati", "line 2")]
    [InlineData("\"holders\":[]}", "\"holders\":[]},", "line 5")]
    [InlineData("2026.1", "2025.9", "does not follow")]
    [InlineData("officer:piket-1", "officer:piket-2", "version is taken")]
    [InlineData("\"duty\"", "\"other\"", "is something else")]
    public async Task What_makes_no_sense_is_refused_whole_and_the_old_one_stays(string good, string bad, string reason)
    {
        await using var door = await Door.Open();
        await Put(door, Roster);
        var before = (await door.Get("/api/v1/duty?at=2026-01-01T00:00:00Z")).Body;

        var answer = await Put(door, Roster.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal((422, "duty-refused"), (answer.Status, answer.Code));
        Assert.Contains(reason, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, (await door.Get("/api/v1/duty?at=2026-01-01T00:00:00Z")).Body);
        Assert.Equal(200, (await Put(door, Roster)).Status);
    }

    [Fact]
    public async Task The_newest_roster_is_in_force_after_a_restart_too()
    {
        var door = await Door.Open(new DoorSetting { OnDisk = true });
        await Put(door, Roster);
        await Put(door, Roster.Replace("2026.1", "2026.10", StringComparison.Ordinal).Replace("humas-1", "humas-10", StringComparison.Ordinal));
        await using var again = await door.Restart();

        Assert.Equal("2026.10", (await again.Get("/api/v1/duty")).Json.GetProperty("roster").GetProperty("version").GetString());
        Assert.Contains(await Tellings(again, await again.Filed()), t => t.GetRawText().Contains("officer:humas-10", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_acknowledges_owns_it_says_why_under_seal_and_may_promise_an_answer()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var promisedAt = DateTimeOffset.UtcNow.AddHours(5).ToString("O");

        var answer = await door.Verb(id, "acknowledge", new { owner = "officer:humas-1", note = "Hubungi keluarga dulu", promisedAt });

        Assert.True(answer.Status == 200, answer.Body);
        var shown = (await door.Get("/api/v1/complaints/" + id)).Json;
        Assert.Equal("officer:humas-1", shown.GetProperty("acknowledged").GetProperty("owner").GetString());
        Assert.Contains(shown.GetProperty("sealed").EnumerateArray(), n => n.GetString()!.StartsWith("acknowledge:", StringComparison.Ordinal));
        Assert.Contains(shown.GetProperty("clocks").EnumerateArray(), c => c.GetProperty("clock").GetString() == "promised_answer");
        Assert.DoesNotContain("keluarga", shown.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(shown.GetProperty("timetable").EnumerateArray(), s => s.GetProperty("kind").GetString() == "climb");
    }

    [Theory]
    [InlineData("{\"owner\":\"Siti Rahmawati\"}", "owner")]
    [InlineData("{\"note\":\" \"}", "note")]
    [InlineData("{\"answerWithinMinutes\":5,\"promisedAt\":\"2099-01-01T00:00:00Z\"}", "promisedAt")]
    public async Task An_acknowledgement_that_makes_no_sense_is_refused(string body, string member)
    {
        await using var door = await Door.Open();
        var answer = await door.Verb(await door.Filed(), "acknowledge", body);

        Assert.Equal(422, answer.Status);
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(member, out _), answer.Body);
    }

    private static async Task<List<JsonElement>> Tellings(Door door, string id) =>
    [
        .. (await door.Get("/api/v1/complaints/" + id)).Json.GetProperty("events").EnumerateArray()
            .Where(e => e.TryGetProperty("telling", out _)).Select(e => e.GetProperty("telling")),
    ];

    private static async Task<Answer> Put(Door door, string roster) => await Answer.Of(
        await door.Admin.PutAsync("/api/v1/duty", new StringContent(roster, MediaTypeHeaderValue.Parse("application/json"))));
}
