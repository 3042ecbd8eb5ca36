using System.Net.Http.Headers;
using System.Text;

namespace Monitoring.Silo.Tests.Http;

/// <summary>The door of the duty roster under whatever somebody may send: a no with a code, and the old roster stays.</summary>
public sealed class DutyAttackTests
{
    private const string Good =
        """{"id":"duty","version":"2026.1","timeZone":"Asia/Jakarta","desks":[{"desk":"head@3601-h-002","holders":[{"holder":"officer:a"}]}]}""";

    [Theory]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2026-01-01")]
    [InlineData("now")]
    [InlineData("")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1999-12-31T23:59:59Z")]
    [InlineData("2026-01-01T00:00:00 07:00")]
    [InlineData("2026-01-01T00:00:00Z&at=2026-01-01T00:00:00Z")]
    [InlineData("%00")]
    public async Task An_instant_that_is_none_or_that_nobody_means_is_refused(string at)
    {
        await using var door = await Door.Open();
        await Put(door, Good);
        var answer = await door.Get("/api/v1/duty?at=" + at);
        Assert.Equal((422, "invalid"), (answer.Status, answer.Code));
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty("at", out _), answer.Body);
    }

    [Fact]
    public async Task An_instant_with_its_offset_is_read_as_it_is_meant()
    {
        await using var door = await Door.Open();
        var answer = await door.Get("/api/v1/duty?at=2026-01-01T07:00:00%2B07:00&facility=3601-h-002");
        Assert.Equal((200, "2026-01-01T00:00:00.000Z"), (answer.Status, answer.Json.GetProperty("at").GetString()));
    }

    [Fact]
    public async Task What_is_no_roster_is_refused_and_the_old_one_stays()
    {
        await using var door = await Door.Open();
        Assert.Equal(200, (await Put(door, Good)).Status);
        var before = (await door.Get("/api/v1/duty?at=2026-01-01T00:00:00Z")).Body;
        foreach (var (body, code) in ((string, string)[])
        [
            ("", "duty-refused"), ("null", "duty-refused"), ("[]", "duty-refused"), ("{}", "duty-refused"), (Good + "{}", "duty-refused"),
            (new string('[', 100_000), "duty-refused"),
            (Next("\"id\":\"duty\"", "\"id\":\"duty\",\"id\":\"duty\""), "duty-refused"),
            (Next("\"id\":\"duty\"", "\"id\":\"the <b>duty</b>\""), "duty-refused"),
            (Next("\"id\":\"duty\"", $"\"id\":\"{new string('d', 61)}\""), "duty-refused"),
            (Next("2026.2", "9999999999.1"), "duty-refused"), (Next("2026.2", "-1"), "duty-refused"), (Next("2026.2", "1e3"), "duty-refused"),
            (Next("2026.2", "2026.2.1.1.1"), "duty-refused"), (Next("\"2026.2\"", "2026.2"), "duty-refused"),
            (Next("Asia/Jakarta", "Mars/Base"), "duty-refused"),
            (Next("\"holders\"", "\"name\":\"Siti\",\"holders\""), "duty-refused"),
            (Next("\"officer:a\"", "\"officer:a\",\"from\":\"9999-12-31\",\"to\":\"0001-01-01\""), "duty-refused"),
            (Next("\"officer:a\"", "\"officer:a\",\"week\":{\"mon\":[\"00:00-24:01\"]}"), "duty-refused"),
            (Next("officer:a", "officer:\\u0061 b"), "duty-refused"),
        ])
        {
            var answer = await Put(door, body);
            Assert.True((answer.Status, answer.Code) == (422, code), $"{body[..Math.Min(120, body.Length)]}: {answer.Body}");
        }

        Assert.Equal(before, (await door.Get("/api/v1/duty?at=2026-01-01T00:00:00Z")).Body);
        Assert.DoesNotContain("A request broke", door.Setting.Logged.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_at_the_ends_of_the_calendar_are_taken_and_hold()
    {
        await using var door = await Door.Open();
        var put = await Put(door, Good.Replace("\"officer:a\"", "\"officer:a\",\"from\":\"0001-01-01\",\"to\":\"9999-12-31\"", StringComparison.Ordinal));
        Assert.True(put.Status == 200, put.Body);
        Assert.Equal("officer:a", (await door.Get("/api/v1/duty?at=2099-12-31T23:59:59Z")).Json.GetProperty("desks")[0].GetProperty("holders")[0].GetString());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_another_kind_of_body_and_a_stranger_are_refused()
    {
        await using var door = await Door.Open();
        var broken = Encoding.UTF8.GetBytes(Good);
        broken[Array.IndexOf(broken, (byte)'d')] = 0xFF;
        Assert.Equal((400, "malformed-json"), Both(await Put(door, new ByteArrayContent(broken) { Headers = { ContentType = Json } })));
        Assert.Equal((415, "not-json"), Both(await Put(door, new StringContent(Good, MediaTypeHeaderValue.Parse("text/csv")))));
        Assert.Equal((413, "too-large"), Both(await Put(door, new StringContent(new string(' ', 3_000_000), Json))));
        using var stranger = await door.Anybody.PutAsync("/api/v1/duty", new StringContent(Good, Json));
        Assert.Equal(401, (int)stranger.StatusCode);
        Assert.Equal(405, (await door.Post("/api/v1/duty", Good)).Status);
        Assert.False((await door.Get("/api/v1/duty")).Json.TryGetProperty("roster", out _));
    }

    [Fact]
    public async Task A_roster_larger_than_other_bodies_may_be_is_taken_for_a_province_is_put_whole()
    {
        await using var door = await Door.Open();
        var absences = string.Join(',', Enumerable.Repeat("{\"from\":\"2026-03-20\",\"to\":\"2026-03-24\"}", 20_000));
        var put = await Put(door, Good.Replace("\"officer:a\"", $"\"officer:a\",\"away\":[{absences}]", StringComparison.Ordinal));
        Assert.True(put.Status == 200, put.Body);
    }

    private static MediaTypeHeaderValue Json => MediaTypeHeaderValue.Parse("application/json");

    private static (int Status, string? Code) Both(Answer answer) => (answer.Status, answer.Code);

    /// <summary>The next version with one thing replaced.</summary>
    private static string Next(string good, string bad) =>
        Good.Replace("2026.1", "2026.2", StringComparison.Ordinal).Replace(good, bad, StringComparison.Ordinal);

    private static Task<Answer> Put(Door door, string roster) => Put(door, new StringContent(roster, Json));

    private static async Task<Answer> Put(Door door, HttpContent roster) => await Answer.Of(await door.Admin.PutAsync("/api/v1/duty", roster));
}
