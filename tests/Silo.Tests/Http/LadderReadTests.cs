using System.Net.Http.Headers;
using System.Text.Json;

namespace Monitoring.Silo.Tests.Http;

/// <summary>What <c>GET /api/v1/complaints/{id}</c> says of who was told and who answers for it.</summary>
public sealed class LadderReadTests
{
    private const string Roster = """
        {"id":"duty","version":"2026.1","timeZone":"Asia/Jakarta","desks":[
          {"desk":"complaints-desk@3601-h-002","holders":[{"holder":"officer:humas-1","away":[{"from":"2020-01-01","to":"2099-12-31"}]}],
           "standIns":[{"holder":"officer:piket-1"}]},
          {"desk":"ward@3601-h-002","holders":[]}
        ]}
        """;

    [Fact]
    public async Task Each_rung_says_who_was_told_and_when_who_was_passed_over_and_why_and_whom_it_leads_to_now()
    {
        await using var door = await Door.Open();
        await Put(door, Roster);
        var shown = await Shown(door, await door.Filed());
        var (r0, r1, r2, r3, r6) = (Rung(shown, "R0"), Rung(shown, "R1"), Rung(shown, "R2"), Rung(shown, "R3"), Rung(shown, "R6"));

        Assert.Equal(("ward@3601-h-002", "empty"), (Text(r0, "desk"), Text(r0, "passedNow")));
        Assert.Equal("empty", Text(r0.GetProperty("passed")[0], "why"));
        Assert.Equal(0, r0.GetProperty("told").GetArrayLength());
        Assert.False(r0.TryGetProperty("holders", out _));

        var told = r1.GetProperty("told")[0];
        Assert.Equal(("officer:piket-1", true), (told.GetProperty("holders")[0].GetString(), told.GetProperty("standIn").GetBoolean()));
        Assert.Equal(("complaints-desk@3601-h-002", "red:open"), (Text(told, "desk"), Text(told, "step")));
        Assert.Equal(told.GetProperty("at").GetDateTimeOffset(), shown.GetProperty("filedAt").GetDateTimeOffset());
        Assert.True(r1.GetProperty("standIn").GetBoolean());

        Assert.Equal("head@3601-h-002", r2.GetProperty("told")[0].GetProperty("holders")[0].GetString());
        Assert.False(r2.TryGetProperty("standIn", out _));
        Assert.True(r2.GetProperty("awaited").GetBoolean());
        Assert.False(r1.TryGetProperty("awaited", out _));

        Assert.Equal(("health-office@3601", 0), (r3.GetProperty("holders")[0].GetString(), r3.GetProperty("told").GetArrayLength()));
        Assert.True(r6.GetProperty("offered").GetBoolean());
        Assert.False(r6.TryGetProperty("desk", out _));
        Assert.Equal(["R0", "R1", "R2", "R3", "R4", "R5", "R6"], shown.GetProperty("ladder").EnumerateArray().Select(r => Text(r, "rung")));
    }

    [Fact]
    public async Task What_was_told_keeps_the_holders_of_its_time_though_another_roster_is_in_force()
    {
        var door = await Door.Open(new DoorSetting { OnDisk = true });
        await Put(door, Roster);
        var id = await door.Filed();
        await Put(door, """{"id":"duty","version":"2026.2","timeZone":"Asia/Jakarta","desks":[{"desk":"complaints-desk@3601-h-002","holders":[{"holder":"officer:humas-7"}]}]}""");

        await using var again = await door.Restart();
        var r1 = Rung(await Shown(again, id), "R1");

        Assert.Equal("officer:humas-7", r1.GetProperty("holders")[0].GetString());
        Assert.False(r1.TryGetProperty("standIn", out _));
        Assert.Equal("officer:piket-1", r1.GetProperty("told")[0].GetProperty("holders")[0].GetString());
        Assert.True(r1.GetProperty("told")[0].GetProperty("standIn").GetBoolean());
    }

    [Fact]
    public async Task An_acknowledgement_ends_the_waiting_until_somebody_is_told_again()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        await door.Verb(id, "acknowledge", new { owner = "officer:humas-1" });
        Assert.DoesNotContain((await Shown(door, id)).GetProperty("ladder").EnumerateArray(), r => r.TryGetProperty("awaited", out _));

        door.Setting.Time.Advance(TimeSpan.FromHours(2));
        await door.Verb(id, "grade", new { grade = "red" });

        Assert.Contains((await Shown(door, id)).GetProperty("ladder").EnumerateArray(), r => r.TryGetProperty("awaited", out _));
    }

    [Fact]
    public async Task A_climb_is_told_by_the_rung_that_did_not_acknowledge()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        Assert.Contains(
            (await Shown(door, id)).GetProperty("timetable").EnumerateArray(),
            s => Text(s, "kind") == "climb" && s.GetProperty("rungs")[0].GetString() == "R3");

        door.Setting.Time.Advance(TimeSpan.FromMinutes(45));
        await door.Verb(id, "contact");

        Assert.Contains(
            Rung(await Shown(door, id), "R3").GetProperty("told").EnumerateArray(), told => Text(told, "step")!.EndsWith(">R3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_slip_from_the_box_it_says_when_somebody_was_told_and_not_only_when_that_fell_due()
    {
        await using var door = await Door.Open();
        var conveyedAt = door.Setting.Time.GetUtcNow().AddDays(-6);
        var shown = await Shown(door, await door.Filed(Complaints.Plain().With("conveyedAt", conveyedAt.ToString("O"))));

        var told = Rung(shown, "R4").GetProperty("told").EnumerateArray().First(one => Text(one, "clock") == "kwtk");
        Assert.True(told.GetProperty("at").GetDateTimeOffset() < shown.GetProperty("filedAt").GetDateTimeOffset());
        Assert.Equal(shown.GetProperty("filedAt").GetDateTimeOffset(), told.GetProperty("decidedAt").GetDateTimeOffset());
        Assert.False(Rung(shown, "R1").GetProperty("told").EnumerateArray().First(one => Text(one, "clock") == "first_contact").TryGetProperty("decidedAt", out _));
    }

    [Fact]
    public async Task The_dossier_is_linked_once_it_is_offered_and_not_before()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        Assert.False((await Shown(door, id)).TryGetProperty("dossier", out _));

        door.Setting.Time.Advance(TimeSpan.FromDays(16));
        await door.Verb(id, "contact");

        Assert.Equal(200, (await door.Get(Text(await Shown(door, id), "dossier")!)).Status);
    }

    [Fact]
    public async Task A_closed_case_waits_for_nobody_and_tells_nobody_any_more()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        Assert.Equal(200, (await door.Verb(id, "withdraw", new { reason = "by-reporter" })).Status);

        foreach (var rung in (await Shown(door, id)).GetProperty("ladder").EnumerateArray())
        {
            Assert.False(rung.TryGetProperty("holders", out _) || rung.TryGetProperty("passedNow", out _) || rung.TryGetProperty("awaited", out _));
        }

        Assert.NotEqual(0, Rung(await Shown(door, id), "R1").GetProperty("told").GetArrayLength());
    }

    private static async Task<JsonElement> Shown(Door door, string id)
    {
        var answer = await door.Get("/api/v1/complaints/" + id);
        Assert.True(answer.Status == 200, answer.Body);
        return answer.Json;
    }

    private static JsonElement Rung(JsonElement shown, string id) =>
        shown.GetProperty("ladder").EnumerateArray().Single(rung => Text(rung, "rung") == id);

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();

    private static async Task Put(Door door, string roster)
    {
        using var answer = await door.Admin.PutAsync("/api/v1/duty", new StringContent(roster, MediaTypeHeaderValue.Parse("application/json")));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
