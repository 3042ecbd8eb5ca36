using Monitoring.Grains.EventLog;
using Monitoring.Silo.Audit;
using Monitoring.Silo.Options;
using Orleans.Storage;

namespace Monitoring.Silo.Storage.Sqlite;

/// <summary>Everything in one SQLite file, for a server that is one process.</summary>
internal sealed class SqliteStore : Store
{
    public const string FileName = "monitoring.db";

    private readonly SqliteDatabase _database;

    private SqliteStore(SqliteDatabase database, string place)
    {
        (_database, Place) = (database, place);
        var log = new SqliteEventLog(database);
        (Log, Streams, Documents) = (log, log, new SqliteDocumentStore(database));
        Trees = new SqliteTreeStore(database);
    }

    public override IEventLog Log { get; }

    public override IStreamIndex Streams { get; }

    public override IDocumentStore Documents { get; }

    public override ITreeStore Trees { get; }

    public override string Place { get; }

    public override bool TakesWrites => _database.TakesWrites;

    /// <inheritdoc cref="SqliteDatabase.Open(string, ILogger{SqliteDatabase})" path="/exception"/>
    public static SqliteStore Open(string folder, ILoggerFactory logs)
    {
        return new SqliteStore(SqliteDatabase.Open(PathIn(folder), logs.CreateLogger<SqliteDatabase>()), Path.GetFullPath(folder));
    }

    /// <summary>The file of a data folder.</summary>
    public static string PathIn(string folder) => Path.Combine(folder, FileName);

    public override void AddTo(IServiceCollection services, SiloOptions options)
    {
        var states = new SqliteGrainStorage(_database);
#if EMBEDDED
        services.AddSingleton<IReminderTable>(new SqliteReminderTable(_database));
        services.AddSingleton<IGrainStorage>(states);
#else
        services.AddKeyedSingleton<IGrainStorage>("Default", states);
#endif
    }

    public override ValueTask DisposeAsync() => _database.DisposeAsync();
}
