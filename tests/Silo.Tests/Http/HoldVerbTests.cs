using System.Text.Json;

namespace Monitoring.Silo.Tests.Http;

/// <summary>Holds, side exits and two-person decisions as they are asked at the door.</summary>
public sealed class HoldVerbTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task A_hold_stops_the_pausable_clocks_alone_and_says_why()
    {
        var door = open.Door;
        var id = await door.Filed();
        await door.Verb(id, "verify");
        await door.Verb(id, "assign", new { unit = "IGD" });
        Assert.Equal("onHold", (await door.Verb(id, "hold", new { reason = "waiting-for-records" })).Json.GetProperty("status").GetString());

        var held = (await door.Get("/api/v1/complaints/" + id)).Json;
        Assert.Equal("waiting-for-records", held.GetProperty("hold").GetProperty("reason").GetString());
        Assert.False(Clock(held, "settle").TryGetProperty("dueAt", out _));
        Assert.True(Clock(held, "settle").TryGetProperty("pausedAt", out _));
        Assert.True(Clock(held, "kwtk").TryGetProperty("dueAt", out _));
        Assert.Contains("waiting-for-records", string.Join(' ', Lines(Clock(held, "settle")).Select(l => l.GetRawText())) + held, StringComparison.Ordinal);

        Assert.Equal("assigned", (await door.Verb(id, "resume")).Json.GetProperty("status").GetString());
        var resumed = (await door.Get("/api/v1/complaints/" + id)).Json;
        Assert.True(Clock(resumed, "settle").TryGetProperty("dueAt", out _));
        Assert.Contains(Lines(Clock(resumed, "settle")), l => l.GetProperty("kind").GetString() == "pause");
    }

    [Fact]
    public async Task Every_ledger_with_a_deadline_sums_to_its_limit()
    {
        var door = open.Door;
        var look = (await door.Get("/api/v1/complaints/" + await door.Filed())).Json;

        foreach (var ledger in look.GetProperty("clocks").EnumerateArray().Select(c => c.GetProperty("ledger")))
        {
            var counted = ledger.GetProperty("lines").EnumerateArray().Sum(l => l.GetProperty("counted").GetInt64());
            Assert.Equal(ledger.GetProperty("counted").GetInt64(), counted);
            if (ledger.TryGetProperty("limit", out var limit))
            {
                Assert.Equal(limit.GetInt64(), counted);
            }
        }
    }

    [Fact]
    public async Task Lowering_from_red_waits_for_a_second_role()
    {
        var door = open.Door;
        var id = await door.Filed();
        await door.Verb(id, "grade", new { grade = "green", reason = "no-loss" });
        var asked = (await door.Get("/api/v1/complaints/" + id)).Json;
        Assert.Equal(("red", "green"), (asked.GetProperty("grade").GetString(), asked.GetProperty("requests")[0].GetProperty("grade").GetString()));

        Assert.Equal("same-desk", (await door.Verb(id, "approve")).Code);
        Assert.Equal(200, (await door.Verb(id, "approve", actingAs: "supervisor")).Status);
        Assert.Equal("green", (await door.Get("/api/v1/complaints/" + id)).Json.GetProperty("grade").GetString());
    }

    [Fact]
    public async Task A_role_that_is_not_held_is_not_acted_in()
    {
        var answer = await open.Door.Verb(await open.Door.Filed(), "contact", actingAs: "inspectorate");
        Assert.Equal((403, "not-that-role"), (answer.Status, answer.Code));

        answer = await open.Door.Verb(await open.Door.Filed(), "contact", actingAs: "admin");
        Assert.Equal((403, "not-allowed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_duplicate_is_merged_into_another_complaint_that_exists()
    {
        var door = open.Door;
        var (first, second) = (await door.Filed(), await door.Filed());
        Assert.Equal(422, (await door.Verb(first, "merge", new { into = first, reason = "same-event" })).Status);
        Assert.Equal("duplicate", (await door.Verb(second, "merge", new { into = first, reason = "same-event" })).Json.GetProperty("status").GetString());
        Assert.Equal(422, (await door.Verb(first, "merge", new { into = second, reason = "same-event" })).Status);
        Assert.Equal(first, (await door.Get("/api/v1/complaints/" + second)).Json.GetProperty("mergedInto").GetString());
    }

    [Fact]
    public async Task A_duplicate_is_of_the_same_facility_and_of_a_case_that_can_still_answer_for_it()
    {
        var door = open.Door;
        var (first, second) = (await door.Filed(), await door.Filed());
        await door.Verb(first, "withdraw", new { reason = "mistake" });
        Assert.Equal((422, "ended"), Refused(await door.Verb(second, "merge", new { into = first, reason = "same-event" })));

        var elsewhere = await door.Filed(new { channel = "SMS", facility = "3601-h-004", category = "obat", text = "Sama." });
        Assert.Equal((422, "other-facility"), Refused(await door.Verb(second, "merge", new { into = elsewhere, reason = "same-event" })));

        var lost = await door.Filed(new { channel = "SMS", category = "obat", text = "Sama." });
        Assert.Equal(200, (await door.Verb(lost, "merge", new { into = elsewhere, reason = "same-event" })).Status);

        static (int, string?) Refused(Answer answer) => (answer.Status, answer.Code);
    }

    [Fact]
    public async Task Appeal_archive_and_a_transfer_outside_are_carried_out()
    {
        var door = open.Door;
        var id = await door.Filed();
        await door.Verb(id, "act");
        await door.Verb(id, "answer", new { text = "Sudah kami tindak." });
        Assert.Equal("reopened", (await door.Verb(id, "appeal", new { reason = "not-true" })).Json.GetProperty("status").GetString());
        var look = (await door.Get("/api/v1/complaints/" + id)).Json;
        Assert.Equal("province", Clock(look, "appeal").GetProperty("owner").GetString());

        var over = await door.Filed();
        Assert.Equal("archived", (await door.Verb(over, "archive", new { reason = "too-general" })).Json.GetProperty("status").GetString());
        var ended = Clock((await door.Get("/api/v1/complaints/" + over)).Json, "statutory_answer");
        Assert.Equal(("ended", "ended"), (ended.GetProperty("verdict").GetString(), Lines(ended)[^1].GetProperty("kind").GetString()));
        Assert.Equal("notOurs", (await door.Verb(await door.Filed(), "transfer", new { outside = "polri", reason = "criminal" })).Json.GetProperty("status").GetString());
    }

    private static JsonElement Clock(JsonElement look, string clock) =>
        look.GetProperty("clocks").EnumerateArray().Single(c => c.GetProperty("clock").GetString() == clock);

    private static JsonElement[] Lines(JsonElement clock) => [.. clock.GetProperty("ledger").GetProperty("lines").EnumerateArray()];
}
