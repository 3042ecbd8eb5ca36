using System.Text.Json;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Door;

public sealed class BadBodyTests
{
    private const string Good = """{"channel":"KOTAK_SARAN","text":"Antre sejak pagi"}""";

    private static readonly (string Name, string Body, int Status, string Code)[] Bodies =
    [
        ("nothing at all", "", 400, "malformed-json"),
        ("no JSON", "{\"channel\":", 400, "malformed-json"),
        ("JSON with a tail", Good + "}", 400, "malformed-json"),
        ("null", "null", 400, "malformed-json"),
        ("a list", "[]", 400, "malformed-json"),
        ("deep JSON", """{"channel":"KOTAK_SARAN","text":"x","attachments":""" + new string('[', 200) + new string(']', 200) + "}", 400, "malformed-json"),
        ("a member nobody knows", """{"channel":"KOTAK_SARAN","text":"x","colour":"blue"}""", 400, "malformed-json"),
        ("a member twice", """{"channel":"KOTAK_SARAN","text":"x","text":"y"}""", 400, "malformed-json"),
        ("a number for a text", """{"channel":"KOTAK_SARAN","text":7}""", 400, "malformed-json"),
        ("an instant without offset", """{"channel":"KOTAK_SARAN","text":"x","dueAt":"2030-01-01T00:00:00"}""", 400, "malformed-json"),
        ("300 KB", """{"channel":"KOTAK_SARAN","text":"x","subject":" """ + new string('x', 300 * 1024) + "\"}", 413, "too-large"),
        ("no text", """{"channel":"KOTAK_SARAN"}""", 422, "invalid"),
        ("no channel", """{"text":"x"}""", 422, "invalid"),
        ("a channel nobody knows", """{"channel":"PIGEON","text":"x"}""", 422, "invalid"),
        ("a facility nobody knows", """{"channel":"KOTAK_SARAN","text":"x","facility":"nowhere"}""", 422, "unknown-facility"),
        ("a grade nobody knows", """{"channel":"KOTAK_SARAN","text":"x","grade":"purple"}""", 422, "invalid"),
        ("a deadline that has passed", """{"channel":"KOTAK_SARAN","text":"x","dueAt":"2020-01-01T00:00:00Z"}""", 422, "invalid"),
    ];

    [Fact]
    public async Task What_cannot_be_taken_is_a_clear_problem_and_stores_nothing()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var door = new DoorOf(server.Address);
        var head = await door.Head();

        foreach (var (name, body, status, code) in Bodies)
        {
            var answer = await door.File(body, KeyOf(name));
            AssertProblem(name, status, code, answer);
        }

        Assert.Equal(head, await door.Head());

        // a refusal does not use the key up
        Assert.Equal(201, (await door.File(Good, KeyOf("no JSON"))).Status);
        Assert.Single(await door.WholeFeed("province"), i => i.Kind == "filed");
    }

    [Fact]
    public async Task Without_a_key_for_repetitions_nothing_is_taken()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var door = new DoorOf(server.Address);
        var head = await door.Head();

        AssertProblem("missing key", 400, "idempotency-key-missing", await door.Post("/api/v1/complaints", Good));

        Assert.Equal(head, await door.Head());
    }

    [Fact]
    public async Task A_key_used_for_another_body_is_refused_and_the_first_stands()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var door = new DoorOf(server.Address);
        var first = await door.File(Good, "k");
        var head = await door.Head();

        AssertProblem("reused key", 422, "idempotency-key-reused", await door.File("""{"channel":"KOTAK_SARAN","text":"Lain"}""", "k"));
        Assert.Equal(first, await door.File(Good, "k"));

        Assert.Equal(head, await door.Head());
    }

    private static string KeyOf(string name) => "key-of-" + name.Replace(' ', '-');

    private static void AssertProblem(string name, int status, string code, Answer answer)
    {
        Assert.True(answer.Status == status, $"{name}: wanted {status}, got {answer}");
        Assert.Equal("application/problem+json", answer.MediaType);
        using var problem = JsonDocument.Parse(answer.Body);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
    }
}
