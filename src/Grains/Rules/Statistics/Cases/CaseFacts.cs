using System.Collections.Immutable;

namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>
/// What the statistics need of one complaint, and nothing of how it is stored or decided: codes and instants. Whoever has
/// complaints (a log, an import, a simulation) writes them down like this.
/// </summary>
public sealed record CaseFacts
{
    public required string Id { get; init; }

    public required string Facility { get; init; }

    public required string Region { get; init; }

    public string? Unit { get; init; }

    public string? Category { get; init; }

    public string? Payer { get; init; }

    public string? CareClass { get; init; }

    public bool Emergency { get; init; }

    /// <summary>When the complaint was made, whatever day somebody wrote it down.</summary>
    public required DateTimeOffset ConveyedAt { get; init; }

    /// <summary>When the facility that owns it got it from another; null when it was its own from the start.</summary>
    public DateTimeOffset? TransferredAt { get; init; }

    /// <summary>What happened to it, in the order in which it was recorded.</summary>
    public ImmutableArray<CaseMoment> Moments { get; init; } = [];

    /// <summary>The promises made with it.</summary>
    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>Since when its owner can be asked for an answer.</summary>
    public DateTimeOffset OwnedAt => TransferredAt ?? ConveyedAt;

    /// <summary>The grade it was first given: what was done with it afterwards cannot have changed that one.</summary>
    public string? FirstGrade => Moments.FirstOrDefault(moment => moment.Grade is not null)?.Grade;

    public DateTimeOffset? AnsweredAt => First(MomentKind.Answered);

    /// <summary>When it had both an answer and something done about it.</summary>
    public DateTimeOffset? FollowedUpAt =>
        First(MomentKind.Answered) is { } answered && First(MomentKind.Acted) is { } acted
            ? (answered > acted ? answered : acted)
            : null;

    /// <summary>How it ended, unless it was opened again; null while it is open.</summary>
    public CaseMoment? Ending => Moments.LastOrDefault(moment =>
        moment.Kind == MomentKind.Reopened || moment.Ends) is { Ends: true } ending ? ending : null;

    public bool IsOpen => Ending is null;

    /// <summary>
    /// Whether it ended in a way that releases its owner from the answer: by the complainant's will, or by a decision taken
    /// outside the facility. Closing is no release, and a facility never releases itself.
    /// </summary>
    public bool IsReleased => Ending is { By: not Side.Facility, Kind: not MomentKind.Closed };

    /// <summary>What was known of it at an instant.</summary>
    public CaseFacts AsOf(DateTimeOffset instant) => this with
    {
        Moments = [.. Moments.Where(moment => moment.RecordedAt <= instant)],
        Promises = [.. Promises.Where(promise => promise.StartedAt <= instant).Select(promise => promise.AsOf(instant))],
    };

    private DateTimeOffset? First(MomentKind kind) => Moments.FirstOrDefault(moment => moment.Kind == kind)?.At;
}
