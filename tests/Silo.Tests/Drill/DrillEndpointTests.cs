using System.Text.Json;
using Monitoring.Silo.Demo.Drill;
using Monitoring.Silo.Tests.Http;

namespace Monitoring.Silo.Tests.Drill;

/// <summary>One door for all sentences, so each has a fault of its own.</summary>
public sealed class DrillEndpointTests(OpenDrill opened) : IClassFixture<OpenDrill>
{
    private const string Path = "/api/v1/drill";

    private readonly Switchboard _switches = opened.Door.Setting.Drill!;
    private readonly Door _door = opened.Door;

    [Fact]
    public async Task It_tells_the_script_and_what_can_be_started()
    {
        var drill = (await _door.Get(Path)).Json;

        Assert.Equal(FaultKinds.All.Select(k => k.Id), drill.GetProperty("faults").EnumerateArray().Select(f => f.GetProperty("fault").GetString()));
        Assert.Equal(5, drill.GetProperty("script").GetArrayLength());
        Assert.Equal(0, drill.GetProperty("counted").GetProperty("found").GetProperty("lost").GetInt32());
        Assert.True((await _door.Get("/api/v1/session")).Json.GetProperty("drill").GetBoolean());
    }

    [Fact]
    public async Task A_fault_that_is_started_is_on_and_ends_when_it_is_told()
    {
        var started = await Switch("screens-cut", 60);
        Assert.Equal((200, true), (started.Status, started.Json.GetProperty("on").GetBoolean()));
        await Becomes(() => _switches.IsOn(Fault.ScreensCut));
        var run = Assert.Single(await Runs("screens-cut"));
        Assert.Equal(("on", false), (Text(run, "phase"), run.GetProperty("scripted").GetBoolean()));

        Assert.Equal(200, (await Switch("screens-cut", 0)).Status);

        await Becomes(() => !_switches.IsOn(Fault.ScreensCut));
    }

    [Fact]
    public async Task A_repeated_request_starts_nothing_anew()
    {
        var first = await Switch("herd", 30, "k1");
        var again = await Switch("herd", 30, "k1");
        var other = await Switch("herd", 31, "k1");

        Assert.Equal(first.Body, again.Body);
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
        Assert.Equal((409, "already-on"), ((await Switch("herd", 30)).Status, (await Switch("herd", 30)).Code));
        Assert.Single(await Runs("herd"));
    }

    [Theory]
    [InlineData("""{"seconds":4}""", 422)]
    [InlineData("""{"seconds":121}""", 422)]
    [InlineData("""{"seconds":-1}""", 422)]
    [InlineData("{}", 422)]
    [InlineData("""{"seconds":"30"}""", 400)]
    [InlineData("""{"seconds":30,"minutes":1}""", 400)]
    public async Task What_makes_no_sense_is_refused_and_nothing_is_broken(string body, int status)
    {
        Assert.Equal(status, (await _door.Post(Path + "/storage-down", body)).Status);
        Assert.Empty(await Runs("storage-down"));
    }

    [Fact]
    public async Task An_unknown_fault_is_not_found_and_a_request_needs_its_key()
    {
        Assert.Equal(404, (await Switch("earthquake", 30)).Status);
        using var unnamed = new StringContent("""{"seconds":30}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(400, (int)(await _door.Admin.PostAsync(Path + "/herd", unnamed)).StatusCode);
        Assert.Equal(401, (int)(await _door.Anybody.GetAsync(Path)).StatusCode);
        Assert.Equal(401, (int)(await _door.Anybody.PostAsync(Path + "/herd", null)).StatusCode);
    }

    [Fact]
    public async Task Where_no_faults_are_injected_there_is_no_drill()
    {
        await using var plain = await Door.Open();

        Assert.Equal(404, (await plain.Get(Path)).Status);
        Assert.Equal(404, (await plain.Post(Path + "/herd", """{"seconds":30}""")).Status);
        Assert.False((await plain.Get("/api/v1/session")).Json.TryGetProperty("drill", out _));
    }

    [Fact]
    public async Task What_storage_took_and_denied_is_answered_503_and_given_to_who_repeats_it()
    {
        await Switch("storage-lies", 120);
        await Becomes(() => _switches.IsOn(Fault.StorageLies));

        var denied = await _door.File(Complaints.Plain(), "lied-to");
        var repeated = await _door.File(Complaints.Plain(), "lied-to");

        Assert.Equal((503, "maybe-stored"), (denied.Status, denied.Code));
        Assert.NotNull(denied.Response.Headers.RetryAfter);
        Assert.Equal(201, repeated.Status);
        await Switch("storage-lies", 0);
        var done = await Done("storage-lies");
        Assert.True(done.GetProperty("refused").GetInt32() >= 1);
        Assert.True(done.GetProperty("acknowledged").GetInt32() >= 1);
        Assert.Equal(0, done.GetProperty("found").GetProperty("lost").GetInt32());
    }

    private Task<Answer> Switch(string fault, int seconds, string? key = null) =>
        _door.Post($"{Path}/{fault}", $$"""{"seconds":{{seconds}}}""", key);

    private async Task<JsonElement[]> Runs(string fault) =>
        [.. (await _door.Get(Path)).Json.GetProperty("runs").EnumerateArray().Where(r => Text(r, "fault") == fault)];

    /// <summary>The run of a fault once the log was read for what came of it.</summary>
    private async Task<JsonElement> Done(string fault)
    {
        var run = default(JsonElement);
        await Becomes(async () =>
        {
            run = (await Runs(fault))[0];
            return Text(run, "phase") == "done";
        });
        return run;
    }

    private static Task Becomes(Func<bool> holds) => Becomes(() => Task.FromResult(holds()));

    private static async Task Becomes(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            await look.WaitForNextTickAsync(patience.Token);
        }
    }

    private static string? Text(JsonElement run, string member) => run.GetProperty(member).GetString();
}
