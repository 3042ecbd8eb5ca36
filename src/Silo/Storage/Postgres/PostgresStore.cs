using Monitoring.Grains.EventLog;
using Monitoring.Silo.Audit;
using Monitoring.Silo.HostTime;
using Monitoring.Silo.Http.Health;
using Monitoring.Silo.Options;
using Monitoring.Silo.SignIn;
using Monitoring.Silo.Wakers;
#if EMBEDDED
using Orleans.Storage;
#endif

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>Everything in one PostgreSQL database, for one process or for many.</summary>
internal sealed class PostgresStore : Store
{
    private readonly PostgresDatabase _database;
    private readonly PostgresEventLog _log;
    private readonly PostgresNetTurn _turn;
    private readonly PostgresTreeStore _trees;
    private readonly EngineLock _engine;

    private PostgresStore(PostgresDatabase database, EngineLock engine, ILoggerFactory logs)
    {
        (_database, _engine) = (database, engine);
        _log = new PostgresEventLog(database, logs);
        _turn = new PostgresNetTurn(database);
        _trees = new PostgresTreeStore(database);
        Documents = new PostgresDocumentStore(database);
    }

    public override IEventLog Log => _log;

    public override IStreamIndex Streams => _log;

    public override IDocumentStore Documents { get; }

    public override ITreeStore Trees => _trees;

    public override string Place => _database.Place;

    /// <inheritdoc cref="PostgresDatabase.Open" path="/exception"/>
    public static async Task<PostgresStore> Open(string connectionString, ILoggerFactory logs, TimeProvider time)
    {
        var database = await PostgresDatabase.Open(connectionString, logs, time);
        var engine = new EngineLock(database, logs.CreateLogger<EngineLock>());
        try
        {
            await engine.Take();
            await new ConnectionRoom(database, logs.CreateLogger<ConnectionRoom>()).Look();
            return new PostgresStore(database, engine, logs);
        }
        catch
        {
            await engine.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    public override void AddTo(IServiceCollection services, SiloOptions options)
    {
#if EMBEDDED
        services.AddSingleton<IReminderTable>(new PostgresReminderTable(_database, options.Cluster));
        services.AddSingleton<IGrainStorage>(new PostgresGrainStorage(_database, options.Cluster));
#endif
        services.AddSingleton<IReadinessCheck>(new CommitsGetThrough(_database));
        services.AddSingleton<INetTurn>(_turn);
        services.AddSingleton<IDatabaseTime>(new PostgresTime(_database));
        services.AddSingleton(_ => _database);
        services.AddHostedService(_ => _engine);
        services.AddSingleton<PostgresEndedSessions>();
        services.AddSingleton<IEndedSessions>(all => all.GetRequiredService<PostgresEndedSessions>());
        services.AddHostedService(all => all.GetRequiredService<PostgresEndedSessions>());
    }

    public override async ValueTask DisposeAsync()
    {
        await _turn.DisposeAsync();
        await _trees.DisposeAsync();
        await _log.DisposeAsync();
        await _engine.DisposeAsync();
        await _database.DisposeAsync();
    }
}
