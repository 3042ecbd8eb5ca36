namespace Monitoring.Silo.Tests.Http;

/// <summary>Every way in which a complaint can be refused, at one door: after each the key is still free.</summary>
public sealed class RefusedIntakeTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private static string Sms(string member, string json) => $$"""{"channel":"SMS","text":"x","{{member}}":{{json}}}""";

    public static TheoryData<string, int, string> Refused() => new()
    {
        { "{\"channel\":\"SMS\",\"text\":\"x\"", 400, "malformed-json" },
        { "", 400, "malformed-json" },
        { "null", 400, "malformed-json" },
        { "[]", 400, "malformed-json" },
        { "{\"channel\":\"SMS\",\"text\":\"x\"} {}", 400, "malformed-json" },
        { "{\"channel\":\"SMS\",\"text\":\"x\",\"colour\":1}", 400, "malformed-json" },
        { "{\"channel\":\"SMS\",\"text\":\"x\",\"text\":\"y\"}", 400, "malformed-json" },
        { "{\"channel\":\"SMS\",\"Text\":\"x\"}", 400, "malformed-json" },
        { "{\"channel\":\"SMS\",\"text\":\"x\",\"emergency\":\"yes\"}", 400, "malformed-json" },
        { "{\"channel\":\"SMS\",\"text\":\"x\",\"conveyedAt\":\"2026-01-05T08:00:00\"}", 400, "malformed-json" },
        { "{\"channel\":\"SMS\",\"text\":\"\\ud800\"}", 400, "malformed-json" },
        { Sms("attachments", new string('[', 20) + new string(']', 20)), 400, "malformed-json" },
        { "{\"text\":\"x\"}", 422, "invalid" },
        { "{\"channel\":\"PIGEON\",\"text\":\"x\"}", 422, "invalid" },
        { "{\"channel\":\"SMS\"}", 422, "invalid" },
        { "{\"channel\":\"SMS\",\"text\":\"  \"}", 422, "invalid" },
        { Sms("subject", "\"" + new string('x', 201) + "\""), 422, "invalid" },
        { "{\"channel\":\"SMS\",\"text\":\"" + new string('x', 10_001) + "\"}", 422, "invalid" },
        { Sms("reporter", "{\"name\":\"" + new string('x', 201) + "\"}"), 422, "invalid" },
        { Sms("unit", "\"Ruang Bu Siti\""), 422, "invalid" },
        { Sms("grade", "\"purple\""), 422, "invalid" },
        { Sms("accused", "\"dr. Budi\""), 422, "invalid" },
        { Sms("maladministration", "[\"DISKRIMINASI\",\"BERPIHAK\",\"TIDAK_PATUT\",\"TIDAK_KOMPETEN\"]"), 422, "invalid" },
        { Sms("maladministration", "[null]"), 422, "invalid" },
        { Sms("conveyedAt", "\"2099-01-01T00:00:00Z\""), 422, "invalid" },
        { Sms("incidentAt", "\"2099-01-01T00:00:00Z\""), 422, "invalid" },
        { Sms("conveyedAt", "\"0001-01-01T00:00:00Z\""), 422, "invalid" },
        { Sms("dueAt", "\"2020-01-01T00:00:00Z\""), 422, "invalid" },
        { Sms("attachments", "[{\"sha256\":\"00\",\"size\":1,\"type\":\"image/png\"}]"), 422, "invalid" },
        { "{\"channel\":\"KOTAK_SARAN\",\"text\":\"x\",\"facility\":\"RSUD Brekah Pandeglang\"}", 422, "unknown-facility" },
        { "{\"channel\":\"KOTAK_SARAN\",\"text\":\"x\",\"category\":\"obatt\"}", 422, "unknown-category" },
        { "{\"channel\":\"SMS\",\"text\":\"x\",\"subject\":\"" + new string('x', 300_000) + "\"}", 413, "too-large" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_refused_stores_nothing(string body, int status, string code)
    {
        var door = open.Door;
        var key = Guid.NewGuid().ToString();
        var stored = await door.Stored();
        var answer = await door.File(body, key);

        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(stored, await door.Stored());
        Assert.Equal(201, (await door.File(Complaints.Plain(), key)).Status);
    }
}
