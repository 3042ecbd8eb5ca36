using System.Net.Http.Json;

namespace Monitoring.Silo.Tests.Http;

public sealed class TrackTests
{
    [Fact]
    public async Task Whoever_holds_the_code_sees_where_the_complaint_stands_and_nothing_of_the_inside()
    {
        await using var door = await Door.Open();
        var code = (await door.File(Complaints.Plain())).Json.GetProperty("trackingCode").GetString()!;
        var asTyped = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l');
        var tracked = await Track(door, asTyped);

        Assert.Equal((200, "received"), (tracked.Status, tracked.Json.GetProperty("status").GetString()));
        Assert.NotEmpty(tracked.Json.GetProperty("clocks").EnumerateArray());
        Assert.DoesNotContain(Door.Hospital, tracked.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("IGD", tracked.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_still_leads_to_the_complaint_after_a_restart()
    {
        var door = await Door.Open();
        var code = (await door.File(Complaints.Plain())).Json.GetProperty("trackingCode").GetString()!;
        door = await door.Restart();
        await using var _ = door;
        Assert.Equal(200, (await Track(door, code)).Status);
    }

    [Fact]
    public async Task A_wrong_code_and_no_code_get_one_and_the_same_answer()
    {
        await using var door = await Door.Open();
        await door.Filed();
        var wrong = await Track(door, "0000-0000-0000-0000");
        Assert.Equal((404, "not-found"), (wrong.Status, wrong.Code));
        Assert.All(new[] { await Track(door, "x"), await Track(door, ""), await Track(door, new string('9', 5_000)) },
            answer => Assert.Equal((wrong.Status, wrong.Body), (answer.Status, answer.Body)));
    }

    [Fact]
    public async Task Guessing_is_slow()
    {
        await using var door = await Door.Open();
        var answers = new List<int>();
        for (var i = 0; i < 31; i++)
        {
            answers.Add((await Track(door, "0000-0000-0000-0000")).Status);
        }

        Assert.Equal((404, 429), (answers[0], answers[^1]));
    }

    private static async Task<Answer> Track(Door door, string code) =>
        await Answer.Of(await door.Anybody.PostAsJsonAsync("/api/v1/track", new { code }));
}
