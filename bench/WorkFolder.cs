using System.Globalization;

namespace Monitoring.Bench;

/// <summary>
/// A folder for a database, removed afterwards. It stands under <c>artifacts/</c> and not in the system's temporary
/// folder, which is often memory: a commit that needs no disk would flatter every figure.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private static int Made;

    public WorkFolder(string under)
    {
        var number = Interlocked.Increment(ref Made);
        Full = Path.GetFullPath(
            Path.Combine(under, string.Create(CultureInfo.InvariantCulture, $"tmp-{Environment.ProcessId}-{number}")));
        Directory.CreateDirectory(Full);
    }

    public string Full { get; }

    public string File(string name) => Path.Combine(Full, name);

    public void Dispose() => Directory.Delete(Full, recursive: true);
}
