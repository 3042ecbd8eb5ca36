using Monitoring.Grains;
using Monitoring.Grains.Rules.TrustedTime;
using Monitoring.Silo.HostTime;

namespace Monitoring.Silo.Storage.Postgres;

/// <summary>The clock of the database's machine.</summary>
internal sealed class PostgresTime(PostgresDatabase database) : IDatabaseTime
{
    private const string Ask = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

    /// <summary>An answer that took longer says too little; the next one comes in five seconds.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    async ValueTask<DatabaseTime?> IDatabaseTime.Ask(TrustedTime asker, CancellationToken cancellation)
    {
        var before = asker.Steady;
        var microseconds = await database.Read(
            Ask, _ => { }, async rows => await rows.ReadAsync(cancellation) ? rows.GetInt64(0) : 0, cancellation);
        var took = asker.Steady - before;
        return took > AnswerWithin
            ? null
            : new DatabaseTime(
                DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(microseconds), before + (took / 2), took / 2);
    }
}
