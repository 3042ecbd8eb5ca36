using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>Dates with windows of their own, such as Ramadan hours.</summary>
/// <param name="First">The first local date.</param>
/// <param name="Last">The last local date, inclusive.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Week">Its windows, in place of the ordinary week.</param>
/// <param name="Source">Where it was read.</param>
public sealed record SpecialRange(LocalDate First, LocalDate Last, string Name, WeekPlan Week, string Source)
{
    public bool Contains(LocalDate day) => First <= day && day <= Last;
}
