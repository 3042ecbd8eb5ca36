using System.Text.Json.Nodes;

namespace Monitoring.Silo.Tests.Http;

public sealed class PolicyPublishTests
{
    [Fact]
    public async Task A_new_version_is_in_force_at_once_and_open_complaints_follow_once()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var answer = await Publish(door, pack => pack["version"] = "2999.1");
        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal("2999.1", answer.Json.GetProperty("policy").GetProperty("version").GetString());

        await door.Happens("rederived");
        var look = (await door.Get("/api/v1/complaints/" + id)).Json;
        Assert.Equal("2999.1", look.GetProperty("policy").GetProperty("version").GetString());
        Assert.Equal(1, look.GetProperty("events").EnumerateArray().Count(e => e.GetProperty("kind").GetString() == "rederived"));

        // the same again is no new version
        Assert.Equal(200, (await Publish(door, pack => pack["version"] = "2999.1")).Status);
        Assert.Equal("2999.1", (await door.Get("/api/v1/complaints/" + await door.Filed())).Json.GetProperty("policy").GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("\"bantam\"", "limit", "line 3")]
    [InlineData("", "", "line 3")]
    public async Task A_broken_one_is_refused_with_its_line_and_the_old_one_stays(string limit, string member, string line)
    {
        await using var door = await Door.Open();
        var before = (await door.Get("/api/v1/policies")).Body;
        var body = limit.Length == 0
            ? "{\n\n\"policy\": {\"id\": \"banten\"}}"
            : $"{{\n\"policy\":\n{{\"id\":\"banten\",\"{member}\":{limit}}}}}";

        var answer = await door.Post("/api/v1/policies", body);
        Assert.Equal((422, "policy-refused"), (answer.Status, answer.Code));
        Assert.Contains(line, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, (await door.Get("/api/v1/policies")).Body);
    }

    [Fact]
    public async Task What_runs_must_be_able_to_go_on_under_the_new_version()
    {
        await using var door = await Door.Open();

        Assert.Contains("is missing; carry it", (await Publish(door, p => ((JsonArray)p["clocks"]!).RemoveAt(0), "2999.1")).Body, StringComparison.Ordinal);
        Assert.Contains("give it a new id", (await Publish(door, p => p["clocks"]![0]!["start"] = "incident", "2999.1")).Body, StringComparison.Ordinal);
        Assert.Contains("does not follow", (await Publish(door, _ => { }, "2001.1")).Body, StringComparison.Ordinal);
        Assert.Contains("is in force", (await Publish(door, p => p["id"] = "other", "2999.1")).Body, StringComparison.Ordinal);
        Assert.Equal(400, (await door.Post("/api/v1/policies", "{\"pack\":{}}")).Status);
        Assert.Equal(400, (await door.Post("/api/v1/policies", "{")).Status);
    }

    [Fact]
    public async Task A_pack_that_does_not_fit_the_province_is_refused_by_name()
    {
        await using var door = await Door.Open();

        await Refused(p => Rung(p, 3)["desks"]![0]!["owners"] = new JsonArray("pemkot", "swasta"), "\"R3\" leads to no desk for 3601-h-002: owner pemkab, kind hospital, class B");
        await Refused(p => Rung(p, 3)["desks"]![0]!["owners"] = new JsonArray("pemkab", "pemkot", "swasta", "desa"), "There is no owner \"desa\"");
        await Refused(
            p => ((JsonArray)Rung(p, 5)["desks"]!).Insert(0, JsonNode.Parse("""{"desk":"health-office","owners":["pemkab"]}""")),
            "The climb of 3601-h-002 goes round: the desk \"health-office@3601\" is \"R3\" and, after another one, \"R5\" again");
        await Refused(p => p["clocks"]![5]!["appliesTo"]!["kinds"] = new JsonArray("klinik"), "Unknown kind of facility \"klinik\"");
        await Refused(p => ((JsonArray)p["rungs"]!).Insert(6, JsonNode.Parse("""{"id":"R5b","label":{"id":"x","en":"x"},"desks":[{"desk":"head"}]}""")), "\"R5b\" is reached by no ladder");

        async Task Refused(Action<JsonNode> change, string reason)
        {
            var answer = await Publish(door, change, "2999.1");
            Assert.Equal((422, "policy-refused"), (answer.Status, answer.Code));
            Assert.Contains(reason, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        static JsonNode Rung(JsonNode pack, int place) => pack["rungs"]![place]!;
    }

    private static async Task<Answer> Publish(Door door, Action<JsonNode> change, string? version = null)
    {
        var pack = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "policies", "banten.json")))!;
        change(pack);
        pack["version"] = version ?? (string?)pack["version"];
        return await door.Post("/api/v1/policies", new JsonObject { ["policy"] = pack }.ToJsonString());
    }
}
