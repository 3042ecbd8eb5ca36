using Orleans.Core;

namespace Orleans.Runtime
{
    /// <summary>Marks the constructor parameter through which a grain keeps a state in a store.</summary>
    /// <param name="stateName">Unique among the states of its class: the row's key omits the class.</param>
    /// <param name="storageName">The store's name; none is the default store.</param>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        public string StateName { get; } = stateName;

        public string? StorageName { get; } = storageName;
    }

    /// <summary>A grain's stored state: read before the grain is activated, written when the grain says so.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;
}

namespace Orleans.Core
{
    /// <summary>Reading, writing and clearing one state of one grain.</summary>
    public interface IStorage
    {
        /// <summary>What was last read or written; a write whose ETag is not the stored one fails.</summary>
        string? Etag { get; }

        bool RecordExists { get; }

        Task ClearStateAsync();

        Task WriteStateAsync();

        Task ReadStateAsync();

        Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

        Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

        Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
    }

    /// <inheritdoc/>
    public interface IStorage<TState> : IStorage
    {
        TState State { get; set; }
    }
}
