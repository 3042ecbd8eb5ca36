using Monitoring.RealPostgres;

namespace Monitoring.Acceptance.Tests.Database;

/// <summary>A test on a real PostgreSQL server. Where none can be had it counts as skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DatabaseFactAttribute : FactAttribute
{
    public DatabaseFactAttribute() => Skip = PostgresServer.WhyNot;
}
