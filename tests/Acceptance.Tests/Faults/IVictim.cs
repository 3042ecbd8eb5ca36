namespace Monitoring.Acceptance.Tests.Faults;

/// <summary>What is struck down again and again, and gets up.</summary>
internal interface IVictim
{
    /// <summary>Strikes it down, in this very moment; completes when it is down.</summary>
    Task Strike();

    /// <summary>Strikes it once more while it gets up: it is down again afterwards.</summary>
    Task StrikeWhileItGetsUp();

    /// <summary>Lets it get up; completes when it answers.</summary>
    Task GetUp();
}
