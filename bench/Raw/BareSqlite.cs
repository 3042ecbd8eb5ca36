using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Monitoring.Bench.Raw;

/// <summary>
/// The raw limit of the intake: what the same store commits on the same disk if nothing else is done. WAL and
/// synchronous=FULL as the product has them, one writer, rows as long as an event, keys in order.
/// </summary>
internal static class BareSqlite
{
    private const int RowBytes = 600;
    private const int Batch = 64;

    /// <summary>Rows a second, each in a commit of its own, and in commits of 64.</summary>
    public static CommitRate Measure(string under, TimeSpan each, TimeProvider clock)
    {
        using var folder = new WorkFolder(under);
        using var database = new SqliteConnection($"Data Source={folder.File("bare.db")};Pooling=False");
        database.Open();
        Do(database, "PRAGMA journal_mode=WAL");
        Do(database, "PRAGMA synchronous=FULL");
        Do(database, "CREATE TABLE row (id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID");
        var rows = new Rows(database, clock);
        return new CommitRate(rows.PerSecond(1, each), rows.PerSecond(Batch, each));
    }

    private static void Do(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Rows(SqliteConnection database, TimeProvider clock)
    {
        private readonly byte[] _body = new byte[RowBytes];
        private int _number;

        public double PerSecond(int batch, TimeSpan during)
        {
            using var insert = database.CreateCommand();
            insert.CommandText = "INSERT INTO row VALUES ($id, $body)";
            var id = insert.Parameters.Add("$id", SqliteType.Text);
            insert.Parameters.AddWithValue("$body", _body);
            insert.Prepare();
            var (start, first) = (clock.GetTimestamp(), _number);
            while (clock.GetElapsedTime(start) < during)
            {
                using var transaction = database.BeginTransaction();
                insert.Transaction = transaction;
                for (var i = 0; i < batch; i++)
                {
                    id.Value = (++_number).ToString("D26", CultureInfo.InvariantCulture);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }

            return (_number - first) / clock.GetElapsedTime(start).TotalSeconds;
        }
    }
}

/// <summary>Rows a second.</summary>
/// <param name="Single">Each in a commit of its own.</param>
/// <param name="Batched">64 to a commit.</param>
internal sealed record CommitRate(double Single, double Batched);
