using System.Globalization;
using Monitoring.Grains;
using Monitoring.Silo.Http.Health;
using Monitoring.Silo.Http.Metrics;

namespace Monitoring.Silo.Auditor;

/// <summary>The auditor's own heartbeat. A server whose auditor is behind serves all the same.</summary>
internal sealed class AuditGoesRound(AuditOfDueRows audit, TimeProvider time) : IReadinessCheck, IMetricSource
{
    public string Name => "auditor";

    public string? Detail => audit switch
    {
        { IsOn: false } => "switched off",
        { Report.LastRoundAt: { } at } => string.Create(CultureInfo.InvariantCulture, $"last full round at {at:yyyy-MM-ddTHH:mm:ssZ}"),
        _ => "no round of this process has ended yet",
    };

    public ValueTask<bool> Works(CancellationToken cancellation) => ValueTask.FromResult(true);

    public IEnumerable<Metric> Metrics()
    {
        // nothing here moves because of a sealed case, so its streams are not counted
        var report = audit.Report;
        yield return new("monitoring_audit_rounds_total", "Rounds of the auditor that came to their end.", report.Rounds);
        yield return new(
            "monitoring_audit_age_seconds",
            "How long ago the last one ended; -1 before the first, and where another process audits.",
            report.LastRoundAt is { } at ? (time.Now() - at).TotalSeconds : -1);
        yield return new("monitoring_audit_wrong_total", "Due rows found wrong.", report.Wrong - report.WrongSealed);
    }
}
