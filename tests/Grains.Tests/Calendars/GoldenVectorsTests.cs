using Monitoring.Grains.Rules.Policies;
using NodaTime;
using NodaTime.Text;

namespace Monitoring.Grains.Tests.Calendars;

public class GoldenVectorsTests
{
    private static readonly DateTimeZone Jakarta = DateTimeZoneProviders.Tzdb["Asia/Jakarta"];

    public static TheoryData<string, int, string> Vectors()
    {
        var vectors = new TheoryData<string, int, string>();
        foreach (var line in File.ReadLines(ShippedFile.PathOf("Calendars", "workday-vectors.csv")))
        {
            if (line.Split(',') is [var start, _, var days, var due, ..] && char.IsAsciiDigit(start[0]))
            {
                vectors.Add(start, int.Parse(days, System.Globalization.CultureInfo.InvariantCulture), due);
            }
        }

        return vectors;
    }

    [Fact]
    public void All_of_them_are_run() => Assert.Equal(56, Vectors().Count);

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_deadline_in_working_days_ends_with_the_golden_date(string start, int days, string due)
    {
        var limit = new Limit.WorkingDays(days, DayEnd.EndOfDay);
        var end = AtLocal(due, new LocalTime(23, 59, 59));

        // the hour of the day plays no part, first and last millisecond of the day included
        foreach (var time in (LocalTime[])[LocalTime.Midnight, new(7, 30), new(19, 45, 12), LocalTime.MaxValue])
        {
            Assert.Equal(end, TestCalendars.Banten.DueAt(AtLocal(start, time), limit));
        }
    }

    private static DateTimeOffset AtLocal(string date, LocalTime time) =>
        Jakarta.AtStrictly(LocalDatePattern.Iso.Parse(date).Value + time).ToDateTimeOffset();
}
