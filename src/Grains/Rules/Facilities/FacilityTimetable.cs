using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>All clocks of a facility itself, the steps still ahead of it, earliest first, and its next marks.</summary>
/// <param name="Clocks">Every running, in the order of the pack and of their starts.</param>
/// <param name="Steps">What has not fired, earliest first.</param>
/// <param name="NextMonthAt">When the next month begins; null where nothing is asked of the facility.</param>
/// <param name="NextLookAt">When it next looks at everything.</param>
public sealed record FacilityTimetable(
    ImmutableArray<FacilityRun> Clocks, ImmutableArray<Step> Steps, DateTimeOffset? NextMonthAt, DateTimeOffset? NextLookAt)
{
    public static FacilityTimetable Empty { get; } = new([], [], null, null);

    /// <summary>When it must next be woken; null when nothing is ahead.</summary>
    public DateTimeOffset? WakeAt
    {
        get
        {
            var step = Steps.IsEmpty ? (DateTimeOffset?)null : Steps[0].FiresAt;
            var mark = NextMonthAt < NextLookAt ? NextMonthAt : NextLookAt;
            return mark is null || step < mark ? step : mark;
        }
    }

    /// <summary>The earliest deadline ahead.</summary>
    public Step? NextDeadline => Steps.FirstOrDefault(s => s.Kind == StepKind.Breach);

    /// <summary>Promises that are broken and still unkept.</summary>
    public int Overdue => Clocks.Count(c => c is { IsBroken: true, StoppedAt: null });
}

/// <summary>One running of one clock of a facility.</summary>
/// <param name="Rule">The promise.</param>
/// <param name="Epoch">Which running of the clock, from 0.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="WrittenAt">When that was written down.</param>
/// <param name="Ref">Of which promise, incident or month.</param>
/// <param name="DueAt">Its deadline; null while there is none.</param>
/// <param name="StoppedAt">When it stopped.</param>
/// <param name="IsBroken">Whether the promise was broken.</param>
public sealed record FacilityRun(
    FacilityClockRule Rule,
    int Epoch,
    DateTimeOffset StartedAt,
    DateTimeOffset WrittenAt,
    string? Ref,
    DateTimeOffset? DueAt,
    DateTimeOffset? StoppedAt,
    bool IsBroken);
