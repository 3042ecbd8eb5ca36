using System.Net.WebSockets;
using System.Text.Json;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Server;
using Xunit.Abstractions;

namespace Monitoring.Acceptance.Tests.Door;

public sealed class NoKeyTests(ITestOutputHelper output)
{
    private const string WrongKey = "not-the-key-of-anybody";

    /// <summary>What anybody may ask: they hold no complaint, or ask for what only its holder knows.</summary>
    private static readonly string[] Public = ["GET /health/live", "GET /health/ready", "POST /api/v1/track"];

    /// <summary>What must be there, so that an empty description does not pass.</summary>
    private static readonly string[] MustBeDescribed =
    [
        "POST /api/v1/complaints", "POST /api/v1/complaints/{id}/{verb}", "GET /api/v1/complaints",
        "GET /api/v1/complaints/{id}", "GET /api/v1/facilities", "GET /api/v1/facilities/{id}", "GET /api/v1/board",
        "GET /api/v1/feed",
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(WrongKey)]
    public async Task Without_a_key_that_is_known_every_route_but_the_public_ones_answers_401(string? key)
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var admin = new DoorOf(server.Address);
        using var stranger = new DoorOf(server.Address, key);
        var head = await admin.Head();
        var routes = await Described(admin);
        Assert.Empty(MustBeDescribed.Except(routes));

        foreach (var route in routes.Except(Public))
        {
            var (method, path) = route.Split(' ') is [var m, var p] ? (m, p) : throw new InvalidDataException(route);
            var answer = await stranger.Send(
                new HttpMethod(method),
                path.Replace("{id}", "desk", StringComparison.Ordinal).Replace("{verb}", "close", StringComparison.Ordinal)
                    + (path.EndsWith("board", StringComparison.Ordinal) || path.EndsWith("feed", StringComparison.Ordinal) ? "?audience=province" : ""),
                method == "POST" ? """{"channel":"KOTAK_SARAN","text":"x"}""" : null,
                "stranger");
            output.WriteLine($"{route}: {answer.Status}");
            Assert.True(answer.Status == 401, $"{route}: {answer}");
            Assert.Equal("application/problem+json", answer.MediaType);
        }

        Assert.Equal(head, await admin.Head());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(WrongKey)]
    public async Task Without_a_key_that_is_known_nobody_joins_the_hub(string? key)
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));

        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            using var socket = await SignalRSocket.Connect(server.Address, key, CancellationToken.None);
        });
    }

    [Theory]
    [InlineData("/wall")]
    [InlineData("/facility")]
    [InlineData("/complaint")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Pages_and_health_are_public_and_hold_no_data(string path)
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var stranger = new DoorOf(server.Address, null);

        Assert.Equal(200, (await stranger.Get(path)).Status);
    }

    [Fact]
    public async Task An_audience_that_does_not_exist_is_nobodys()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using var admin = new DoorOf(server.Address);

        Assert.Equal(403, (await admin.Get("/api/v1/feed?audience=facility:nowhere")).Status);
    }

    private static async Task<IReadOnlyList<string>> Described(DoorOf door)
    {
        var answer = await door.Get("/openapi/v1.json");
        Assert.True(answer.Status == 200, answer.ToString());
        using var description = JsonDocument.Parse(answer.Body);
        return
        [
            .. description.RootElement.GetProperty("paths").EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject()
                    .Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")),
        ];
    }
}
