using Monitoring.Acceptance.Tests.Server;
using Monitoring.RealPostgres;

namespace Monitoring.Acceptance.Tests.Moving;

/// <summary>A test that needs the product of both engines. Where one is not built it counts as skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MovingFactAttribute : FactAttribute
{
    public MovingFactAttribute() =>
        Skip = File.Exists(Places.EmbeddedSilo) ? null : "The Embedded engine's executable is not built; ./test builds it first.";

    /// <summary>Whether it needs PostgreSQL too.</summary>
    public bool OnPostgres
    {
        get => false;
        init => Skip ??= value ? PostgresServer.WhyNot : null;
    }
}
