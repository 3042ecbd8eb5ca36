using System.Diagnostics;
using System.Globalization;

namespace Monitoring.RealPostgres;

/// <summary>The processes that a server has forked.</summary>
internal static class Children
{
    public static IReadOnlyList<int> Of(int parent) =>
    [
        .. File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    public static void WaitForEnd(int id, TimeSpan patience)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if (!process.WaitForExit(patience))
            {
                throw new TimeoutException($"Process {id} of a killed server is still there after {patience}.");
            }
        }
        catch (ArgumentException)
        {
            // it is gone already
        }
    }
}
