using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Monitoring.Embedded;

/// <summary>One stored state of one activation.</summary>
internal abstract class PersistentState
{
    /// <summary>How to make the state that a grain class asks for in its constructor.</summary>
    public static Func<Activation, object> GiverOf(
        Type grainClass, Type parameterType, PersistentStateAttribute attribute, IServiceProvider services)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException(
                $"{grainClass.FullName}: [PersistentState(\"{attribute.StateName}\")] is for an IPersistentState<T>, "
                + $"not for {parameterType}.");
        }

        var store = string.IsNullOrWhiteSpace(attribute.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(attribute.StorageName);
        if (store is null)
        {
            throw new BadProviderConfigException(
                $"{grainClass.FullName}: there is no store named \"{attribute.StorageName}\" for the state "
                + $"\"{attribute.StateName}\".");
        }

        var make = typeof(PersistentState).GetMethod(nameof(Giver), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(parameterType.GetGenericArguments())
            .CreateDelegate<Func<string, IGrainStorage, Func<Activation, object>>>();
        return make(attribute.StateName, store);
    }

    public abstract Task ReadStateAsync();

    private static Func<Activation, object> Giver<T>(string name, IGrainStorage store) =>
        activation => new PersistentState<T>(activation, name, store);
}

/// <inheritdoc cref="PersistentState"/>
internal sealed class PersistentState<T>(Activation activation, string name, IGrainStorage store)
    : PersistentState, IPersistentState<T>
{
    private readonly GrainState _state = new();
    private Task _last = Task.CompletedTask;

    public T State
    {
        get
        {
            DemandTurn();
            return _state.State!;
        }

        set
        {
            DemandTurn();
            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public override Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => InTurn(
        nameof(ReadStateAsync),
        () => store.ReadStateAsync(name, activation.GrainId, _state),
        cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) => InTurn(
        nameof(WriteStateAsync),
        () => store.WriteStateAsync(name, activation.GrainId, _state),
        cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) => InTurn(
        nameof(ClearStateAsync),
        () => store.ClearStateAsync(name, activation.GrainId, _state),
        cancellationToken);

    // Two interleaved calls may both write: one after the other, or the second would trip over the first one's ETag.
    private Task InTurn(string what, Func<Task> operation, CancellationToken cancellationToken)
    {
        DemandTurn();
        return _last = RunAsync(_last, what, operation, cancellationToken);
    }

    private void DemandTurn()
    {
        if (!activation.IsCurrent)
        {
            activation.DemandTurn($"The state \"{name}\"");
        }
    }

    private async Task RunAsync(Task before, string what, Func<Task> operation, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await operation();
        }
        catch (Exception failure) when (failure is not OrleansException)
        {
            throw new OrleansException(
                $"Error from storage provider {store.GetType().Name}.{name} during {what} for grain {activation.GrainId}: "
                + failure.Message,
                failure);
        }
    }

    private sealed class GrainState : IGrainState<T>
    {
        public T? State { get; set; } = InitialState.Of<T>();

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
