using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Silo.SignIn;
using Monitoring.Silo.Tests.Http;

namespace Monitoring.Silo.Tests.SignIn;

public sealed class SignInTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task Without_a_key_nothing_that_holds_data_answers()
    {
        await using var door = await Door.Open();
        string[] open = ["/health/live", "/health/ready", "/api/v1/track"];
        var endpoints = door.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToArray();
        Assert.True(endpoints.Length > 15);
        foreach (var endpoint in endpoints)
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var isPage = !pattern[1..].Contains('/', StringComparison.Ordinal) && pattern is not "/metrics";
            if (open.Contains(pattern) || isPage || pattern.StartsWith("/assets", StringComparison.Ordinal))
            {
                continue;
            }

            var path = pattern.Replace("{id}", "1", StringComparison.Ordinal).Replace("{verb}", "verify", StringComparison.Ordinal)
                .Replace("{documentName}", "v1", StringComparison.Ordinal);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                var answer = await Answer.Of(await door.Anybody.SendAsync(request));
                Assert.True(answer.Status == 401, $"{method} {path}: {answer.Status}");
                Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Theory]
    [InlineData("/API/v1/facilities")]
    [InlineData("/api/v1/facilities/")]
    [InlineData("/%61pi/v1/facilities")]
    [InlineData("/Metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/hubs/board")]
    public async Task However_its_path_is_written(string path)
    {
        var door = open.Door;
        Assert.Equal(HttpStatusCode.Unauthorized, (await door.Anybody.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic dGVzdA==")]
    public async Task A_wrong_key_opens_nothing(string header)
    {
        var door = open.Door;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/facilities");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        var answer = await Answer.Of(await door.Anybody.SendAsync(request));
        Assert.Equal((401, "wrong-key"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_session_opens_with_a_key_and_ends_when_it_is_signed_out()
    {
        await using var door = await Door.Open();
        var cookie = await SignIn(door);
        Assert.Contains("httponly", cookie.Header, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie.Header, StringComparison.OrdinalIgnoreCase);

        var session = await Answer.Of(await With(door, cookie.Value, HttpMethod.Get, "/api/v1/session"));
        Assert.Equal("operator", session.Json.GetProperty("role").GetString());
        var audiences = session.Json.GetProperty("audiences").EnumerateArray().Select(a => a.GetString()).ToArray();
        Assert.Equal("province", audiences[0]);
        Assert.Contains("facility:" + Door.Hospital, audiences);
        Assert.DoesNotContain("inspectorate", audiences);

        var principal = Visitor.Admin(cookie.Value.Split('=', 2)[1]).Principal;
        var gate = door.Services.GetRequiredService<AudienceGate>();
        Assert.True(gate.May(principal, "province"));
        Assert.Equal(HttpStatusCode.NoContent, (await With(door, cookie.Value, HttpMethod.Delete, "/api/v1/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await With(door, cookie.Value, HttpMethod.Get, "/api/v1/session")).StatusCode);
        Assert.False(gate.May(principal, "province"));
    }

    [Fact]
    public async Task A_session_outlives_a_restart_and_not_its_time()
    {
        var door = await Door.Open();
        var cookie = await SignIn(door);
        door = await door.Restart();
        await using var _ = door;
        Assert.Equal(HttpStatusCode.OK, (await With(door, cookie.Value, HttpMethod.Get, "/api/v1/facilities")).StatusCode);
        door.Setting.Time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(HttpStatusCode.Unauthorized, (await With(door, cookie.Value, HttpMethod.Get, "/api/v1/facilities")).StatusCode);
    }

    [Fact]
    public async Task A_session_that_was_signed_out_stays_so_after_a_restart()
    {
        var door = await Door.Open();
        var cookie = await SignIn(door);
        await With(door, cookie.Value, HttpMethod.Delete, "/api/v1/session", door.Address.GetLeftPart(UriPartial.Authority));
        door = await door.Restart();
        await using var _ = door;
        Assert.Equal(HttpStatusCode.Unauthorized, (await With(door, cookie.Value, HttpMethod.Get, "/api/v1/facilities")).StatusCode);
    }

    [Fact]
    public async Task A_cookie_that_is_no_ticket_at_all_is_none()
    {
        await using var door = await Door.Open();
        var cookie = await SignIn(door);
        var garbage = new string('!', cookie.Value.Length);
        Assert.Equal(HttpStatusCode.Unauthorized, (await With(door, garbage, HttpMethod.Get, "/api/v1/facilities")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await With(door, garbage, HttpMethod.Get, "/health/live")).StatusCode);
    }

    [Fact]
    public async Task A_ticket_that_was_changed_is_none()
    {
        await using var door = await Door.Open();
        var cookie = await SignIn(door);
        // not the last letter: it carries bits that belong to no byte
        var changed = cookie.Value[..20] + (cookie.Value[20] == 'A' ? 'B' : 'A') + cookie.Value[21..];
        Assert.Equal(HttpStatusCode.Unauthorized, (await With(door, changed, HttpMethod.Get, "/api/v1/facilities")).StatusCode);
    }

    [Fact]
    public async Task Another_sites_page_cannot_use_a_session()
    {
        await using var door = await Door.Open();
        var cookie = await SignIn(door);
        var id = await door.Filed();
        var path = $"/api/v1/complaints/{id}/verify";
        Assert.Equal(HttpStatusCode.Forbidden, (await With(door, cookie.Value, HttpMethod.Post, path, "http://127.0.0.1:9")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await With(door, cookie.Value, HttpMethod.Post, path, "null")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await With(door, cookie.Value, HttpMethod.Get, "/hubs/board", "https://evil.example")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await With(door, cookie.Value, HttpMethod.Post, path)).StatusCode);
        var own = door.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(HttpStatusCode.OK, (await With(door, cookie.Value, HttpMethod.Post, path, own, "key-1")).StatusCode);
    }

    [Fact]
    public async Task The_hub_takes_the_key_from_its_query_and_nothing_else_does()
    {
        await using var door = await Door.Open();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{door.Address.Authority}/hubs/board?access_token={Door.Key}"), default);
        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await door.Anybody.GetAsync("/api/v1/facilities?access_token=" + Door.Key)).StatusCode);
    }

    [Theory]
    [InlineData("province", true)]
    [InlineData("region:3601", true)]
    [InlineData("facility:3601-h-002", true)]
    [InlineData("inspectorate", false)]
    [InlineData("region:9999", false)]
    [InlineData("facility:nowhere", false)]
    [InlineData("Province", false)]
    [InlineData("", false)]
    public void The_admin_sees_every_audience_but_the_inspectorates(string audience, bool may)
    {
        Assert.Equal(may, open.Door.Services.GetRequiredService<AudienceGate>().May(Visitor.Admin().Principal, audience));
    }

    private static async Task<(string Header, string Value)> SignIn(Door door)
    {
        var response = await door.Admin.PostAsync(new Uri("/api/v1/session", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var header = response.Headers.GetValues("Set-Cookie").Single();
        return (header, header.Split(';')[0]);
    }

    private static async Task<HttpResponseMessage> With(
        Door door, string cookie, HttpMethod method, string path, string? origin = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
            request.Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        }

        return await door.Anybody.SendAsync(request);
    }
}
