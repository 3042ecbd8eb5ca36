using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Monitoring.Bench;

/// <summary>On what it was measured, and how busy that was with other things.</summary>
internal sealed record Machine(
    string Processor,
    int Cores,
    long MemoryMb,
    string Disk,
    string System,
    string Runtime,
    string Engine,
    string Commit,
    double? LoadBefore)
{
#if ORLEANS
    private const string EngineName = "Orleans";
#else
    private const string EngineName = "Embedded";
#endif

    private const int BytesPerMbShift = 20;

    public static Machine Look(Place place, string folder) => new(
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> BytesPerMbShift,
        DiskOf(Path.GetFullPath(folder)),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        EngineName,
        CommitOf(place.Root),
        Load());

    /// <summary>Others want the cores, too: rates and times then say little, processor time per piece still does.</summary>
    public bool IsBusy => LoadBefore > Cores * 0.25;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Commit {Commit}, engine {Engine}, {Runtime}, {System}
        {Cores} cores of {Processor}, {MemoryMb:N0} MB, database on {Disk}
        The load generator and the screen run on the same cores as the server.
        Load of the last minute before the run: {LoadBefore:0.0}{(IsBusy ? " (BUSY: rates and times are not the machine's own)" : "")}
        """);

    private static double? Load()
    {
        const string load = "/proc/loadavg";
        return File.Exists(load)
            ? double.Parse(File.ReadAllText(load).Split(' ')[0], CultureInfo.InvariantCulture)
            : null;
    }

    private static string ProcessorName()
    {
        const string info = "/proc/cpuinfo";
        var line = File.Exists(info)
            ? File.ReadLines(info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string DiskOf(string folder)
    {
        var drive = DriveInfo.GetDrives()
            .Where(d => folder.StartsWith(d.RootDirectory.FullName, StringComparison.Ordinal))
            .MaxBy(d => d.RootDirectory.FullName.Length);
        return drive is null ? "an unknown disk" : $"{drive.DriveFormat} at {drive.Name}";
    }

    private static string CommitOf(string root)
    {
        var hash = Git(root, "rev-parse", "--short", "HEAD");
        var changed = Git(root, "status", "--porcelain", "--untracked-files=no");
        return hash is "" ? "unknown" : changed is "" ? hash : hash + " with changes";
    }

    private static string Git(string root, params string[] args)
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-C", root, .. args])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var answer = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return answer;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return ""; // a copy without git is measured all the same
        }
    }
}
