namespace Monitoring.Grains.Rules.Calendars;

/// <summary>Placeholder until the calendar lands.</summary>
public sealed record WorkCalendar(string Id, string Version);
