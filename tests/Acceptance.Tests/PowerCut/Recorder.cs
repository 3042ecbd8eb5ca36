using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.PowerCut;

/// <summary>
/// Writes down, in one order, what a server does to its files and when its answers leave. The server is traced from its
/// first instruction; several lives on one folder make one record.
/// </summary>
internal sealed class Recorder(params IReadOnlyList<string> more) : IDisposable
{
    /// <summary>Whatever changes files or names, makes it durable, or lets bytes out.</summary>
    private const string Calls =
        "openat,pwrite64,pwritev,pwritev2,write,writev,ftruncate,truncate,fallocate,rename,renameat,renameat2,link,linkat,"
        + "symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync,sync_file_range,msync,mmap,sendmsg,sendto,"
        + "sendfile,copy_file_range";

    private readonly TempFolder _folder = new();

    /// <summary>What stands before the command that is recorded. The tracer is its grandchild: a kill hits the server itself.</summary>
    public IReadOnlyList<string> Line =>
    [
        "strace", "-D", "--seccomp-bpf", "-f", "-A", "-o", File, "-y", "-ttt", "-xx", "-s", "1048576",
        "-e", "trace=" + Calls, "-e", "signal=KILL", .. more,
    ];

    private string File => _folder.File("calls");

    /// <summary>The record, once the server has ended; the tracer's last lines come a little later.</summary>
    public async Task<IReadOnlyList<Step>> Read(int process)
    {
        await Patience.Until("the end of the record", () => Task.FromResult(EndsWithTheEndOf(process)));
        return StepsIn(File);
    }

    public void Dispose() => _folder.Dispose();

    private bool EndsWithTheEndOf(int process)
    {
        using var file = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, 4_096), SeekOrigin.End);
        using var reader = new StreamReader(file);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Any(line => line.StartsWith($"{process} ", StringComparison.Ordinal) && line.Contains("+++", StringComparison.Ordinal));
    }

    private static List<Step> StepsIn(string file)
    {
        var reader = new StraceReader();
        foreach (var line in System.IO.File.ReadLines(file))
        {
            reader.Read(line);
        }

        return reader.Steps;
    }
}
