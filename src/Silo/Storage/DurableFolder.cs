using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Monitoring.Silo.Storage;

/// <summary>
/// Folders whose names outlive a power cut. A file that was synced may still be gone afterwards: its name is durable only
/// when its folder was synced too.
/// </summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Creates a folder, and those above it that are missing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="mode">Who may use it; null: as the process's mask says.</param>
    public static void Create(string path, UnixFileMode? mode = null)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            return;
        }

        var above = Path.GetDirectoryName(full);
        if (above is not null)
        {
            Create(above);
        }

        if (mode is { } only && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(full, only);
        }
        else
        {
            Directory.CreateDirectory(full);
        }

        if (above is not null)
        {
            Sync(above);
        }
    }

    /// <summary>Makes durable what was created, renamed and deleted in a folder.</summary>
    /// <exception cref="IOException">That cannot be said of it.</exception>
    public static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // its file systems keep names in a journal
        }

        // .NET opens no folders
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"{path} cannot be synced: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(folder);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);
}
