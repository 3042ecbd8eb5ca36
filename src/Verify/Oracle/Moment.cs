namespace Monitoring.Verify.Oracle;

/// <summary>A moment in a complaint's life that a promise may start or stop at, by its name in a policy pack.</summary>
internal enum Moment
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
    FollowedUp,
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
    Referred,
}
