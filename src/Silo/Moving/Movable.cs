using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Silo.Options;
using Monitoring.Silo.Storage;
using Monitoring.Silo.Storage.Sqlite;

namespace Monitoring.Silo.Moving;

/// <summary>The store that the settings name, to be read whole or to be filled.</summary>
internal static class Movable
{
    /// <exception cref="StorageRefusedException">There is no such store.</exception>
    public static IStoreContents Contents(SiloOptions options) => SqliteContents.Of(options.Data);

    /// <exception cref="StorageRefusedException">It cannot be used as it stands.</exception>
    public static Task<IStoreFilling> Filling(SiloOptions options) => Task.FromResult<IStoreFilling>(
        new SqliteFilling(SqliteDatabase.Open(SqliteStore.PathIn(options.Data), NullLogger<SqliteDatabase>.Instance)));
}
