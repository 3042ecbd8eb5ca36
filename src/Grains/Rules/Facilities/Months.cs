using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Monitoring.Grains.Rules.Facilities;

/// <summary>Months are named as in <c>2026-01</c>.</summary>
public static class Months
{
    private static readonly YearMonthPattern Pattern = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    public static string Name(LocalDate day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year:D4}-{day.Month:D2}");

    /// <summary>Its first day; null where that is no month.</summary>
    public static LocalDate? FirstDay(string month) =>
        Pattern.Parse(month) is { Success: true } parsed ? parsed.Value.OnDayOfMonth(1) : null;
}
