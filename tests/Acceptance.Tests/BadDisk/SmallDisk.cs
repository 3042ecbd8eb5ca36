using Monitoring.Acceptance.Tests.Server;

namespace Monitoring.Acceptance.Tests.BadDisk;

/// <summary>A disk of its own that is soon full: a file system in memory. Only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Piece = 4_096;

    private readonly TempFolder _folder = new();
    private readonly IDisposable _promise;

    public SmallDisk(int megabytes)
    {
        Directory.CreateDirectory(Path);
        Command.Run(["mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "monitoring-test", Path]);
        _promise = Undertaker.Promise($"umount -l '{Path}'");
    }

    /// <summary>Why there is no such disk here; null if there is.</summary>
    public static string? WhyNot { get; } = Look();

    public string Path => _folder.File("disk");

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Takes what is left of it, to the last byte.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                ballast.Write(new byte[Piece]);
            }
        }
        catch (IOException)
        {
            // it is full
        }
    }

    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Command.Run(["umount", "-l", Path]);
        _promise.Dispose();
        _folder.Dispose();
    }

    private static string? Look()
    {
        try
        {
            using var disk = new SmallDisk(1);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "A small disk cannot be mounted here (it takes root): " + e.Message.Trim();
        }
    }
}

/// <summary>A test on a disk that gets full. Where none can be mounted it counts as skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.WhyNot;
}
