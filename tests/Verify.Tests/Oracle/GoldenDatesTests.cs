using System.Globalization;
using Monitoring.Verify.Oracle;
using static Monitoring.Verify.Tests.Oracle.Facts;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>Dates that were found by hand or by others, read back by the oracle.</summary>
public class GoldenDatesTests
{
    /// <summary>
    /// A red LAPOR case of Friday 13 March 2026, a week before Idul Fitri 1447. Source: the joint decree of three ministers
    /// on holidays 2026 (SKB 1497/2025, 2/2025, 5/2025), counted by hand; the example of docs/policies.md.
    /// </summary>
    [Theory]
    [InlineData("lapor_verify", "2026-03-25T23:59:59")] // three working days
    [InlineData("settle", "2026-04-10T23:59:59")] // fourteen working days
    [InlineData("statutory_answer", "2026-03-27T23:59:59")] // fourteen calendar days
    [InlineData("kwtk", "2026-03-14T10:00:00")] // a red response: twenty-four hours
    public void The_clocks_of_a_case_before_Lebaran_cross(string clock, string dueAt)
    {
        var facts = new Facts()
            .Filed("2026-03-13T10:00:00", "red", "banten", "id-banten", more: ",\"class\":\"pengaduan_non_pengawasan\"")
            .Did("verified", "2026-03-13T10:01:00")
            .Did("assigned", "2026-03-13T10:02:00");

        var verdict = WhatShouldHaveFired.Judge(facts.History, Banten);

        Assert.Equal(At(dueAt), verdict.Clocks.Single(c => c.Clock == clock).DueAt);
    }

    /// <summary>Working days that were counted from the official holiday tables of 2025 to 2027, outside this product.</summary>
    [Fact]
    public void Working_days_end_where_they_were_counted_by_others()
    {
        var vectors = ShippedFile.Text("calendars", "workday-vectors.csv").Split('\n').Where(line => line.StartsWith("20", StringComparison.Ordinal)).ToList();
        Assert.Equal(56, vectors.Count);

        Assert.All(vectors, vector =>
        {
            var (start, days, due) = (vector.Split(',')[0], vector.Split(',')[2], vector.Split(',')[3]);
            var policy = OraclePolicy.Read(
                SmallPolicy.Pack("{\"workingDays\":" + days + "}", calendar: "id-banten"),
                ShippedFile.Text("policies", "calendar-id-banten.json"));
            var history = new Facts().Filed($"{start}T14:30:00", calendar: "id-banten").History;

            Assert.Equal(At($"{due}T23:59:59"), WhatShouldHaveFired.Judge(history, policy).Clocks.Single().DueAt);
        });
    }

    /// <summary>How a real city counts one business day: recovered from 6,344 recorded targets, see tests/Replay/README.md.</summary>
    [Theory]
    [InlineData("2014-03-04T11:22:33.444-05:00", "2014-03-05T11:22:33.444-05:00")] // within hours
    [InlineData("2014-03-04T21:00:00-05:00", "2014-03-06T08:30:00-05:00")] // after hours: from the next opening
    [InlineData("2014-03-08T12:00:00-05:00", "2014-03-11T08:30:00-04:00")] // on a Saturday, the clocks change on Sunday
    [InlineData("2014-01-17T10:00:00-05:00", "2014-01-21T10:00:00-05:00")] // over a holiday weekend
    public void One_business_day_at_the_same_time(string openedAt, string dueAt)
    {
        var policy = OraclePolicy.Read(
            SmallPolicy.Pack("{\"workingDays\":1,\"until\":\"sameTime\"}", calendar: "boston311"),
            ShippedFile.Text("replay", "boston311.calendar.json"));
        var opened = DateTimeOffset.Parse(openedAt, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(7));
        var history = new Facts().Filed(opened.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)).History;

        var clock = WhatShouldHaveFired.Judge(history, policy).Clocks.Single();

        Assert.Equal(DateTimeOffset.Parse(dueAt, CultureInfo.InvariantCulture), clock.DueAt);
    }

    [Fact]
    public void Without_a_policy_the_case_has_its_own_deadline_until_it_is_closed()
    {
        var facts = new Facts().Filed(
            "2026-03-13T10:00:00", null, "external-only", "utc", more: ",\"externalDueAt\":\"2026-03-20T10:00:00+07:00\"");

        Assert.Equal(At("2026-03-20T10:00:00.001"), WhatShouldHaveFired.Judge(facts.History, OraclePolicy.ExternalOnly).NextAt);
        facts.Did("answered", "2026-03-14T10:00:00");
        Assert.Equal(At("2026-03-20T10:00:00.001"), WhatShouldHaveFired.Judge(facts.History, OraclePolicy.ExternalOnly).NextAt);
        facts.Did("closed", "2026-03-15T10:00:00", ",\"reason\":\"settled\"");
        Assert.Null(WhatShouldHaveFired.Judge(facts.History, OraclePolicy.ExternalOnly).NextAt);
    }

    private static OraclePolicy Banten => TwoReadings.Banten.Oracle;
}
