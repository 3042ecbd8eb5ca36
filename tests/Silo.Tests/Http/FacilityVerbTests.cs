using System.Text.Json;

namespace Monitoring.Silo.Tests.Http;

/// <summary>What is told of a facility itself, through the door, with real grains.</summary>
public sealed class FacilityVerbTests
{
    private static string Path(string verb) => $"/api/v1/facilities/{Door.Hospital}/{verb}";

    [Fact]
    public async Task A_workshop_starts_a_clock_a_visit_stops_it_and_both_are_answered_alike_when_repeated()
    {
        await using var door = await Door.Open();
        await door.Happens("registered");
        var workshop = await Followed(() => door.Post(Path("workshop"), null, key: "w1"));
        Assert.Equal(200, workshop.Status);
        Assert.Contains("monitoring_visit", Running(workshop));

        var visit = await door.Post(Path("visit"), new { }, key: "v1");
        Assert.Contains("visit_report", Running(visit));
        Assert.DoesNotContain("monitoring_visit", Running(visit));

        var again = await door.Post(Path("workshop"), null, key: "w1");
        Assert.Equal(workshop.Json.GetRawText(), again.Json.GetRawText());
        var other = await door.Post(Path("visit"), new { }, key: "w1");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_facility_shows_its_clocks_with_their_working_out_and_after_a_restart_they_are_the_same()
    {
        var door = await Door.Open();
        await Followed(() => door.Post(Path("incident"), new { incident = "laptop" }));
        var before = Own(await door.Get($"/api/v1/facilities/{Door.Hospital}"));
        var notice = Clock(before, "breach_notice");
        var lines = notice.GetProperty("ledger").GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal("start", lines[0].GetProperty("kind").GetString());
        Assert.Equal(72L * 3_600_000, notice.GetProperty("ledger").GetProperty("counted").GetInt64());
        Assert.Equal("running", notice.GetProperty("verdict").GetString());

        await using var restarted = await door.Restart();
        var after = Own(await restarted.Get($"/api/v1/facilities/{Door.Hospital}"));
        Assert.Equal(notice.GetRawText(), Clock(after, "breach_notice").GetRawText());
    }

    [Theory]
    [InlineData("report", "{}", 409, "not-visited")]
    [InlineData("workshop", "{\"at\":\"2999-01-01T00:00:00Z\"}", 409, "in-the-future")]
    [InlineData("workshop", "{\"at\":\"2019-01-01T00:00:00Z\"}", 409, "too-long-ago")]
    [InlineData("selfReport", "{\"month\":\"2099-01\",\"complaints\":1,\"inTime\":1}", 409, "month-not-over")]
    [InlineData("selfReport", "{\"month\":\"2026-13\",\"complaints\":1,\"inTime\":1}", 422, "invalid")]
    [InlineData("selfReport", "{\"month\":\"2026-01\",\"complaints\":1,\"inTime\":2}", 422, "invalid")]
    [InlineData("promise", "{\"promise\":\"Lift baru di lobi\",\"dueAt\":\"2999-01-01T00:00:00Z\"}", 422, "invalid")]
    [InlineData("promise", "{\"promise\":\"lift\"}", 422, "invalid")]
    [InlineData("promise", "{\"promise\":\"lift\",\"kept\":true}", 409, "no-such-promise")]
    [InlineData("notice", "{\"incident\":\"laptop\"}", 409, "no-such-incident")]
    [InlineData("officer", "{\"at\":\"2026-01-01T00:00:00Z\"}", 422, "invalid")]
    [InlineData("dance", "{}", 404, "unknown-verb")]
    public async Task What_cannot_be_is_refused_with_a_code(string verb, string body, int status, string code)
    {
        await using var door = await Door.Open();
        var answer = await Followed(() => door.Post(Path(verb), body));
        Assert.Equal((status, code), (answer.Status, answer.Json.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Nobody_tells_of_a_facility_that_is_none_without_a_key_or_in_a_role_that_does_not()
    {
        await using var door = await Door.Open();
        Assert.Equal(404, (await door.Post("/api/v1/facilities/nowhere/visit", null)).Status);
        Assert.Equal(400, (await door.Post(Path("visit"), null, key: "")).Status);
        var admin = await Followed(() => door.Post(Path("visit"), null, actingAs: "admin"));
        Assert.Equal((403, "not-allowed"), (admin.Status, admin.Json.GetProperty("code").GetString()));
        using var unsigned = await door.Anybody.PostAsync(Path("visit"), null);
        Assert.Equal(401, (int)unsigned.StatusCode);
    }

    [Fact]
    public async Task What_a_facility_did_is_in_the_feeds_and_moves_no_count_of_complaints()
    {
        await using var door = await Door.Open();
        await Followed(() => door.Post(Path("incident"), new { incident = "old", at = DateTimeOffset.UtcNow.AddDays(-10) }));
        await door.Happens("facilityBreached");

        var board = await door.Get("/api/v1/board?audience=province");
        var hospital = board.Json.GetProperty("facilities").EnumerateArray().Single(f => f.GetProperty("id").GetString() == Door.Hospital);
        Assert.Equal(
            (1, 1, 0, 0),
            (hospital.GetProperty("ownOverdue").GetInt32(), hospital.GetProperty("ownBreaches").GetInt32(),
                hospital.GetProperty("breaches").GetInt32(), hospital.GetProperty("received").GetInt32()));
        Assert.Equal(0, board.Json.GetProperty("overdue").GetProperty("total").GetInt32());
    }

    /// <summary>A facility begins to follow the policy in the moment after the door opens.</summary>
    private static async Task<Answer> Followed(Func<Task<Answer>> ask)
    {
        while (true)
        {
            var answer = await ask();
            if (answer.Status != 409 || answer.Json.GetProperty("code").GetString() != "not-followed")
            {
                return answer;
            }
        }
    }

    private static IEnumerable<string?> Running(Answer answer) =>
        answer.Json.GetProperty("clocks").EnumerateArray().Select(c => c.GetProperty("clock").GetString());

    private static JsonElement Own(Answer answer) => answer.Json.GetProperty("own");

    private static JsonElement Clock(JsonElement own, string id) =>
        own.GetProperty("clocks").EnumerateArray().Single(c => c.GetProperty("clock").GetString() == id);
}
