using System.Net;
using System.Net.Sockets;

namespace Monitoring.RealPostgres;

/// <summary>
/// A port that stays free while its server is down, until this process ends. It lies below the range from which the system takes
/// the ports of clients: one that tries again and again while nobody listens could be given that very port, and talk to itself.
/// And it is reserved by a locked file: another process that runs tests would take it while it looks free.
/// </summary>
public static class FreePort
{
    private const int Lowest = 20_000;
    private const int Highest = 30_000;

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "monitoring-test-ports");

    private static readonly List<FileStream> Reserved = [];

    private static readonly Lock Taking = new();

    private static int Last = Environment.ProcessId;

    /// <summary>The file that is locked while a port is reserved.</summary>
    public static string Reservation(int port) =>
        Path.Combine(Folder, port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static int Take()
    {
        lock (Taking)
        {
            while (true)
            {
                var port = Lowest + (++Last % (Highest - Lowest));
                if (Reserve(port) is not { } reservation)
                {
                    continue;
                }

                if (IsFree(port))
                {
                    Reserved.Add(reservation);
                    return port;
                }

                reservation.Dispose();
            }
        }
    }

    /// <summary>Null: another process has it. The system lets go of it when its process ends, however it ends.</summary>
    private static FileStream? Reserve(int port)
    {
        Directory.CreateDirectory(Folder);
        try
        {
            return new FileStream(Reservation(port), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
