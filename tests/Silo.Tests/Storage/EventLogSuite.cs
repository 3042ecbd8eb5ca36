using Monitoring.Grains.EventLog;

namespace Monitoring.Silo.Tests.Storage;

/// <summary>What every event log does, whatever it is kept in. Each kind of log passes it by deriving from it.</summary>
public abstract partial class EventLogSuite : IAsyncLifetime
{
    /// <summary>Long enough for any machine; a test that gets there has failed.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>An empty log.</summary>
    protected IEventLog Log { get; private set; } = null!;

    protected IDocumentStore Documents { get; private set; } = null!;

    public async Task InitializeAsync() => (Log, Documents) = await Open();

    public abstract Task DisposeAsync();

    protected abstract Task<(IEventLog Log, IDocumentStore Documents)> Open();

    protected async Task<AppendResult.Committed> Commit(Append append) =>
        Assert.IsType<AppendResult.Committed>(await Log.Append(append, Sample.None));

    /// <summary>Every append is under way before the first is awaited, so that they meet in commits.</summary>
    protected async Task<AppendResult[]> AllAtOnce(IEnumerable<Append> appends) =>
        await Task.WhenAll(appends.Select(append => Log.Append(append, Sample.None).AsTask()).ToList());
}
