namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>Something that happened to a complaint.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When it is said to have happened.</param>
/// <param name="By">Whose doing it was.</param>
public sealed record CaseMoment(MomentKind Kind, DateTimeOffset At, Side By = Side.Facility)
{
    private readonly DateTimeOffset? _recordedAt;

    /// <summary>When it was told to the system; the same instant unless said otherwise.</summary>
    public DateTimeOffset RecordedAt
    {
        get => _recordedAt ?? At;
        init => _recordedAt = value;
    }

    /// <summary>The grade it gave, if it gave one.</summary>
    public string? Grade { get; init; }

    /// <summary>The earliest promise that was still to be kept, as it stood just before.</summary>
    public Promise? Ahead { get; init; }

    /// <summary>Whether the complaint is over with it.</summary>
    public bool Ends => Kind is MomentKind.Closed or MomentKind.Archived or MomentKind.Withdrawn
        or MomentKind.Merged or MomentKind.NotOurs;
}

/// <summary>What can happen to a complaint, as far as the statistics tell it apart.</summary>
public enum MomentKind
{
    Registered,
    Graded,
    Assigned,
    Contacted,
    CompletionRequested,
    Held,
    Resumed,
    Acted,
    Answered,
    Replied,
    Closed,
    Archived,
    Withdrawn,
    Merged,
    NotOurs,
    Reopened,
}

/// <summary>On which side somebody stands.</summary>
public enum Side
{
    /// <summary>The facility complained about.</summary>
    Facility,

    /// <summary>A desk above or beside it: regency, province, inspectorate, triage.</summary>
    Above,

    Complainant,

    /// <summary>A rule, when a deadline passed.</summary>
    Rule,
}
