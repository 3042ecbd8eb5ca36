using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Monitoring.Silo.Tests.Http;

/// <summary>The doors of a facility under whatever somebody may send: a no with a code, never a fault, and nothing that was not meant.</summary>
public sealed class FacilityAttackTests
{
    private static readonly string Path = $"/api/v1/facilities/{Door.Hospital}/";

    /// <summary>What is wrong in a body is 400 where it is no such JSON, 422 where a member makes no sense, and 409 where a rule says no.</summary>
    private static readonly (string Verb, string Body, int Status, string Code)[] Bodies =
    [
        ("visit", "", 200, ""),
        ("visit", "null", 400, "malformed-json"),
        ("visit", "[]", 400, "malformed-json"),
        ("visit", "\"\"", 400, "malformed-json"),
        ("visit", "{", 400, "malformed-json"),
        ("visit", "{}{}", 400, "malformed-json"),
        ("visit", "{} // so", 400, "malformed-json"),
        ("visit", "{\"at\":null,}", 400, "malformed-json"),
        ("visit", "{\"At\":\"2026-01-01T00:00:00Z\"}", 400, "malformed-json"),
        ("visit", "{\"who\":\"me\"}", 400, "malformed-json"),
        ("visit", "{\"$type\":\"Visit\"}", 400, "malformed-json"),
        ("visit", "{\"__proto__\":{}}", 400, "malformed-json"),
        ("visit", "{\"at\":\"2026-01-01T00:00:00Z\",\"at\":\"2026-01-02T00:00:00Z\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"2026-01-01T00:00:00Z\",\"\\u0061t\":\"2026-01-02T00:00:00Z\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"2026-01-01T00:00:00\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"2026-01-01\"}", 400, "malformed-json"),
        ("visit", "{\"at\":1767225600}", 400, "malformed-json"),
        ("visit", "{\"at\":\"2026-02-30T00:00:00Z\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"10000-01-01T00:00:00Z\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"0000-01-01T00:00:00Z\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"0001-01-01T00:00:00+14:00\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"9999-12-31T23:59:59-14:00\"}", 400, "malformed-json"),
        ("visit", "{\"at\":\"9999-12-31T23:59:59.9999999Z\"}", 409, "in-the-future"),
        ("visit", "{\"at\":\"0001-01-01T00:00:00Z\"}", 409, "too-long-ago"),
        ("workshop", "{\"at\":\"9999-12-31T23:59:59Z\"}", 409, "in-the-future"),
        ("forum", "{\"at\":\"0001-01-01T00:00:00Z\"}", 409, "too-long-ago"),
        ("incident", "{\"incident\":\"x\",\"at\":\"9999-12-31T23:59:59Z\"}", 409, "in-the-future"),
        ("incident", "{\"incident\":\"\"}", 422, "invalid"),
        ("incident", "{\"incident\":\"Siti Rahmawati 0812\"}", 422, "invalid"),
        ("incident", "{\"incident\":\"x\\u0000\"}", 422, "invalid"),
        ("incident", "{\"incident\":\"\\ud800\"}", 400, "malformed-json"),
        ("incident", "{\"incident\":\"ａ\"}", 422, "invalid"),
        ("incident", "{\"incident\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}", 422, "invalid"),
        ("incident", "{\"incident\":7}", 400, "malformed-json"),
        ("selfReport", "{\"month\":\"9999-12\",\"complaints\":1,\"inTime\":1}", 422, "invalid"),
        ("selfReport", "{\"month\":\"0001-01\",\"complaints\":1,\"inTime\":1}", 422, "invalid"),
        ("selfReport", "{\"month\":\"-0001-01\",\"complaints\":1,\"inTime\":1}", 422, "invalid"),
        ("selfReport", "{\"month\":\"2026-00\",\"complaints\":1,\"inTime\":1}", 422, "invalid"),
        ("selfReport", "{\"month\":\"2026-1\",\"complaints\":1,\"inTime\":1}", 422, "invalid"),
        ("selfReport", "{\"month\":\"2025-01\",\"complaints\":-1,\"inTime\":-1}", 422, "invalid"),
        ("selfReport", "{\"month\":\"2025-01\",\"complaints\":1000001,\"inTime\":1}", 422, "invalid"),
        ("selfReport", "{\"month\":\"2025-01\",\"complaints\":99999999999,\"inTime\":1}", 400, "malformed-json"),
        ("selfReport", "{\"month\":\"2025-01\",\"complaints\":1.5,\"inTime\":1}", 400, "malformed-json"),
        ("selfReport", "{\"month\":\"2025-01\",\"complaints\":\"1\",\"inTime\":1}", 400, "malformed-json"),
        ("selfReport", "{\"month\":\"2025-01\",\"complaints\":NaN,\"inTime\":1}", 400, "malformed-json"),
        ("selfReport", "{\"month\":\"2025-01\"}", 422, "invalid"),
        ("promise", "{\"promise\":\"far\",\"dueAt\":\"9999-12-31T23:59:59Z\"}", 422, "invalid"),
        ("promise", "{\"promise\":\"past\",\"dueAt\":\"0001-01-01T00:00:00Z\"}", 409, "deadline-passed"),
        ("promise", "{\"promise\":\"both\",\"dueAt\":\"2090-01-01T00:00:00Z\",\"kept\":true}", 422, "invalid"),
        ("promise", "{\"promise\":\"no\",\"kept\":false}", 422, "invalid"),
        ("review", "{\"at\":\"2026-01-01T00:00:00Z\"}", 422, "invalid"),
        ("Visit", "{}", 404, "unknown-verb"),
        ("visit%20", "{}", 404, "unknown-verb"),
    ];

    private static readonly string[] Ids =
        ["nowhere", "3601-H-002", "3601-h-002%20", "..%2f3601-h-002", "%ff", "\u0661", new string('a', 4_000), "facility%2f3601-h-002", "*"];

    [Fact]
    public async Task Each_bad_body_is_refused_with_its_code_and_leaves_no_event()
    {
        await using var door = await Followed();
        var before = (await door.Post(Path + "officer", null)).Json.GetProperty("version").GetInt64();
        var taken = 0;
        foreach (var (verb, body, status, code) in Bodies)
        {
            var answer = await Answer.Of(await Send(door, Path + verb, new StringContent(body, Json)));
            Assert.True((status, code) == (answer.Status, answer.Status == 200 ? "" : answer.Code), $"{verb} {body}: {answer.Status} {answer.Body}");
            taken += answer.Status == 200 ? 1 : 0;
        }

        Assert.Equal(before + taken + 1, (await door.Post(Path + "officer", null)).Json.GetProperty("version").GetInt64());
        Assert.DoesNotContain("A request broke", door.Setting.Logged.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_too_deep_or_no_JSON_is_refused_by_kind()
    {
        await using var door = await Followed();
        Assert.Equal((415, "not-json"), await Answered(door, new StringContent("at=1", MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded"))));
        Assert.Equal((415, "not-json"), await Answered(door, new StringContent("{}", MediaTypeHeaderValue.Parse("text/plain"))));
        Assert.Equal((415, "not-json"), await Answered(door, new ByteArrayContent("{}"u8.ToArray())));
        Assert.Equal((413, "too-large"), await Answered(door, new StringContent("{\"at\":\"" + new string('x', 300_000) + "\"}", Json)));
        Assert.Equal((413, "too-large"), await Answered(door, new StringContent(new string(' ', 900_000), Json)));
        Assert.Equal((400, "malformed-json"), await Answered(door, new StringContent(new string('[', 200_000), Json)));
        Assert.Equal((400, "malformed-json"), await Answered(door, new ByteArrayContent([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]) { Headers = { ContentType = Json } }));
        Assert.Equal((400, "malformed-json"), await Answered(door, new ByteArrayContent(Encoding.Unicode.GetBytes("{}")) { Headers = { ContentType = Json } }));
    }

    [Fact]
    public async Task A_facility_that_is_none_is_not_there_however_it_is_written()
    {
        await using var door = await Door.Open();
        foreach (var id in Ids)
        {
            Assert.Equal((id, 404), (id, (await door.Post($"/api/v1/facilities/{id}/visit", null)).Status));
            Assert.Equal((id, 404), (id, (await door.Get($"/api/v1/facilities/{id}")).Status));
        }

        // this the server refuses before it is anybody's address
        Assert.Equal(400, (await door.Get("/api/v1/facilities/%00")).Status);
        Assert.Equal(4, (await door.Get("/api/v1/facilities?limit=-1&after=%00")).Json.GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("citizen", 403, "not-that-role")]
    [InlineData("manager", 403, "not-that-role")]
    [InlineData("inspectorate", 403, "not-that-role")]
    [InlineData("system", 403, "not-that-role")]
    [InlineData("Operator", 403, "not-that-role")]
    [InlineData("operator, supervisor", 403, "not-that-role")]
    [InlineData("admin", 403, "not-allowed")]
    [InlineData("supervisor", 200, "")]
    public async Task Only_a_role_that_is_held_and_may_tell_tells(string role, int status, string code)
    {
        await using var door = await Followed();
        var answer = await door.Post(Path + "visit", null, actingAs: role);
        Assert.Equal((status, code), (answer.Status, answer.Status == 200 ? "" : answer.Code));
    }

    [Fact]
    public async Task A_key_names_one_request_whatever_it_is_sent_for_again()
    {
        await using var door = await Followed();
        var first = await door.Post(Path + "incident", new { incident = "laptop" }, key: "k");
        Assert.Equal(200, first.Status);

        var again = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => door.Post(Path + "incident", new { incident = "laptop" }, key: "k")));
        Assert.All(again, answer => Assert.Equal((200, first.Body), (answer.Status, answer.Body)));

        Assert.Equal((422, "idempotency-key-reused"), Both(await door.Post(Path + "incident", new { incident = "email" }, key: "k")));
        Assert.Equal((422, "idempotency-key-reused"), Both(await door.Post(Path + "notice", new { incident = "laptop" }, key: "k")));
        Assert.Equal((422, "idempotency-key-reused"), Both(await door.Post($"/api/v1/facilities/{Door.Puskesmas}/incident", new { incident = "laptop" }, key: "k")));
        Assert.Equal((422, "idempotency-key-reused"), Both(await door.Post("/api/v1/complaints", Complaints.Plain(), key: "k")));

        var many = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => door.Post(Path + "incident", new { incident = "paper" }, key: "p")));
        Assert.Single(many.Select(answer => (answer.Status, answer.Body)).Distinct());
        Assert.Equal((409, "incident-exists"), Both(await door.Post(Path + "incident", new { incident = "paper" }, key: "q")));
        Assert.Equal((400, "idempotency-key-missing"), Both(await door.Post(Path + "visit", null, key: new string('k', 256))));
    }

    [Fact]
    public async Task A_promise_for_the_last_day_that_may_be_named_runs_and_shows_its_working_out()
    {
        await using var door = await Followed();
        var answer = await door.Post(Path + "promise", new { promise = "far", dueAt = "2099-12-31T23:59:59Z" });
        Assert.True(answer.Status == 200, answer.Body);

        var shown = await door.Get($"/api/v1/facilities/{Door.Hospital}");
        Assert.Contains(shown.Json.GetProperty("own").GetProperty("clocks").EnumerateArray(), c => c.GetProperty("clock").GetString() == "forum_promise");
    }

    [Fact]
    public async Task A_page_is_told_which_verbs_its_visitor_may_tell_and_which_of_them_end_a_clock()
    {
        await using var door = await Followed();
        await door.Post(Path + "promise", new { promise = "lift", dueAt = "2090-01-01T00:00:00Z" });
        var own = (await door.Get($"/api/v1/facilities/{Door.Hospital}")).Json.GetProperty("own");

        Assert.Equal(
            ["forum", "incident", "notice", "officer", "promise", "report", "review", "selfReport", "visit", "workshop", "zeroReport"],
            own.GetProperty("mayTell").EnumerateArray().Select(v => v.GetString()!).Order(StringComparer.Ordinal));
        var ends = own.GetProperty("clocks").EnumerateArray().Where(c => c.TryGetProperty("endedBy", out _))
            .ToDictionary(c => c.GetProperty("clock").GetString()!, c => string.Join(' ', c.GetProperty("endedBy").EnumerateArray()));
        Assert.Equal(("promise", "zeroReport", "review"), (ends["forum_promise"], ends["channel_heartbeat"], ends["retention_review"]));
    }

    private static MediaTypeHeaderValue Json => MediaTypeHeaderValue.Parse("application/json");

    private static (int Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);

    private static async Task<(int, string?)> Answered(Door door, HttpContent body) => Both(await Answer.Of(await Send(door, Path + "visit", body)));

    private static async Task<HttpResponseMessage> Send(Door door, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        return await door.Admin.SendAsync(request);
    }

    /// <summary>A facility begins to follow the policy in the moment after the door opens.</summary>
    private static async Task<Door> Followed()
    {
        var door = await Door.Open();
        int status;
        do
        {
            status = (await door.Post(Path + "zeroReport", null)).Status;
        }
        while (status == 409);

        return door;
    }
}
