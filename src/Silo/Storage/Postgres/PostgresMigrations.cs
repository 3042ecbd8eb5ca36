using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>Brings the schema up to date: each missing step in a transaction, and remembered.</summary>
internal static class PostgresMigrations
{
    /// <summary>The steps this program knows, in order.</summary>
    public static IReadOnlyList<Migration> Known { get; } = Migration.Of("Postgres");

    /// <exception cref="StorageRefusedException">A newer program has written this database.</exception>
    public static Task Apply(NpgsqlConnection connection, CancellationToken cancellation) => Apply(connection, Known, cancellation);

    internal static async Task Apply(
        NpgsqlConnection connection, IReadOnlyList<Migration> known, CancellationToken cancellation)
    {
        // others that start now wait here, and then find everything done
        await Run(connection, $"SELECT pg_advisory_lock({AdvisoryLocks.Family}, {AdvisoryLocks.Migrations})", cancellation);
        try
        {
            await Run(connection, "CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL)", cancellation);
            await using var ask = new NpgsqlCommand("SELECT coalesce(max(number), 0) FROM migrations", connection);
            var done = (int)(await ask.ExecuteScalarAsync(cancellation))!;
            if (done > known[^1].Number)
            {
                throw new StorageRefusedException(
                    $"The database was written by a newer version of this program: its schema is {done}, and {known[^1].Number} is the last one known here.");
            }

            foreach (var migration in known.Where(m => m.Number > done))
            {
                await Apply(connection, migration, cancellation);
            }
        }
        finally
        {
            await Run(connection, $"SELECT pg_advisory_unlock({AdvisoryLocks.Family}, {AdvisoryLocks.Migrations})", CancellationToken.None);
        }
    }

    private static async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // a large table takes its time
        await Run(connection, "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0", cancellation);
        await Run(connection, migration.Sql, cancellation);
        await using (var remember = new NpgsqlCommand("INSERT INTO migrations (number, name) VALUES ($1, $2)", connection))
        {
            remember.Parameters.AddWithValue(migration.Number);
            remember.Parameters.AddWithValue(migration.Name);
            await remember.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // ours, from the program's own files
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
