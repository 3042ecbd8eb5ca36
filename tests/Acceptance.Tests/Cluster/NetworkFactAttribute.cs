using Monitoring.RealPostgres;

namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>A test that cuts cables. Where that cannot be done it counts as skipped, and says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NetworkFactAttribute : FactAttribute
{
    public NetworkFactAttribute() => Skip = PostgresServer.WhyNot ?? Network.WhyNot;
}
