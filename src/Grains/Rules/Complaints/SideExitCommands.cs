namespace Monitoring.Grains.Rules.Complaints;

/// <summary>The reporter does not accept the answer.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Appeal([property: Id(0)] string Reason) : ComplaintCommand;

/// <summary>It is a duplicate of another complaint, which the asker has made sure exists.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Merge([property: Id(0)] string Into, [property: Id(1)] string Reason) : ComplaintCommand;

/// <summary>Put it aside for one of <see cref="ArchiveReasons"/>.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Archive([property: Id(0)] string Reason) : ComplaintCommand;

/// <summary>Not ours: pass it on to a body outside, named by a code.</summary>
[GenerateSerializer]
[Immutable]
public sealed record Refer([property: Id(0)] string To, [property: Id(1)] string Reason) : ComplaintCommand;
