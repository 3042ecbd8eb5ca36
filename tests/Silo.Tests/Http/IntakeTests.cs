using System.Text;
using System.Text.Json.Nodes;

namespace Monitoring.Silo.Tests.Http;

public sealed class IntakeTests
{
    [Fact]
    public async Task A_complaint_is_answered_with_its_id_its_code_and_its_clocks()
    {
        await using var door = await Door.Open();
        var answer = await door.File(Complaints.Plain());

        Assert.Equal(201, answer.Status);
        var id = answer.Json.GetProperty("id").GetString()!;
        Assert.Equal(26, id.Length);
        Assert.Equal("/api/v1/complaints/" + id, answer.Response.Headers.Location?.OriginalString);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", answer.Json.GetProperty("trackingCode").GetString());
        var kwtk = answer.Json.GetProperty("clocks").EnumerateArray().Single(c => c.GetProperty("clock").GetString() == "kwtk");
        Assert.True(kwtk.GetProperty("dueAt").GetDateTimeOffset() > kwtk.GetProperty("startedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_same_key_and_body_get_the_same_answer_and_one_complaint()
    {
        await using var door = await Door.Open();
        var first = await door.File(Complaints.Plain(), "key-1");
        var stored = await door.Stored();
        var reordered = new JsonObject(Complaints.Plain().Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
        var second = await door.File(reordered.ToJsonString(new() { WriteIndented = true }), "key-1");

        Assert.Equal(201, second.Status);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(stored, await door.Stored());
    }

    [Fact]
    public async Task The_same_answer_is_given_after_a_restart_and_after_its_deadline()
    {
        var door = await Door.Open();
        var complaint = Complaints.BySms().With("dueAt", DateTimeOffset.UtcNow.AddSeconds(2).ToString("O"));
        var first = await door.File(complaint, "key-1");
        Assert.Equal(201, first.Status);

        // waited for, not jumped over: Orleans measures the lives of activations by two clocks, which must not part
        await door.Happens("breached");
        door = await door.Restart();
        await using var _ = door;
        var second = await door.File(complaint, "key-1");

        Assert.Equal(201, second.Status);
        Assert.Equal(first.Body, second.Body);
    }

    [Fact]
    public async Task A_key_that_named_another_complaint_is_refused()
    {
        await using var door = await Door.Open();
        await door.File(Complaints.Plain(), "key-1");
        var stored = await door.Stored();
        var other = await door.File(Complaints.Plain().With("text", "something else"), "key-1");

        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
        Assert.Equal(stored, await door.Stored());
    }

    [Fact]
    public async Task Many_at_once_under_one_key_make_one_complaint()
    {
        await using var door = await Door.Open();
        var stored = await door.Stored();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => door.File(Complaints.BySms(), "key-1")));

        Assert.All(answers, a => Assert.Equal((201, answers[0].Body), (a.Status, a.Body)));
        Assert.Equal(1, await door.FiledSince(stored));
    }

    [Fact]
    public async Task A_channels_message_is_taken_once_whatever_key_it_comes_under()
    {
        await using var door = await Door.Open();
        var first = await door.File(Complaints.BySms().With("channelMessageId", "m-17"), "key-1");
        var again = await door.File(Complaints.BySms().With("channelMessageId", "m-17"), "key-2");
        var other = await door.File(Complaints.BySms().With("channelMessageId", "m-18"), "key-3");

        Assert.Equal((201, first.Body), (again.Status, again.Body));
        Assert.NotEqual(first.Body, other.Body);
    }

    [Fact]
    public async Task Whoever_knows_a_messages_id_but_not_the_message_learns_nothing()
    {
        await using var door = await Door.Open();
        await door.File(Complaints.BySms().With("channelMessageId", "m-17").With("whistleblower", true), "key-1");
        var guess = await door.File(Complaints.BySms().With("channelMessageId", "m-17").With("text", "a guess"), "key-2");

        Assert.Equal(422, guess.Status);
        Assert.DoesNotContain("trackingCode", guess.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_channel_says_of_its_attachments_is_sealed_with_the_complaint()
    {
        await using var door = await Door.Open();
        var files = new JsonArray(new JsonObject { ["name"] = "foto-ibu-siti.jpg", ["type"] = "image/jpeg", ["size"] = 812 });
        var id = await door.Filed(Complaints.BySms().With("attachments", files));

        var shown = await door.Get("/api/v1/complaints/" + id);

        Assert.Contains("attachments", shown.Json.GetProperty("sealed").EnumerateArray().Select(n => n.GetString()));
        Assert.DoesNotContain("ibu-siti", shown.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_told_which_facility_may_have_been_meant()
    {
        await using var door = await Door.Open();
        var answer = await door.File(Complaints.Plain().With("facility", "rsud brekah pandeglang").With("category", "obatt"));

        Assert.Equal((422, "invalid"), (answer.Status, answer.Code));
        Assert.True(answer.Json.GetProperty("errors").TryGetProperty("facility", out _));
        var meant = answer.Json.GetProperty("suggestions").EnumerateArray()
            .Select(s => (s.GetProperty("field").GetString(), s.GetProperty("id").GetString())).ToArray();
        Assert.Equal(("facility", Door.Hospital), meant[0]);
        Assert.Contains(("category", "obat"), meant);
    }

    [Theory]
    [InlineData("facility", "RSUD antah berantah", "rawFacility")]
    [InlineData("category", "lain-lain", "rawCategory")]
    public async Task What_a_gateway_says_unclearly_goes_to_triage_with_its_own_words_sealed(
        string member, string said, string name)
    {
        await using var door = await Door.Open();
        var id = await door.Filed(Complaints.BySms().With("facility", Door.Hospital).With(member, said));
        var complaint = await door.Get("/api/v1/complaints/" + id);

        Assert.Equal("triage", complaint.Json.GetProperty("facility").GetProperty("kind").GetString());
        Assert.Contains(name, complaint.Json.GetProperty("sealed").EnumerateArray().Select(n => n.GetString()));
        Assert.DoesNotContain(said, complaint.Body, StringComparison.Ordinal);
        var read = await door.Verb(id, "reveal", new { text = name, reason = "triage" });
        Assert.Equal(said, read.Json.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Without_a_facility_it_goes_to_triage_until_it_is_transferred()
    {
        await using var door = await Door.Open();
        var id = await door.Filed(Complaints.Plain().Without("facility"));
        Assert.Equal(
            "triage",
            (await door.Get("/api/v1/complaints/" + id)).Json.GetProperty("facility").GetProperty("kind").GetString());

        Assert.Equal(200, (await door.Verb(id, "transfer", new { facility = Door.Puskesmas })).Status);
        Assert.Equal(
            Door.Puskesmas,
            (await door.Get("/api/v1/complaints/" + id)).Json.GetProperty("facility").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    public async Task A_post_without_a_good_key_is_refused(string key)
    {
        await using var door = await Door.Open();
        var answer = await door.File(Complaints.Plain(), key);
        Assert.Equal((400, "idempotency-key-missing"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task When_storage_does_not_answer_it_is_said_and_a_repetition_has_its_effect_once(bool written)
    {
        await using var door = await Door.Open();
        var stored = await door.Stored();
        if (written)
        {
            door.Log.LoseAnswer();
        }
        else
        {
            door.Log.LoseWrite();
        }

        var unknown = await door.File(Complaints.Plain(), "key-1");
        Assert.Equal((503, "maybe-stored"), (unknown.Status, unknown.Code));
        Assert.NotNull(unknown.Response.Headers.RetryAfter);

        var repeated = await door.File(Complaints.Plain(), "key-1");
        Assert.Equal(201, repeated.Status);
        Assert.Equal(1, await door.FiledSince(stored));
    }

    [Fact]
    public async Task On_disk_too_the_same_key_gets_the_same_answer_after_a_restart()
    {
        var door = await Door.Open(new DoorSetting { OnDisk = true });
        var first = await door.File(Complaints.Plain(), "key-1");
        var stored = await door.Stored();
        door = await door.Restart();
        await using var _ = door;
        var again = await door.File(Complaints.Plain(), "key-1");

        Assert.Equal((201, first.Body), (again.Status, again.Body));
        Assert.Equal(stored, await door.Stored());
    }

    [Fact]
    public async Task Nothing_that_was_written_or_named_stands_in_any_file_or_in_the_server_log()
    {
        var door = await Door.Open(new DoorSetting { OnDisk = true });
        var filed = await door.File(Complaints.Plain(), "key-1");
        var id = filed.Json.GetProperty("id").GetString()!;
        await door.Verb(id, "answer", new { text = "Kami minta maaf, Ibu Siti" });
        await door.Verb(id, "reveal", new { text = "reporter", reason = "triage" });
        await door.File(Complaints.BySms().With("facility", "Klinik Bu Siti"));
        await door.File(Complaints.Plain().With("text", 5));
        await door.File(Complaints.Plain().With("nama " + Complaints.SecretName, 5));
        await door.DisposeAsync();

        var code = filed.Json.GetProperty("trackingCode").GetString()!;
        string[] secrets =
        [
            Complaints.SecretText, "Siti", Complaints.SecretPhone, "maaf", code,
            code.Replace("-", "", StringComparison.Ordinal), Door.Key,
        ];
        var files = Directory.GetFiles(door.Setting.Data, "*", SearchOption.AllDirectories);
        Assert.Contains(files, f => f.EndsWith("monitoring.db", StringComparison.Ordinal));
        Assert.All(files.Select(f => File.ReadAllText(f, Encoding.Latin1)).Append(door.Setting.Logged.All), kept =>
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase));
        });
        Assert.Contains(id, string.Concat(files.Select(f => File.ReadAllText(f, Encoding.Latin1))), StringComparison.Ordinal);
    }
}
