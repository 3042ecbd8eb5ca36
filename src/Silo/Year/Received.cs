namespace Monitoring.Silo.Year;

/// <summary>A complaint as the facility that has to answer it remembers it.</summary>
/// <param name="At">When it came.</param>
/// <param name="Heard">Whether it came in at the facility itself, and not by way of the triage desk.</param>
/// <param name="InTime">Whether it was answered within the limit of its grade; null where that has none.</param>
internal sealed record Received(DateTimeOffset At, bool Heard, bool? InTime);
