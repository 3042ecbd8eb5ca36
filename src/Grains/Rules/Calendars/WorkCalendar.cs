namespace Monitoring.Grains.Rules.Calendars;

/// <summary>Placeholder until the calendar lands.</summary>
public sealed record WorkCalendar(string Id, string Version)
{
    public DateTimeOffset DueAt(DateTimeOffset startAt, Monitoring.Grains.Rules.Policies.Limit limit) => throw new NotSupportedException();
    public DateTimeOffset PartOf(DateTimeOffset startAt, DateTimeOffset dueAt, Monitoring.Grains.Rules.Policies.Limit limit, double fraction) => throw new NotSupportedException();
}
