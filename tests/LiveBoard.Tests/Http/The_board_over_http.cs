using System.Net;
using System.Text.Json;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Tests.Fakes;

namespace Monitoring.LiveBoard.Tests.Http;

public sealed class The_board_over_http : IAsyncLifetime, IDisposable
{
    private readonly string _pages = Path.Combine(AppContext.BaseDirectory, "pages-for-tests");
    private BoardServer _server = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_pages, "assets"));
        foreach (string page in new[] { "wall", "facility", "complaint" })
        {
            await File.WriteAllTextAsync(Path.Combine(_pages, page + ".html"), $"<title>{page}</title>");
        }

        await File.WriteAllTextAsync(Path.Combine(_pages, "assets", "wall-1a2b3c.js"), "let a");
        await File.WriteAllTextAsync(Path.Combine(_pages, "icon.svg"), "<svg/>");
        _server = await BoardServer.Start(_pages);
        _server.Gate.Give("wall", Audience.Province);
        _http = new HttpClient { BaseAddress = _server.Address, DefaultRequestHeaders = { { "X-User", "wall" } } };
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_snapshot_is_the_board_at_a_number()
    {
        _server.Log.Commit(Audience.Province, Items.Registered("F1"), Items.Filed("C1"));
        await Head(2);

        JsonElement board = await Json("/api/v1/board?audience=province");

        Assert.Equal(2, board.GetProperty("seq").GetInt64());
        Assert.True(board.GetProperty("simulated").GetBoolean());
        Assert.Equal("Kab. Pandeglang", board.GetProperty("regions")[0].GetProperty("short").GetString());
        Assert.Equal("RSUD F1", board.GetProperty("facilities")[0].GetProperty("name").GetString());
        Assert.Equal(0, board.GetProperty("overdue").GetProperty("total").GetInt32());
        Assert.Equal("C1", board.GetProperty("next").GetProperty("items")[0].GetProperty("complaint").GetString());
    }

    [Fact]
    public async Task A_snapshot_of_the_past_is_the_board_as_it_stood()
    {
        FeedItem filed = Items.Filed("C1");
        _server.Log.Commit(Audience.Province, Items.Registered("F1"), filed, Items.Breached(filed));

        JsonElement board = await Json("/api/v1/board?audience=province&at=2026-03-02T05:30:00Z");

        Assert.Equal(2, board.GetProperty("seq").GetInt64());
        Assert.Equal("2026-03-02T05:30:00+00:00", board.GetProperty("at").GetString());
    }

    [Fact]
    public async Task The_feed_comes_in_pages()
    {
        _server.Log.Commit(Audience.Province, [.. Enumerable.Range(1, 5).Select(i => Items.Filed($"C{i}"))]);

        JsonElement page = await Json("/api/v1/feed?audience=province&after=1&limit=2");
        Assert.Equal([2L, 3L], page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("seq").GetInt64()));
        Assert.Equal(3, page.GetProperty("next").GetInt64());

        page = await Json("/api/v1/feed?audience=province&after=5");
        Assert.Equal((0, 5L), (page.GetProperty("items").GetArrayLength(), page.GetProperty("next").GetInt64()));
    }

    [Fact]
    public async Task Figures_count_an_open_overdue_complaint_as_missed_and_leave_out_what_was_transferred_away()
    {
        _server.Gate.Give("wall", Audience.Facility("F1"));
        FeedItem late = Items.Filed("C1");
        FeedItem kept = Items.Filed("C2");
        _server.Log.Commit(
            Audience.Facility("F1"),
            late,
            Items.Breached(late),
            kept,
            kept with { Kind = "answered", By = "manager", Version = 2, Was = Standing.Open, NextDueAt = null, NextClock = null },
            Items.Filed("C3"),
            Items.Filed("C3", facility: "F2") with { Kind = "transferred", FromFacility = "F1", Version = 2 });

        _server.Time.Advance(TimeSpan.FromHours(8));
        JsonElement figures = await Json("/api/v1/figures?audience=facility:F1&days=3660");

        JsonElement all = figures.GetProperty("all");
        Assert.Equal(0.5, all.GetProperty("share").GetDouble());
        Assert.Equal((2, 1), (all.GetProperty("due").GetInt32(), all.GetProperty("openOverdue").GetInt32()));
        Assert.Equal("F1", figures.GetProperty("facilities").EnumerateArray().Single().GetProperty("of").GetString());
    }

    [Theory]
    [InlineData("/api/v1/figures?audience=province&days=0")]
    [InlineData("/api/v1/feed?audience=province&limit=0")]
    [InlineData("/api/v1/feed?audience=province&limit=1001")]
    [InlineData("/api/v1/feed?audience=province&after=-1")]
    public async Task A_page_has_its_bounds(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task I11_An_audience_that_does_not_exist_is_answered_like_one_that_is_not_yours()
    {
        _server.Log.Commit(Audience.Inspectorate, Items.Filed("C1"));
        foreach (string api in new[] { "board", "feed", "figures" })
        {
            string[] answers =
            [
                await Refusal($"/api/v1/{api}?audience=inspectorate"),
                await Refusal($"/api/v1/{api}?audience=facility:none"),
                await Refusal($"/api/v1/{api}"),
            ];

            Assert.Single(answers.Distinct());
            Assert.Contains("403 application/problem+json", answers[0], StringComparison.Ordinal);
            Assert.Contains("\"code\":\"forbidden\"", answers[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_nobody_is_asked_to_sign_in()
    {
        using var anonymous = new HttpClient { BaseAddress = _server.Address };
        using HttpResponseMessage answer = await anonymous.GetAsync("/api/v1/board?audience=province");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/", "wall")]
    [InlineData("/wall", "wall")]
    [InlineData("/facility?id=F1", "facility")]
    [InlineData("/complaint?id=C1", "complaint")]
    public async Task A_page_is_asked_for_anew_and_runs_only_our_scripts(string path, string title)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path);

        Assert.Equal($"<title>{title}</title>", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.StartsWith("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_carries_a_hash_in_its_name_is_kept_for_ever()
    {
        using HttpResponseMessage script = await _http.GetAsync("/assets/wall-1a2b3c.js");
        using HttpResponseMessage icon = await _http.GetAsync("/icon.svg");

        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", script.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Equal("image/svg+xml", icon.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", icon.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/assets/none.js")]
    [InlineData("/assets/..%2f..%2fMonitoring.LiveBoard.dll")]
    [InlineData("/..%2fMonitoring.LiveBoard.dll")]
    [InlineData("/none.png")]
    public async Task Nothing_else_is_served(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task Head(long seq)
    {
        // what is asked for in the same instant may still be on its way into the fold
        while ((await Json("/api/v1/board?audience=province")).GetProperty("seq").GetInt64() < seq)
        {
            await Task.Yield();
        }
    }

    private async Task<JsonElement> Json(string path) => JsonElement.Parse(await _http.GetStringAsync(path));

    private async Task<string> Refusal(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path);
        return $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {await Body(answer)}";
    }

    // the trace id is each request's own
    private static async Task<string> Body(HttpResponseMessage answer) => string.Join(
        ',', JsonElement.Parse(await answer.Content.ReadAsStringAsync()).EnumerateObject()
            .Where(member => member.Name != "traceId").Select(member => member.ToString()));
}
