using System.Net;
using System.Net.Sockets;

namespace Monitoring.Acceptance.Tests.Server;

/// <summary>
/// A port that stays free while its server is down. It lies below the range from which the system takes the ports of
/// clients: one that tries again and again while nobody listens could be given that very port, and talk to itself.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 20_000;
    private const int Highest = 30_000;

    private static int Last = Lowest + (Environment.ProcessId % (Highest - Lowest));

    public static int Take()
    {
        while (true)
        {
            var port = Lowest + (Interlocked.Increment(ref Last) % (Highest - Lowest));
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken; the next one
            }
        }
    }
}
