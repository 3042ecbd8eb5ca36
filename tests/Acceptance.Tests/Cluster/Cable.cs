namespace Monitoring.Acceptance.Tests.Cluster;

/// <summary>Each silo has three, so that it can be cut from one side and not from another.</summary>
internal enum Cable
{
    /// <summary>To the other silos and the boards' gateways.</summary>
    Silos,

    Database,

    /// <summary>To those who file complaints. It is never cut: what is asked then must still be answered.</summary>
    Doors,
}
