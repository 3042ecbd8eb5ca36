using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Storage.Postgres;
using Monitoring.Silo.Storage.Sqlite;

namespace Monitoring.Silo.Moving;

/// <summary>The store that the settings name, to be read whole or to be filled.</summary>
internal static class Movable
{
    /// <exception cref="StorageRefusedException">There is no such store.</exception>
    public static async Task<IStoreContents> Contents(SiloOptions options) => options.Database.Length == 0
        ? SqliteContents.Of(options.Data)
        : await PostgresContents.Of(options.Database);

    /// <exception cref="StorageRefusedException">It cannot be used as it stands.</exception>
    public static async Task<IStoreFilling> Filling(SiloOptions options) => options.Database.Length == 0
        ? new SqliteFilling(SqliteDatabase.Open(SqliteStore.PathIn(options.Data), NullLogger<SqliteDatabase>.Instance))
        : await PostgresFilling.Of(options.Database);
}
