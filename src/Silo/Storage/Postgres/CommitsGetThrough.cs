using Monitoring.Silo.Http.Health;
using Npgsql;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>
/// Whether a commit would get through now. A database that answers every question may still take none: a table or the
/// province's head is locked by somebody, a standby that each commit waits for is gone, no connection is left.
/// </summary>
internal sealed class CommitsGetThrough(PostgresDatabase database) : IReadinessCheck
{
    private const int CommandSeconds = 4;

    /// <summary>
    /// Takes the locks that every append takes, and commits: one statement, so that a process which is cut off in the middle
    /// holds nothing. What only some complaints touch is left out: one that is stuck must not close the door to all.
    /// </summary>
    private const string Sql = """
        DO $$ BEGIN
          PERFORM set_config('lock_timeout', '1000', true);
          LOCK TABLE streams, request_keys, events, feeds, audiences IN ROW EXCLUSIVE MODE;
          PERFORM 1 FROM audiences WHERE name = 'province' FOR NO KEY UPDATE;
        END $$
        """;

    /// <summary>However many ask, the database is asked once in this time.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<bool>? _asked;
    private long _since;

    public string Name => "commits";

    public async ValueTask<bool> Works(CancellationToken cancellation) => await Ask().WaitAsync(cancellation);

    private Task<bool> Ask()
    {
        lock (_lock)
        {
            if (_asked is null || (_asked.IsCompleted && database.Time.GetElapsedTime(_since) > GoodFor))
            {
                _since = database.Time.GetTimestamp();
                _asked = Commit();
            }

            return _asked;
        }
    }

    private async Task<bool> Commit()
    {
        try
        {
            await using var connection = await database.Connect(CancellationToken.None);
            await using var commit = new NpgsqlCommand(Sql, connection) { CommandTimeout = CommandSeconds };
            await commit.ExecuteNonQueryAsync();
            return true;
        }
        catch (Exception e) when (PostgresDatabase.IsTrouble(e))
        {
            if (e is not PostgresException)
            {
                database.Forget();
            }

            return false;
        }
    }
}
