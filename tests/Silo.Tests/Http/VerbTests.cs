using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitoring.Silo.Tests.Http;

public sealed class VerbTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task A_complaint_goes_its_way_verb_by_verb()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        await Done(door, id, "verify", null, "verified");
        await Done(door, id, "grade", new { grade = "yellow", reason = "no-police" }, "verified");
        await Done(door, id, "approve", new { request = "grade" }, "graded", "supervisor");
        await Done(door, id, "assign", new { unit = "IGD" }, "assigned");
        await Done(door, id, "acknowledge", new { answerWithinMinutes = 60 }, "assigned");
        await Done(door, id, "contact", new { }, "inProgress");
        await Done(door, id, "requestCompletion", null, "inProgress");
        await Done(door, id, "complete", null, "inProgress");
        await Done(door, id, "answer", new { text = "Kami minta maaf." }, "inProgress");
        await Done(door, id, "act", null, "answered");
        await Done(door, id, "reply", new { text = "Terima kasih." }, "awaitingReporter");
        await Done(door, id, "close", new { reason = "settled" }, "closed");
        await Done(door, id, "reopen", new { reason = "new-facts" }, "reopened");
        await Done(door, id, "withdraw", new { reason = "by-reporter" }, "withdrawn");
    }

    [Theory]
    [InlineData("close", "{\"reason\":\"settled\"}", "not-answered")]
    [InlineData("assign", "{}", "not-verified")]
    [InlineData("verify", "{\"class\":\"permintaan_informasi\"}", "gravest-grade")]
    [InlineData("reopen", "{\"reason\":\"new-facts\"}", "not-closed")]
    [InlineData("transfer", "{\"facility\":\"3601-h-002\"}", "same-facility")]
    [InlineData("grade", "{\"grade\":\"red\"}", "same-grade")]
    [InlineData("grade", "{\"grade\":\"green\"}", "reason-missing")]
    [InlineData("resume", "{}", "not-on-hold")]
    [InlineData("approve", "{}", "nothing-asked")]
    [InlineData("extend", "{\"clock\":\"kwtk\",\"reason\":\"complex\"}", "not-extendable")]
    [InlineData("appeal", "{\"reason\":\"not-true\"}", "not-answered")]
    [InlineData("archive", "{\"reason\":\"old\"}", "unknown-reason")]
    public async Task What_the_rules_refuse_is_a_conflict_with_their_code(string verb, string body, string code)
    {
        var door = open.Door;
        var answer = await door.Verb(await door.Filed(), verb, body);
        Assert.Equal((409, code), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("close", "{}", "reason")]
    [InlineData("close", "{\"reason\":\"Ibu Siti bilang cukup\"}", "reason")]
    [InlineData("answer", "{}", "text")]
    [InlineData("grade", "{\"grade\":\"purple\"}", "grade")]
    [InlineData("acknowledge", "{\"answerWithinMinutes\":0}", "answerWithinMinutes")]
    [InlineData("transfer", "{\"facility\":\"nowhere\"}", "facility")]
    [InlineData("verify", "{\"text\":\"hello\"}", "text")]
    [InlineData("verify", "{\"class\":\"aduan\"}", "class")]
    [InlineData("hold", "{}", "reason")]
    [InlineData("extend", "{\"reason\":\"complex\"}", "clock")]
    [InlineData("approve", "{\"request\":\"everything\"}", "request")]
    [InlineData("approve", "{\"decline\":true}", "reason")]
    [InlineData("merge", "{\"into\":\"nowhere\",\"reason\":\"same\"}", "into")]
    [InlineData("transfer", "{\"outside\":\"Polres Serang Kota\",\"reason\":\"criminal\"}", "outside")]
    public async Task A_verb_that_cannot_be_understood_names_the_member(string verb, string body, string member)
    {
        var door = open.Door;
        var answer = await door.Verb(await door.Filed(), verb, body);
        Assert.Equal(422, answer.Status);
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty(member, out _));
    }

    [Theory]
    [InlineData("dance", 404, "unknown-verb")]
    [InlineData("Verify", 404, "unknown-verb")]
    public async Task A_verb_that_is_not_carried_out_says_why(string verb, int status, string code)
    {
        var door = open.Door;
        var answer = await door.Verb(await door.Filed(), verb);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_verb_on_a_version_that_is_gone_is_refused()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var seen = (await door.Get("/api/v1/complaints/" + id)).Response.Headers.ETag!.Tag;
        Assert.Equal(200, (await door.Verb(id, "verify", ifMatch: seen)).Status);

        var late = await door.Verb(id, "withdraw", new { reason = "by-reporter" }, ifMatch: seen);
        Assert.Equal((409, "version-changed"), (late.Status, late.Code));
        Assert.Equal((400, "if-match-malformed"), Coded(await door.Verb(id, "contact", ifMatch: "seven")));
    }

    [Fact]
    public async Task A_repeated_verb_gets_the_same_answer_and_takes_effect_once()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var first = await door.Verb(id, "answer", new { text = "Maaf." }, "key-1");
        await door.Verb(id, "contact");
        var again = await door.Verb(id, "answer", new { text = "Maaf." }, "key-1");
        var other = await door.Verb(id, "answer", new { text = "Tidak." }, "key-1");

        Assert.Equal((200, first.Body), (again.Status, again.Body));
        Assert.Equal((422, "idempotency-key-reused"), Coded(other));
        Assert.Equal(1, await Count(door, id, "answered"));
    }

    [Fact]
    public async Task A_text_is_read_only_after_the_reading_is_an_event()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var read = await door.Verb(id, "reveal", new { text = "text", reason = "triage" }, "key-1");

        Assert.Equal((200, Complaints.SecretText), (read.Status, read.Json.GetProperty("text").GetString()));
        Assert.Equal(1, await Count(door, id, "revealed"));
        Assert.Equal((409, "already-revealed"), Coded(await door.Verb(id, "reveal", new { text = "text", reason = "triage" }, "key-1")));
        Assert.Equal(1, await Count(door, id, "revealed"));
    }

    [Fact]
    public async Task A_reading_that_storage_did_not_confirm_reveals_nothing()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        door.Log.LoseWrite();
        var read = await door.Verb(id, "reveal", new { text = "text", reason = "triage" });

        Assert.Equal((503, "maybe-stored"), Coded(read));
        Assert.Equal(0, await Count(door, id, "revealed"));
    }

    [Fact]
    public async Task A_text_that_is_not_there_is_no_reading()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var read = await door.Verb(id, "reveal", new { text = "diary", reason = "triage" });

        Assert.Equal((422, "unknown-text"), Coded(read));
        Assert.Contains("reporter", read.Json.GetProperty("suggestions").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        Assert.Equal(0, await Count(door, id, "revealed"));
    }

    [Fact]
    public async Task Answers_given_at_once_can_all_be_read()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var texts = Enumerable.Range(0, 8).Select(n => $"Jawaban {n}").ToArray();
        var answers = await Task.WhenAll(texts.Select(text => door.Verb(id, "answer", new { text })));
        Assert.All(answers, a => Assert.Equal(200, a.Status));

        var names = (await door.Get("/api/v1/complaints/" + id)).Json.GetProperty("sealed").EnumerateArray()
            .Select(n => n.GetString()!).Where(n => n.StartsWith("answer:", StringComparison.Ordinal));
        var read = new List<string>();
        foreach (var name in names)
        {
            var answer = await door.Verb(id, "reveal", new { text = name, reason = "check" });
            read.Add(answer.Json.GetProperty("text").GetString()!);
        }

        Assert.Equal(texts, read.Order());
    }

    [Theory]
    [InlineData("whistleblower", "true")]
    [InlineData("accused", "\"head\"")]
    [InlineData("channel", "\"WBS\"")]
    [InlineData("class", "\"wbs\"")]
    public async Task A_sealed_complaint_is_not_there_for_anybody_but_the_inspectorate(string member, string value)
    {
        await using var door = await Door.Open();
        var stored = await door.Stored();
        var id = await door.Filed(Complaints.Plain().With(member, JsonNode.Parse(value)));
        const string missing = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

        await AssertSame(await door.Get("/api/v1/complaints/" + id), await door.Get("/api/v1/complaints/" + missing));
        await AssertSame(await door.Verb(id, "verify"), await door.Verb(missing, "verify"));
        await AssertSame(
            await door.Verb(id, "reveal", new { text = "text", reason = "triage" }),
            await door.Verb(missing, "reveal", new { text = "text", reason = "triage" }));
        Assert.Equal(stored, await door.Stored());
        Assert.Equal(
            1, (await door.Log.Read(Grains.Streams.Complaint(id), 0, default)).Count(e => e.Kind is not ("breached" or "escalated")));
    }

    private static Task AssertSame(Answer hidden, Answer missing)
    {
        Assert.Equal(404, hidden.Status);
        Assert.Equal((missing.Status, missing.Body), (hidden.Status, hidden.Body));
        Assert.Equal(Headers(missing), Headers(hidden));
        return Task.CompletedTask;
    }

    private static string[] Headers(Answer answer) =>
        [.. answer.Response.Headers.Concat(answer.Response.Content.Headers).Where(h => h.Key != "Date")
            .Select(h => h.Key + ":" + string.Join(',', h.Value)).Order()];

    private static async Task Done(Door door, string id, string verb, object? body, string status, string? actingAs = null)
    {
        var answer = await door.Verb(id, verb, body, actingAs: actingAs);
        Assert.True(answer.Status == 200, $"{verb}: {answer.Body}");
        Assert.Equal((id, status), (answer.Json.GetProperty("id").GetString(), answer.Json.GetProperty("status").GetString()));
    }

    private static async Task<int> Count(Door door, string id, string kind) =>
        (await door.Get("/api/v1/complaints/" + id)).Json.GetProperty("events").EnumerateArray()
            .Count((JsonElement e) => e.GetProperty("kind").GetString() == kind);

    private static (int, string?) Coded(Answer answer) => (answer.Status, answer.Code);
}
