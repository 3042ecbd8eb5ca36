using System.Collections.Immutable;
using Monitoring.Verify.Oracle;
using Monitoring.Verify.Oracle.Facilities;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>What a facility will owe, by hand from docs/facilities.md and the calendar on the wall.</summary>
public class ForetellingTests
{
    private static readonly OraclePolicy Policy = OraclePolicy.Read(
        ShippedFile.Text("policies", "banten.json"), ShippedFile.Text("policies", "calendar-id-banten.json"));

    private static readonly DateTimeOffset Followed = Local(1, 5, 9);

    [Fact]
    public void A_workshop_on_the_last_of_January_is_followed_by_a_visit_until_the_last_of_February()
    {
        var told = Of("monitoring_visit", Local(3, 20), new OwnDeed("workshopHeld", Local(1, 31, 10), Local(2, 2, 8)));

        // three quarters of 28 days and 13:59:59; ten working days after 28 February, which is a Saturday
        Assert.Equal(
            [("any:75%", new DateTimeOffset(2026, 2, 21, 13, 29, 59, 250, TimeSpan.Zero)), ("breach", Local(2, 28, 23, 59, 59)), ("any:breach+10wd", Local(3, 13, 23, 59, 59))],
            told.OrderBy(f => f.DueAt).Select(f => (f.Step, f.DueAt)));
    }

    [Fact]
    public void What_stopped_at_its_deadline_was_kept_and_a_millisecond_later_it_was_not()
    {
        var visit = new OwnDeed("workshopHeld", Local(1, 31, 10), Local(1, 31, 10));
        var dueAt = Local(2, 28, 23, 59, 59);

        Assert.DoesNotContain(Of("monitoring_visit", Local(3, 20), visit, new OwnDeed("visited", dueAt, dueAt)), f => f.Kind == FiringKind.Breach);
        var late = dueAt.AddMilliseconds(1);
        Assert.Single(Of("monitoring_visit", Local(3, 20), visit, new OwnDeed("visited", dueAt, late)), f => f.Kind == FiringKind.Breach);
    }

    [Fact]
    public void A_week_without_a_sign_of_life_breaks_once_and_tells_on_a_week_later_until_one_comes()
    {
        Assert.Equal(
            [Local(1, 12, 23, 59, 59), Local(1, 19, 23, 59, 59)],
            Of("channel_heartbeat", Local(2, 20)).Select(f => f.DueAt));
        Assert.Equal(
            [Local(1, 12, 23, 59, 59), Local(1, 20, 23, 59, 59)],
            Of("channel_heartbeat", Local(1, 22), new OwnDeed("zeroReported", Local(1, 13, 10), Local(1, 13, 10))).Select(f => f.DueAt));
    }

    [Fact]
    public void Every_month_asks_for_its_report_and_a_report_ends_its_own_month_alone()
    {
        var reported = new OwnDeed("selfReported", Local(2, 5, 10), Local(2, 5, 10), "2026-01");
        var breaches = Of("indicator_report", Local(4, 1), reported).Where(f => f.Kind == FiringKind.Breach);

        Assert.Equal([Local(3, 10, 23, 59, 59)], breaches.Select(f => f.DueAt));
    }

    [Fact]
    public void What_does_not_apply_is_not_owed()
    {
        var owed = WhatAFacilityWillOwe.Of(("hospital", "swasta"), Policy, Followed, [], Local(12, 1));

        Assert.DoesNotContain(owed, clock => clock.Clock == "public_forum");
        Assert.Contains(owed, clock => clock is { Clock: "retention_review", Runnings: 1 });
    }

    private static ImmutableArray<Firing> Of(string clock, DateTimeOffset until, params OwnDeed[] deeds) =>
        WhatAFacilityWillOwe.Of(("hospital", "pemprov"), Policy, Followed, deeds, until).Single(owed => owed.Clock == clock).Firings;

    private static DateTimeOffset Local(int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new DateTimeOffset(2026, month, day, hour, minute, second, TimeSpan.FromHours(7)).ToUniversalTime();
}
