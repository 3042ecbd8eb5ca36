using Monitoring.Silo.Storage.Sqlite;

namespace Monitoring.Silo.Tests.Storage.Sqlite;

/// <summary>Holds the writer inside its next transaction, so that whoever comes meanwhile meets in the one after.</summary>
internal sealed class HeldWriter : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _held = new(0);
    private readonly SemaphoreSlim _goOn = new(0);

    public HeldWriter(WriterFaults faults) => faults.Applied = _ =>
    {
        faults.Applied = null;
        _held.Release();
        Assert.True(_goOn.Wait(Patience), "The writer was held and not let go.");
    };

    public async Task UntilHeld() => Assert.True(await _held.WaitAsync(Patience), "The writer had nothing to write.");

    public void LetGo() => _goOn.Release();

    public void Dispose()
    {
        _held.Dispose();
        _goOn.Dispose();
    }
}
