namespace Monitoring.Grains.Rules.Policies;

/// <summary>Which pack and which calendar a complaint was opened under; frozen into it.</summary>
[GenerateSerializer]
[Immutable]
public sealed record PolicyVersion(string Pack, string PackVersion, string Calendar, string CalendarVersion);
