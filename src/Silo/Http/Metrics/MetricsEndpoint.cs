using System.Globalization;
using System.Text;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.LiveBoard.Fold;
using Monitoring.Silo.Http.Reads;

namespace Monitoring.Silo.Http.Metrics;

/// <summary>
/// <c>GET /metrics</c> in the text form of Prometheus. Numbers only: no id, no name, no label taken from input, and
/// none that moves because of a case that the reader may not know of.
/// </summary>
internal static class MetricsEndpoint
{
    private const int MostLate = 100;
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes
        .MapGet("/metrics", Answer)
        .WithName("metrics").WithSummary("Counters and gauges for Prometheus.");

    private static async Task<IResult> Answer(
        HttpContext context,
        DoorCounts door,
        OpenBoard boards,
        BoardSetting setting,
        IEventLog log,
        TimeProvider time,
        IEnumerable<IMetricSource> others)
    {
        var now = time.Now();
        var board = await boards.Look(Audience.Province, b => b.Snapshot(now, setting), context.RequestAborted);
        var due = await log.Due(now, null, null, MostLate, context.RequestAborted);
        var lag = due.FirstOrDefault(row => row.Facility != Audience.Inspectorate) is { } oldest
            ? (now - oldest.NextAt).TotalSeconds
            : 0;
        var text = new StringBuilder();
        Counter(text, "monitoring_verbs_total", "Verbs carried out since the door opened.", door.VerbsTotal);
        Counter(text, "monitoring_refused_total", "Requests refused.", door.RefusedTotal);
        Counter(text, "monitoring_failed_total", "Requests that ended unknown or broke.", door.FailedTotal);
        Counter(text, "monitoring_received_total", "Complaints ever received, as the province sees them.", Sum(board, f => f.Received));
        Counter(text, "monitoring_breached_total", "Deadlines ever passed, as the province sees them.", Sum(board, f => f.Breaches));
        Gauge(text, "monitoring_open", "Open complaints within their deadlines.", Sum(board, f => f.Open));
        Gauge(text, "monitoring_overdue", "Open complaints past a deadline that nobody has taken.", Sum(board, f => f.Overdue));
        Gauge(text, "monitoring_handled", "Open complaints past a deadline that somebody has taken.", Sum(board, f => f.Handled));
        Gauge(text, "monitoring_due_lag_seconds", "How long ago the oldest appointment was due that is still waiting.", lag);
        Gauge(text, "monitoring_feed_head", "The last number of the province's feed.", board.Seq);
        foreach (var (name, help, value) in others.SelectMany(one => one.Metrics()))
        {
            Write(text, name, help, name.EndsWith("_total", StringComparison.Ordinal) ? "counter" : "gauge", value);
        }

        return TypedResults.Text(text.ToString(), ContentType);
    }

    private static long Sum(Snapshot board, Func<LiveBoard.Fold.FacilityView, int> count) =>
        board.Facilities.Sum(f => (long)count(f));

    private static void Counter(StringBuilder text, string name, string help, long value) => Write(text, name, help, "counter", value);

    private static void Gauge(StringBuilder text, string name, string help, double value) => Write(text, name, help, "gauge", value);

    private static void Write(StringBuilder text, string name, string help, string type, double value) => text.Append(
        CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n{name} {value:0.###}\n");
}
