namespace Monitoring.Acceptance.Tests.Server;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly IDisposable _promise;

    public TempFolder() => _promise = Undertaker.Promise($"rm -rf '{Path}'");

    public string Path { get; } = Directory.CreateTempSubdirectory("monitoring-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        _promise.Dispose();
    }
}
