using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.LiveBoard.Fold;
using Monitoring.LiveBoard.Live;

namespace Monitoring.LiveBoard.Tests.Fakes;

/// <summary>The live board on a real Kestrel, port chosen by the system, time and log in the test's hands.</summary>
internal sealed class BoardServer : IAsyncDisposable
{
    // small, so that a client that does not read is felt after kilobytes and not after megabytes
    private const int SocketBuffer = 4 * 1024;

    private WebApplication _app = null!;

    private BoardServer()
    {
    }

    public FeedLog Log { get; } = new();

    public ManualTime Time { get; } = new();

    public Gate Gate { get; } = new();

    public Uri Address { get; private set; } = null!;

    public Viewers Viewers => _app.Services.GetRequiredService<Viewers>();

    public static async Task<BoardServer> Start(
        string? pagesRoot = null, TimeProvider? product = null, ITrustedTime? trusted = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        var server = new BoardServer();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<SocketTransportOptions>(o => o.CreateBoundListenSocket = Listen);
        builder.Services.AddSingleton<IEventLog>(server.Log);
        builder.Services.AddSingleton(product ?? server.Time);
        builder.Services.AddSingleton<IAudienceGate>(server.Gate);
        if (trusted is not null)
        {
            builder.Services.AddSingleton(trusted);
        }

        builder.Services.AddRouting();
        builder.Services.AddLiveBoard(o =>
        {
            o.Simulated = true;
            o.Wall = product is null ? null : server.Time;
            o.Regions = [new RegionCard("3601", "Kabupaten Pandeglang", "Kab. Pandeglang")];
            o.PagesRoot = pagesRoot ?? "no-pages";
        });
        WebApplication app = server._app = builder.Build();
        app.Use((http, next) =>
        {
            if (http.Request.Headers["X-User"].FirstOrDefault() is { } user)
            {
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.Name, user)], "test"));
            }

            return next(http);
        });
        app.UseRouting();
        app.MapLiveBoard();
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new Uri(address);
        return server;
    }

    public Task<Screen> Connect(string user, int? receiveBuffer = null) => Screen.Connect(Address, user, receiveBuffer);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Socket Listen(EndPoint endpoint)
    {
        Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SocketBuffer;
        return socket;
    }
}
