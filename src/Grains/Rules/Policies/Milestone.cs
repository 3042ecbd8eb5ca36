namespace Monitoring.Grains.Rules.Policies;

/// <summary>A moment in the life of a complaint at which a clock can start or stop.</summary>
public enum Milestone
{
    Incident,
    Conveyed,
    Registered,
    Verified,
    Graded,
    Assigned,
    Acknowledged,
    Contacted,
    Acted,
    Answered,

    /// <summary>Answered and acted upon: both, in either order.</summary>
    FollowedUp,

    /// <summary>The first of answered and completion requested.</summary>
    FirstResponse,
    Replied,
    CompletionRequested,
    Completed,
    Closed,
    Reopened,
    Appealed,
    Transferred,
    Withdrawn,
    Held,
    Resumed,
    Merged,
    Archived,

    /// <summary>Passed on to a body outside: not ours.</summary>
    Referred,
}
