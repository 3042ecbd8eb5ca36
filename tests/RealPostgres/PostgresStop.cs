namespace Monitoring.RealPostgres;

/// <summary>How a server is asked to stop; see <c>pg_ctl</c>.</summary>
public enum PostgresStop
{
    /// <summary>Connections are cut, and what is in memory is written first.</summary>
    Fast,

    /// <summary>Nothing is written: the next start recovers from the write-ahead log.</summary>
    Immediate,
}
