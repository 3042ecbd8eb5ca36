using Monitoring.Grains.Rules.Complaints;

namespace Monitoring.Silo.Virtual;

/// <summary>Something that will be asked of a complaint at an instant.</summary>
/// <param name="At">When (UTC, whole milliseconds).</param>
/// <param name="Complaint">Id of the complaint.</param>
/// <param name="Command">What.</param>
public sealed record Scheduled(DateTimeOffset At, string Complaint, ComplaintCommand Command);
