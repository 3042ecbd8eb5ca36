using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Monitoring.Silo.SignIn;

namespace Monitoring.Silo.Demo.Drill;

/// <summary>The simulated gateways' way to this server's own door: through the network and the sign-in, as everybody's.</summary>
internal sealed class DrillLine(IServer server, SessionTickets tickets) : IDisposable
{
    private HttpClient? _http;

    /// <summary>Open once the door is.</summary>
    public HttpClient Http => _http ??= Open();

    public void Dispose() => _http?.Dispose();

    private HttpClient Open()
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri(address) };
        http.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={tickets.Issue()}");
        return http;
    }
}
