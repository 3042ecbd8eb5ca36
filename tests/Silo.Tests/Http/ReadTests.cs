using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Silo.Options;
using Monitoring.Silo.Revisions;

namespace Monitoring.Silo.Tests.Http;

public sealed class ReadTests
{
    [Fact]
    public async Task A_complaint_shows_its_state_its_clocks_and_what_its_grain_waits_for()
    {
        await using var door = await Door.Open();
        var id = await door.Filed();
        var shown = (await door.Get("/api/v1/complaints/" + id)).Json;

        Assert.Equal("RSUD Berkah Pandeglang", shown.GetProperty("facility").GetProperty("name").GetString());
        Assert.Equal(("received", "open"), (shown.GetProperty("status").GetString(), shown.GetProperty("standing").GetString()));
        Assert.Equal("banten", shown.GetProperty("policy").GetProperty("id").GetString());
        Assert.Contains(
            shown.GetProperty("clocks").EnumerateArray(),
            c => c.GetProperty("clock").GetString() == "kwtk" && c.GetProperty("verdict").GetString() == "running"
                && c.GetProperty("label").GetProperty("en").GetString()!.Length > 0);
        Assert.NotEmpty(shown.GetProperty("timetable").EnumerateArray());
        Assert.Equal("deadline", shown.GetProperty("armed")[0].GetProperty("name").GetString());
        Assert.Equal(id, shown.GetProperty("grain").GetProperty("key").GetString());
        var filed = shown.GetProperty("events")[0];
        Assert.Equal((1, "filed"), (filed.GetProperty("version").GetInt32(), filed.GetProperty("kind").GetString()));
        Assert.Equal(["reporter", "subject", "text"], shown.GetProperty("sealed").EnumerateArray().Select(n => n.GetString()));
    }

    [Theory]
    [InlineData("/api/v1/complaints/01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("/api/v1/complaints/%20")]
    [InlineData("/api/v1/facilities/nowhere")]
    [InlineData("/api/v1/nothing")]
    public async Task What_is_not_there_is_a_problem(string path)
    {
        await using var door = await Door.Open();
        var answer = await door.Get(path);
        Assert.Equal((404, "not-found"), (answer.Status, answer.Code));
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_facility_shows_its_counters()
    {
        await using var door = await Door.Open();
        await door.Filed();
        var shown = await Until(
            () => door.Get("/api/v1/facilities/" + Door.Hospital),
            f => f.Json.GetProperty("counters").GetProperty("received").GetInt32() == 1);

        Assert.Equal("hospital", shown.Json.GetProperty("kind").GetString());
        Assert.Equal(1, shown.Json.GetProperty("counters").GetProperty("open").GetInt32());
        Assert.Equal(Door.Hospital, shown.Json.GetProperty("grain").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Every_facility_of_the_roster_is_listed_and_so_is_the_triage_desk()
    {
        await using var door = await Door.Open(new DoorSetting { Roster = new SiloOptions().Facilities });
        var items = (await door.Get("/api/v1/facilities")).Json.GetProperty("items");
        using var roster = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policies/banten.facilities.json")));

        Assert.Equal(roster.RootElement.GetProperty("facilities").GetArrayLength() + 1, items.GetArrayLength());
        Assert.Equal("triage", items[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Complaints_are_listed_page_by_page()
    {
        await using var door = await Door.Open();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await door.Filed(Complaints.Plain().With("facility", i == 0 ? Door.Puskesmas : Door.Hospital)));
        }

        await Until(() => door.Get("/api/v1/complaints"), l => l.Json.GetProperty("items").GetArrayLength() == 5);
        var (listed, next) = (new List<string>(), "");
        while (next is not null)
        {
            var page = (await door.Get($"/api/v1/complaints?limit=2&after={next}")).Json;
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("complaint").GetString()!));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        Assert.Equal(ids, listed);
        var one = await Until(
            () => door.Get("/api/v1/complaints?facility=" + Door.Puskesmas), l => l.Json.GetProperty("items").GetArrayLength() > 0);
        Assert.Equal(ids[0], Assert.Single(one.Json.GetProperty("items").EnumerateArray()).GetProperty("complaint").GetString());
        Assert.Equal(422, (await door.Get("/api/v1/complaints?facility=nowhere")).Status);
        Assert.Equal(422, (await door.Get("/api/v1/complaints?state=7")).Status);
    }

    [Fact]
    public async Task What_is_over_is_listed_as_closed_until_it_is_reopened()
    {
        await using var door = await Door.Open();
        var (over, again) = (await door.Filed(), await door.Filed());
        foreach (var id in new[] { over, again })
        {
            await door.Verb(id, "act");
            await door.Verb(id, "answer", new { text = "Maaf." });
            Assert.Equal(200, (await door.Verb(id, "close", new { reason = "settled" })).Status);
        }

        Assert.Equal(200, (await door.Verb(again, "reopen", new { reason = "new-facts" })).Status);
        await Until(
            () => door.Get("/api/v1/complaints"),
            l => l.Json.GetProperty("items").EnumerateArray().Any(r => r.GetProperty("complaint").GetString() == again));
        var closed = (await door.Get("/api/v1/complaints?state=closed")).Json.GetProperty("items");
        Assert.Equal(over, Assert.Single(closed.EnumerateArray()).GetProperty("complaint").GetString());
    }

    [Fact]
    public async Task Labels_name_every_code_in_two_languages()
    {
        await using var door = await Door.Open();
        var labels = (await door.Get("/api/v1/labels")).Json;
        string[] groups = ["clocks", "categories", "payers", "channels", "classes", "careClasses", "grades", "rungs", "kinds"];
        Assert.All(groups, group => Assert.All(
            labels.GetProperty(group).EnumerateObject(),
            code => Assert.False(string.IsNullOrEmpty(code.Value.GetProperty("id").GetString() + code.Value.GetProperty("en").GetString()))));
        Assert.Equal("Red", labels.GetProperty("grades").GetProperty("red").GetProperty("en").GetString());
    }

    [Fact]
    public async Task The_contract_is_published()
    {
        await using var door = await Door.Open();
        var contract = JsonNode.Parse((await door.Get("/openapi/v1.json")).Body)!;
        Assert.NotNull(contract["paths"]!["/api/v1/complaints"]!["post"]!["requestBody"]);
        Assert.NotNull(contract["paths"]!["/api/v1/complaints/{id}/{verb}"]);
        Assert.NotNull(contract["paths"]!["/api/v1/board"]);
    }

    [Fact]
    public async Task Metrics_count_what_was_filed_and_refused()
    {
        await using var door = await Door.Open();
        await door.Filed();
        await door.File("{");
        var metrics = await door.Get("/metrics");
        Assert.StartsWith("text/plain", metrics.Response.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nmonitoring_received_total 1\n", metrics.Body, StringComparison.Ordinal);
        Assert.Contains("\nmonitoring_refused_total 1\n", metrics.Body, StringComparison.Ordinal);
        Assert.Contains("\nmonitoring_due_lag_seconds ", metrics.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_metric_moves_because_of_a_sealed_case()
    {
        await using var door = await Door.Open();
        var start = door.Services.GetRequiredService<FacilitiesFollow>();
        await start.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(2)); // what the start does moves metrics too
        await door.Filed();
        var before = await door.Get("/metrics");
        await door.Filed(Complaints.Plain().With("whistleblower", true));
        var after = await door.Get("/metrics");

        Assert.Equal(before.Body, after.Body);
    }

    [Fact]
    public async Task Ratings_are_read_as_they_were_published()
    {
        await using var door = await Door.Open();
        var rating = (await door.Get("/api/v1/ombudsman")).Json.GetProperty("ratings")[0];
        Assert.Equal(
            ("Pemerintah Kabupaten Lebak", 2022, "letters", "zona kuning"),
            (rating.GetProperty("agency").GetString(), rating.GetProperty("year").GetInt32(), rating.GetProperty("scheme").GetString(), rating.GetProperty("value").GetString()));
        Assert.Equal(401, (int)(await door.Anybody.GetAsync("/api/v1/ombudsman")).StatusCode);
    }

    [Fact]
    public async Task A_server_that_can_serve_says_so()
    {
        await using var door = await Door.Open();
        Assert.Equal(200, (await Answer.Of(await door.Anybody.GetAsync("/health/live"))).Status);
        var ready = await Answer.Of(await door.Anybody.GetAsync("/health/ready"));
        Assert.Equal((200, "ready"), (ready.Status, ready.Json.GetProperty("status").GetString()));
    }

    /// <summary>The board follows its feed on its own; it is there within moments, or, on a machine with other work, later.</summary>
    private static async Task<Answer> Until(Func<Task<Answer>> ask, Func<Answer, bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var answer = await ask();
            if (holds(answer))
            {
                return answer;
            }

            Assert.False(patience.IsCancellationRequested, "still: " + answer.Body);
            await Task.Delay(20);
        }
    }
}
