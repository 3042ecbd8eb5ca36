namespace Monitoring.Grains.Rules.Statistics.Cases;

/// <summary>What the kinds and roles of feed items are to the statistics.</summary>
internal static class KindsOfItems
{
    public static bool IsEnd(MomentKind kind) => new CaseMoment(kind, default).Ends;

    public static MomentKind? Of(string kind) => kind switch
    {
        "filed" => MomentKind.Registered,
        "graded" => MomentKind.Graded,
        "assigned" => MomentKind.Assigned,
        "contacted" => MomentKind.Contacted,
        "completionRequested" => MomentKind.CompletionRequested,
        "held" => MomentKind.Held,
        "resumed" => MomentKind.Resumed,
        "acted" => MomentKind.Acted,
        "answered" => MomentKind.Answered,
        "replied" => MomentKind.Replied,
        "closed" => MomentKind.Closed,
        "archived" => MomentKind.Archived,
        "merged" => MomentKind.Merged,
        "withdrawn" => MomentKind.Withdrawn,
        "reopened" => MomentKind.Reopened,
        _ => null,
    };

    public static Side SideOf(string? role) => role switch
    {
        "citizen" or "gateway" => Side.Complainant,
        "system" => Side.Rule,
        "manager" => Side.Facility,
        _ => Side.Above,
    };
}
