using System.ComponentModel;

namespace Monitoring.Silo.Http.Facilities;

/// <summary>What a facility verb may carry; each verb takes its own members and refuses the others.</summary>
internal sealed record FacilityVerbBody
{
    [Description("For workshop, visit and forum: when it was held. For incident: when it became known. Left out: just now.")]
    public DateTimeOffset? At { get; init; }

    [Description("For selfReport: the month, as in 2026-01.")]
    public string? Month { get; init; }

    [Description("For selfReport: how many complaints the facility counts in that month.")]
    public int? Complaints { get; init; }

    [Description("For selfReport: how many of them in time.")]
    public int? InTime { get; init; }

    [Description("For promise: a code for it, of lower-case letters, digits and dashes.")]
    public string? Promise { get; init; }

    [Description("For promise: by when, where it is made.")]
    public DateTimeOffset? DueAt { get; init; }

    [Description("For promise: true where it was kept.")]
    public bool? Kept { get; init; }

    [Description("For incident and notice: a code for the incident, of lower-case letters, digits and dashes.")]
    public string? Incident { get; init; }

    /// <summary>The members that were given.</summary>
    internal IEnumerable<string> Given() => new[]
    {
        ("at", At is not null), ("month", Month is not null), ("complaints", Complaints is not null), ("inTime", InTime is not null),
        ("promise", Promise is not null), ("dueAt", DueAt is not null), ("kept", Kept is not null), ("incident", Incident is not null),
    }.Where(member => member.Item2).Select(member => member.Item1);
}
