using System.Globalization;

namespace Monitoring.Acceptance.Tests.Replay;

/// <summary>A case of Boston 311 as its city recorded it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Type">Its type, which decides what was promised.</param>
/// <param name="Target">The deadline as published: local time less the zone's offset once more; null: none.</param>
/// <param name="Late">The city's verdict.</param>
/// <param name="Closed">False: still open when the record ends.</param>
internal sealed record BostonCase(string Id, string Type, DateTime? Target, bool Late, bool Closed)
{
    public const string File = "boston311_2013-2015.cases.csv";
    public const string Map = "boston311";

    public static IReadOnlyList<BostonCase> Recorded() => Csv.Read(ReplayRun.Recorded(File), row => new BostonCase(
        row("case_enquiry_id"), row("type"), Stamp(row("sla_target_dt")), row("on_time") == "OVERDUE", Stamp(row("closed_dt")) is not null));

    /// <summary>How far a deadline lies from the recorded target.</summary>
    public TimeSpan Off(DateTimeOffset dueAt) => (dueAt.DateTime + dueAt.Offset - Target!.Value).Duration();

    private static DateTime? Stamp(string text) => string.IsNullOrWhiteSpace(text)
        ? null
        : DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
