namespace Monitoring.Grains.Rules.Policies.Facilities;

/// <summary>A moment in the life of a facility at which one of its own clocks can start or stop.</summary>
public enum FacilityMilestone
{
    /// <summary>It began to follow a pack: from then on it is asked anything.</summary>
    Known,
    WorkshopHeld,
    Visited,
    VisitReported,

    /// <summary>A complaint came in.</summary>
    Heard,

    /// <summary>It said that nothing came in.</summary>
    ZeroReported,

    /// <summary>A complaint is open where none was.</summary>
    CasesOpened,
    CasesEnded,
    OfficerSeen,
    MonthBegan,
    SelfReported,
    ForumHeld,
    Promised,
    PromiseKept,
    Reviewed,

    /// <summary>A breach of personal data became known.</summary>
    IncidentKnown,

    /// <summary>Those concerned, and the authority, were told of it.</summary>
    Notified,
}
