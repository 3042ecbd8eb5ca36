namespace Monitoring.Grains.Rules.Complaints;

/// <summary>Stop the clocks that may be paused. Asked by the facility it runs nothing until somebody outside approves.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Hold([property: Id(0)] string Reason) : ComplaintCommand;

/// <summary>Go on.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Resume : ComplaintCommand;

/// <summary>Give the running of a clock the pack's extended limit.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Extend([property: Id(0)] string Clock, [property: Id(1)] string Reason) : ComplaintCommand;

/// <summary>Say yes, or no, to what was asked.</summary>
/// <param name="What">One of <see cref="RequestKinds"/>; null: the only one open.</param>
/// <param name="Decline">Say no.</param>
/// <param name="Reason">Why not: a code.</param>
[GenerateSerializer]
[Immutable]
public sealed record Approve(
    [property: Id(0)] string? What, [property: Id(1)] bool Decline, [property: Id(2)] string? Reason) : ComplaintCommand;
