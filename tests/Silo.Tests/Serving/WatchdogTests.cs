using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monitoring.Grains.Feed;
using Monitoring.Silo.Options;
using Monitoring.Silo.Watchdog;

namespace Monitoring.Silo.Tests.Serving;

/// <summary>N5 on the program itself, with somebody outside who listens.</summary>
public class WatchdogTests
{
    [Fact]
    public async Task The_outside_hears_of_a_synthetic_breach_that_no_board_shows()
    {
        using var outside = new TcpListener(IPAddress.Loopback, 0);
        outside.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)outside.LocalEndpoint).Port}/alive";
        await using var server = await RunningServer.Start(o => o with { WatchdogEverySeconds = 20, WatchdogUrl = url, WatchdogMethod = "POST" });
        var province = await server.Log.Head(Audience.Province, CancellationToken.None);

        var heard = await Heard(outside);

        Assert.StartsWith("POST /alive HTTP/1.1", heard, StringComparison.Ordinal);
        await server.Happens(Audience.Watchdog, "withdrawn");
        Assert.Equal(province, await server.Log.Head(Audience.Province, CancellationToken.None));
        var loop = server.Services.GetServices<IHostedService>().OfType<WatchdogLoop>().Single();
        Assert.StartsWith("last synthetic breach seen at", loop.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Watchdog:Url", "ftp://here")]
    [InlineData("Watchdog:Url", "nowhere")]
    [InlineData("Watchdog:Method", "PUT")]
    [InlineData("Watchdog:EverySeconds", "1")]
    [InlineData("Audit:EverySeconds", "1")]
    public void A_setting_that_makes_no_sense_is_refused_by_name(string name, string value)
    {
        var options = name switch
        {
            "Watchdog:Url" => new SiloOptions { WatchdogUrl = value },
            "Watchdog:Method" => new SiloOptions { WatchdogMethod = value },
            "Watchdog:EverySeconds" => new SiloOptions { WatchdogEverySeconds = 1 },
            _ => new SiloOptions { AuditEverySeconds = 1 },
        };

        Assert.StartsWith(name, Assert.Single(options.Mistakes()), StringComparison.Ordinal);
    }

    /// <summary>The head of the first request, which is answered.</summary>
    private static async Task<string> Heard(TcpListener outside)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var client = await outside.AcceptTcpClientAsync(patience.Token);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var head = await reader.ReadLineAsync(patience.Token);
        while (await reader.ReadLineAsync(patience.Token) is { Length: > 0 })
        {
        }

        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), patience.Token);
        return head!;
    }
}
