using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Rules;

/// <summary>All clocks of a complaint, and the steps still ahead of it, earliest first.</summary>
public sealed record Timetable(ImmutableArray<ClockRun> Clocks, ImmutableArray<Step> Steps)
{
    public static Timetable Empty { get; } = new([], []);

    /// <summary>When the complaint must next be woken; null when nothing is ahead.</summary>
    public DateTimeOffset? WakeAt => Steps.IsEmpty ? null : Steps[0].FiresAt;

    /// <summary>The earliest deadline ahead, for the countdown.</summary>
    public Step? NextDeadline => Steps.FirstOrDefault(s => s.Kind == StepKind.Breach);

    /// <summary>The earliest passed deadline whose promise is still unkept.</summary>
    public ClockRun? Overdue =>
        Clocks.Where(c => c is { Breach: not null, StoppedAt: null }).MinBy(c => c.DueAt);

    /// <summary>Whether a passed, unkept deadline has been taken by nobody.</summary>
    public bool Unacknowledged => Clocks.Any(c => c is { Breach.AcknowledgedAt: null, StoppedAt: null });
}

/// <summary>One running of one clock.</summary>
/// <param name="Rule">The promise.</param>
/// <param name="Epoch">Which running, from 0.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Limit">How long it may take; null while the trait that decides it is unknown.</param>
/// <param name="DueAt">Its deadline; null while there is none.</param>
/// <param name="StoppedAt">When the promise was fulfilled or the complaint ended.</param>
/// <param name="Breach">The breach, if it was broken.</param>
public sealed record ClockRun(
    ClockRule Rule,
    int Epoch,
    DateTimeOffset StartedAt,
    Limit? Limit,
    DateTimeOffset? DueAt,
    DateTimeOffset? StoppedAt,
    Breach? Breach)
{
    /// <summary>Since when it is paused; while it is there is no deadline.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Whether a revision left its deadline where it was, for good.</summary>
    public bool Fixed { get; init; }

    /// <summary>The pauses that may concern it.</summary>
    public ImmutableArray<Pause> Pauses { get; init; } = [];

    /// <summary>Whether the case ended first: the promise was neither kept nor broken.</summary>
    public bool EndedWith(Complaint complaint) =>
        Breach is null && StoppedAt is { } at
        && !complaint.Moments.Any(m => m.At == at && (Rule.Stop.Contains(m.Milestone) || Rule.Restart.Contains(m.Milestone)));
}

/// <summary>Something that will happen at an instant unless the clock stops first.</summary>
/// <param name="Clock">The clock it hangs on.</param>
/// <param name="Epoch">Which running of it.</param>
/// <param name="Name">Unique within that running; fires once.</param>
/// <param name="Kind">What happens.</param>
/// <param name="DueAt">Its instant.</param>
/// <param name="Rungs">Who is told.</param>
public sealed record Step(
    string Clock, int Epoch, string Name, StepKind Kind, DateTimeOffset DueAt, ImmutableArray<string> Rungs)
{
    /// <summary>
    /// The first instant at which it holds: a deadline is broken only after its last millisecond, a rung is reached on time.
    /// </summary>
    public DateTimeOffset FiresAt => Kind is StepKind.Rung or StepKind.Climb ? DueAt : DueAt + WhenAComplaintBreaches.Resolution;

    /// <summary>Earliest first; at one instant the breach before the rungs it leads to, and those before a climb; then by name.</summary>
    public static int InOrder(Step a, Step b)
    {
        var byInstant = a.FiresAt.CompareTo(b.FiresAt);
        var byKind = byInstant != 0 ? byInstant : b.Kind.CompareTo(a.Kind);
        var byClock = byKind != 0 ? byKind : string.CompareOrdinal(a.Clock, b.Clock);
        return byClock != 0 ? byClock : string.CompareOrdinal(a.Name, b.Name);
    }

    internal static Step Deadline(ClockRun run, DateTimeOffset dueAt, ImmutableArray<string> rungs) => run.Rule.OnExpiry switch
    {
        Expiry.Breach => new Step(run.Rule.Id, run.Epoch, "breach", StepKind.Breach, dueAt, rungs),
        Expiry.Close => new Step(run.Rule.Id, run.Epoch, "close", StepKind.Close, dueAt, []),
        Expiry.Withdraw => new Step(run.Rule.Id, run.Epoch, "withdraw", StepKind.Withdraw, dueAt, []),
    };

    /// <summary>A rung is named with its grade: after a re-grade the new grade's rungs are reached anew.</summary>
    internal static Step Rung(ClockRun run, LadderStep rung, string? grade, DateTimeOffset at) =>
        new(run.Rule.Id, run.Epoch, $"{grade ?? Ladder.Any}:{rung.Name}", StepKind.Rung, at, rung.Rungs);
}

/// <summary>What a step does when it fires.</summary>
public enum StepKind
{
    /// <summary>The next rung up is told, because nobody acknowledged.</summary>
    Climb,
    Rung,
    Close,
    Withdraw,
    Breach,
}
