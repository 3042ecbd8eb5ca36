using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.RealPostgres;
using Monitoring.Silo.Storage.Postgres;
using Npgsql;

namespace Monitoring.Silo.Tests.Storage.Postgres;

/// <summary>A database opened as one process would: several of them on one database are several processes.</summary>
internal sealed class Opened : IAsyncDisposable
{
    private Opened(PostgresDatabase database)
    {
        Database = database;
        Log = new PostgresEventLog(database, NullLoggerFactory.Instance);
    }

    public PostgresDatabase Database { get; }

    public PostgresEventLog Log { get; }

    public static Task<Opened> New() => On(PostgresServer.Shared.CreateDatabase());

    public static async Task<Opened> On(string connectionString) =>
        new(await PostgresDatabase.Open(connectionString, NullLoggerFactory.Instance, TimeProvider.System));

    /// <summary>The first column of every row of a query.</summary>
    public static async Task<List<string>> Ask(string connectionString, params string[] sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        var answers = new List<string>();
        foreach (var one in sql)
        {
#pragma warning disable CA2100 // the test's own text
            await using var command = new NpgsqlCommand(one, connection);
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                answers.Add(Convert.ToString(rows[0], System.Globalization.CultureInfo.InvariantCulture)!);
            }
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        await Database.DisposeAsync();
    }
}
