using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Replay;

/// <summary>What became of one promise of one case.</summary>
/// <param name="Id">The case.</param>
/// <param name="Clock">The promise; empty when nobody promised anything.</param>
/// <param name="StartedAt">When its clock started.</param>
/// <param name="DueAt">Its deadline.</param>
/// <param name="StoppedAt">When it was kept, or the case ended.</param>
/// <param name="BreachedAt">The deadline of the committed breach.</param>
/// <param name="Outcome">What that comes to.</param>
public sealed record Verdict(
    string Id,
    string Clock,
    DateTimeOffset? StartedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StoppedAt,
    DateTimeOffset? BreachedAt,
    VerdictKind Outcome);

public enum VerdictKind
{
    /// <summary>Kept.</summary>
    Met,

    /// <summary>Broken: a breach was committed.</summary>
    Breached,

    /// <summary>Not due yet when the data end.</summary>
    Open,

    /// <summary>Nothing was ever due.</summary>
    None,
}

/// <summary>Reads verdicts out of the log. Only a committed breach makes one a breach.</summary>
public static class Verdicts
{
    public static ImmutableArray<Verdict> Of(string id, ImmutableArray<StoredEvent> events, Func<Complaint, Timetable> timetable)
    {
        var complaint = Complaint.None;
        foreach (var stored in events)
        {
            complaint = complaint.After(JsonSerializer.Deserialize(stored.Body, ComplaintJson.Default.ComplaintEvent)!);
        }

        var clocks = timetable(complaint).Clocks;
        return clocks.IsEmpty
            ? [new Verdict(id, "", null, null, null, null, VerdictKind.None)]
            : [.. clocks.Select(run => Of(id, run))];
    }

    private static Verdict Of(string id, ClockRun run) => new(
        id, run.Rule.Id, run.StartedAt, run.DueAt, run.StoppedAt, run.Breach?.DueAt, Kind(run));

    private static VerdictKind Kind(ClockRun run) => run switch
    {
        { Breach: not null } => VerdictKind.Breached,
        { DueAt: null } => VerdictKind.None,
        { StoppedAt: not null } => VerdictKind.Met,
        _ => VerdictKind.Open,
    };
}
