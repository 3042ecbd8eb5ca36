using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Grains.EventLog;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage.Postgres;

namespace Monitoring.Silo.Tests.Storage.Postgres;

public sealed class PostgresEventLogTests : EventLogSuite
{
    private PostgresDatabase _database = null!;
    private PostgresEventLog _log = null!;

    public override async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        await _database.DisposeAsync();
    }

    protected override async Task<(IEventLog Log, IDocumentStore Documents)> Open()
    {
        _database = await PostgresDatabase.Open(
            PostgresServer.Shared.CreateDatabase(), NullLoggerFactory.Instance, TimeProvider.System);
        _log = new PostgresEventLog(_database, NullLoggerFactory.Instance);
        return (_log, new PostgresDocumentStore(_database));
    }
}
