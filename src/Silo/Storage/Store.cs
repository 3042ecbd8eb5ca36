using Monitoring.Grains.EventLog;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage.Postgres;
using Monitoring.Silo.Storage.Sqlite;

namespace Monitoring.Silo.Storage;

/// <summary>Where a server keeps everything: opened once, before anything listens, and closed last.</summary>
internal abstract class Store : IAsyncDisposable
{
    public abstract IEventLog Log { get; }

    /// <summary>The log's streams, for the auditor.</summary>
    public abstract IStreamIndex Streams { get; }

    public abstract IDocumentStore Documents { get; }

    public abstract ITreeStore Trees { get; }

    /// <summary>Where it is, for people; without a password.</summary>
    public abstract string Place { get; }

    /// <summary>Whether it can be written to, as far as is known.</summary>
    public virtual bool TakesWrites => true;

    /// <summary>Opens what the settings name: a SQLite file in the data folder, or a PostgreSQL database.</summary>
    /// <exception cref="StorageRefusedException">It cannot be used as it stands.</exception>
    public static async Task<Store> Open(SiloOptions options, ILoggerFactory logs, TimeProvider wall) =>
        options.Database.Length == 0
            ? SqliteStore.Open(options.Data, logs)
            : await PostgresStore.Open(options.Database, logs, wall);

    /// <summary>Adds what else the server finds here: what the engine keeps, whose turn the net is, ended sessions.</summary>
    public abstract void AddTo(IServiceCollection services, SiloOptions options);

    public abstract ValueTask DisposeAsync();
}
