using System.Collections.Immutable;
using Monitoring.Grains.Rules.Policies.Facilities;

namespace Monitoring.Silo.Http.Facilities;

/// <summary>Which verbs bring about the milestones that a clock of a facility waits for.</summary>
internal static class VerbsOfAClock
{
    /// <summary>What nobody tells, such as a complaint that comes in, is no verb.</summary>
    public static ImmutableArray<string> That(FacilityClockRule rule) =>
        [.. rule.Stop.Concat(rule.Restart).Select(Of).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static string? Of(FacilityMilestone milestone) => milestone switch
    {
        FacilityMilestone.WorkshopHeld => "workshop",
        FacilityMilestone.Visited => "visit",
        FacilityMilestone.VisitReported => "report",
        FacilityMilestone.ZeroReported => "zeroReport",
        FacilityMilestone.SelfReported => "selfReport",
        FacilityMilestone.ForumHeld => "forum",
        FacilityMilestone.Promised or FacilityMilestone.PromiseKept => "promise",
        FacilityMilestone.OfficerSeen => "officer",
        FacilityMilestone.IncidentKnown => "incident",
        FacilityMilestone.Notified => "notice",
        FacilityMilestone.Reviewed => "review",
        _ => null,
    };
}
