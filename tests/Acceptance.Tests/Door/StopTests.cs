using System.Net.Sockets;
using Monitoring.Acceptance.Tests.Board;
using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.Door;

public sealed class StopTests
{
    private const int Requests = 8;

    [Fact]
    public async Task SIGTERM_answers_what_is_in_flight_stores_it_and_exits_with_zero()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        await using var screen = new BoardClient(server, "province");
        await screen.Until("a beat", s => s.Beats > 0);
        var inFlight = new List<HalfRequest>();
        for (var n = 0; n < Requests; n++)
        {
            inFlight.Add(await HalfRequest.Begin(server.Address, Body(n), $"in-flight-{n}"));
        }

        var exit = server.Terminate();
        await Patience.Until("no new connection being taken", () => Refuses(server.Address));
        var answers = await Task.WhenAll(inFlight.Select(request => request.Finish()));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal));
        Assert.Equal(0, await exit);

        await server.Start();
        using var door = new DoorOf(server.Address);
        var filed = (await door.WholeFeed("province")).Where(i => i.Kind == "filed").Select(i => i.Complaint!).ToList();
        Assert.Equal(Requests, filed.Count);
        Assert.All(filed, id => Assert.Contains(answers, answer => answer.Contains(id, StringComparison.Ordinal)));
        inFlight.ForEach(request => request.Dispose());
    }

    [Fact]
    public async Task SIGTERM_of_a_quiet_server_exits_with_zero_and_its_data_start_again()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""));
        using (var door = new DoorOf(server.Address))
        {
            Assert.Equal(201, (await door.File(Body(0), "first")).Status);
        }

        Assert.Equal(0, await server.Terminate());
        await server.Start();

        using var again = new DoorOf(server.Address);
        Assert.Equal(201, (await again.File(Body(0), "first")).Status);
        Assert.Single(await again.WholeFeed("province"), i => i.Kind == "filed");
    }

    [Fact]
    public async Task A_server_that_drains_says_that_it_is_not_ready_and_still_answers()
    {
        await using var server = await ServerProcess.Started(("Facilities", ""), ("DrainSeconds", "300"));
        using var door = new DoorOf(server.Address);

        var exit = server.Terminate();
        await Patience.Until("not being ready", async () => !await server.IsReady());

        Assert.Equal(201, (await door.File(Body(0), "late")).Status);
        await server.Kill9();
        await exit;
    }

    private static string Body(int n) => $$"""{"channel":"KOTAK_SARAN","text":"Keluhan {{n}}"}""";

    private static async Task<bool> Refuses(Uri server)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.Host, server.Port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
