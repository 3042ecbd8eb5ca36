using Monitoring.Grains;
using Monitoring.Silo.Storage;

namespace Monitoring.Silo.Vault;

/// <summary>
/// The folder <c>keys</c> in the data folder: small secret files that only the server's own user may read. A file is
/// there whole or not at all.
/// </summary>
public sealed class KeyFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Making a key takes milliseconds.</summary>
    private static readonly TimeSpan LockWithin = TimeSpan.FromSeconds(10);

    private readonly string _path;

    public KeyFolder(string data)
    {
        _path = Path.GetFullPath(Path.Combine(data, "keys"));
        DurableFolder.Create(_path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>What a file holds, or null if there is none.</summary>
    public byte[]? Read(string name)
    {
        var path = Path.Combine(_path, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    /// <summary>Puts a file there, in place of the one that was; a power cut does not undo it.</summary>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        var half = WriteBeside(name, content);
        CrashPoint.Reach("key-written");
        File.Move(half, Path.Combine(_path, name), overwrite: true);
        CrashPoint.Reach("key-named");
        DurableFolder.Sync(_path);
    }

    /// <summary>Puts a file there unless there is one: of several processes that start on one folder, one wins.</summary>
    /// <returns>What the file holds now.</returns>
    /// <exception cref="IOException">Another process keeps the folder locked.</exception>
    public byte[] WriteOnce(string name, byte[] content)
    {
        using var alone = Lock();
        if (Read(name) is { } first)
        {
            return first;
        }

        Write(name, content);
        return content;
    }

    private FileStream Lock()
    {
        var path = Path.Combine(_path, ".lock");
        FileStream? locked = null;
        return SpinWait.SpinUntil(() => (locked = TryLock(path)) is not null, LockWithin)
            ? locked!
            : throw new IOException($"{path} is locked by another process.");
    }

    // a move that refuses to overwrite looks first and moves then: two processes could both see nothing there
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // of this writer alone: processes of one machine may share the folder
    private string WriteBeside(string name, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var half = Path.Combine(_path, $"{name}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.new");
        File.Delete(half);
        using var file = new FileStream(half, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return half;
    }
}
