using Orleans.Storage;

namespace Monitoring.Conformance.Tests.Grains;

/// <summary>Keeps its state in a store that fails.</summary>
public interface IUnlucky : IGrainWithStringKey
{
    Task Write();
}

public sealed class UnluckyGrain(
    [PersistentState("luck", "broken")] IPersistentState<LedgerState> luck, Witness witness) : Grain, IUnlucky
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        witness.Say($"{this.GetPrimaryKeyString()} came");
        return Task.CompletedTask;
    }

    public Task Write() => luck.WriteStateAsync();
}

/// <summary>Nothing can be written to it, and the state of "unreadable" cannot be read.</summary>
public sealed class BrokenStore : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        grainId.Key.ToString() == "unreadable" ? throw new IOException("the disk is gone") : Task.CompletedTask;

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new IOException("the disk is full");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new IOException("the disk is full");
}
