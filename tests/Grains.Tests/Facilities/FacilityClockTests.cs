using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Facilities;
using static Monitoring.Grains.Tests.Facilities.FacilityStory;

namespace Monitoring.Grains.Tests.Facilities;

public class FacilityClockTests
{
    private static readonly DateTimeOffset Start = Local(2026, 1, 5, 9);

    [Theory]
    [InlineData(1, 31, 2, 28)]
    [InlineData(1, 30, 2, 28)]
    [InlineData(1, 15, 2, 15)]
    public void The_monitoring_visit_is_due_one_calendar_month_after_the_workshop(int month, int day, int dueMonth, int dueDay)
    {
        var story = new FacilityStory(Start);
        Assert.Null(story.Tell(Local(2026, 2, 2, 8), new HoldWorkshop(Local(2026, month, day, 10)) { By = Desk }));

        Assert.Equal(EndOf(2026, dueMonth, dueDay), story.DueAt("monitoring_visit"));
    }

    [Fact]
    public void A_workshop_that_was_entered_late_is_due_no_later_for_it_and_breaches_at_once_where_it_is_too_late()
    {
        var story = new FacilityStory(Start);
        var entered = Local(2026, 4, 1, 9);
        story.Tell(entered, new HoldWorkshop(Local(2026, 2, 10, 9)) { By = Desk });

        var breach = Assert.Single(story.Events.OfType<FacilityBreached>(), e => e.Clock == "monitoring_visit");
        Assert.Equal((EndOf(2026, 3, 10), entered), (breach.At, breach.DecidedAt));
        Assert.Equal(["R4"], breach.Rungs.AsEnumerable());
    }

    [Fact]
    public void A_visit_that_is_written_down_after_the_deadline_stops_the_clock_and_takes_no_breach_away()
    {
        var story = new FacilityStory(Start);
        story.Tell(Local(2026, 2, 2, 9), new HoldWorkshop(Local(2026, 1, 31, 9)) { By = Desk });
        story.Tell(Local(2026, 3, 2, 9), new Visit(Local(2026, 2, 27, 9)) { By = Desk });

        Assert.Contains(("monitoring_visit", EndOf(2026, 2, 28)), story.Breaches);
        Assert.Null(story.DueAt("monitoring_visit"));

        // the report counts from the visit itself: Friday 27 February and five working days
        Assert.Equal(EndOf(2026, 3, 6), story.DueAt("visit_report"));
    }

    [Fact]
    public void The_report_is_due_five_working_days_after_the_visit_and_none_is_taken_without_one()
    {
        var story = new FacilityStory(Start);
        Assert.Equal("not-visited", story.Tell(Start.AddHours(1), new ReportVisit { By = Desk })!.Code);

        // Friday 13 March 2026: Nyepi and Lebaran lie between
        story.Tell(Local(2026, 3, 13, 9), new Visit(null) { By = Desk });
        Assert.Equal(EndOf(2026, 3, 27), story.DueAt("visit_report"));

        Assert.Null(story.Tell(EndOf(2026, 3, 27), new ReportVisit { By = Desk }));
        story.Wake(Local(2026, 4, 30));
        Assert.DoesNotContain(story.Breaches, b => b.Clock == "visit_report");
    }

    [Fact]
    public void A_complaint_or_a_zero_report_is_a_sign_of_life_and_a_missing_one_is_not()
    {
        var story = new FacilityStory(Start);
        Assert.Equal(EndOf(2026, 1, 12), story.DueAt("channel_heartbeat"));
        story.FiledAndClosed(Local(2026, 1, 10, 11));
        story.FiledAndClosed(Local(2026, 1, 10, 15));
        story.Tell(Local(2026, 1, 14, 9), new ReportNothing { By = Desk });
        Assert.Equal(EndOf(2026, 1, 21), story.DueAt("channel_heartbeat"));

        story.Wake(Local(2026, 1, 25));

        Assert.Equal(("channel_heartbeat", EndOf(2026, 1, 21)), Assert.Single(story.Breaches, b => b.Clock == "channel_heartbeat"));
        Assert.Single(story.Events.OfType<Heard>());
    }

    [Fact]
    public void The_officer_is_missed_after_two_working_days_while_a_case_is_open_and_not_otherwise()
    {
        var story = new FacilityStory(Start);
        story.Feed(Local(2026, 1, 8, 10), "filed", null, Standing.Open);
        story.Wake(Local(2026, 1, 9, 6, 0, 3));
        Assert.Equal(EndOf(2026, 1, 12), story.DueAt("officer_presence"));

        // a manager assigns on Monday: Tuesday and Wednesday are left
        story.Feed(Local(2026, 1, 12, 10), "assigned", Standing.Open, Standing.Open, "manager");
        story.Wake(Local(2026, 1, 13, 6, 0, 3));
        Assert.Equal(EndOf(2026, 1, 14), story.DueAt("officer_presence"));

        story.Wake(Local(2026, 1, 15, 6, 0, 3));
        Assert.Contains(("officer_presence", EndOf(2026, 1, 14)), story.Breaches);

        story.Feed(Local(2026, 1, 15, 10), "closed", Standing.Open, Standing.Closed, "operator");
        story.Wake(Local(2026, 1, 31));
        Assert.Single(story.Breaches, b => b.Clock == "officer_presence");
        Assert.Null(story.DueAt("officer_presence"));
    }

    [Fact]
    public void A_case_that_came_by_transfer_opens_and_one_that_was_given_away_ends()
    {
        var story = new FacilityStory(Start);
        story.Feed(Local(2026, 1, 8, 10), "transferred", Standing.Open, Standing.Open, "operator", from: "other");
        story.Feed(Local(2026, 1, 8, 11), "transferred", Standing.Open, Standing.Open, "operator", from: Id, facility: "other");
        story.Wake(Local(2026, 1, 9, 6));

        Assert.Single(story.Events.OfType<CasesOpened>());
        Assert.Equal(0, Assert.Single(story.Events.OfType<CasesEnded>()).Open);
        Assert.Empty(story.Events.OfType<Heard>());
    }

    [Fact]
    public void The_months_indicator_is_due_on_the_tenth_and_each_month_is_its_own()
    {
        var story = new FacilityStory(Start);
        story.Wake(Local(2026, 2, 1, 1));
        Assert.Equal(EndOf(2026, 2, 10), story.DueAt("indicator_report"));
        Assert.Equal("month-not-over", story.Tell(Local(2026, 2, 2), Indicator("2026-02"))!.Code);
        Assert.Null(story.Tell(Local(2026, 2, 3), Indicator("2026-01")));
        Assert.Equal("already-reported", story.Tell(Local(2026, 2, 4), Indicator("2026-01"))!.Code);

        story.Wake(Local(2026, 3, 11));

        Assert.Equal(("indicator_report", EndOf(2026, 3, 10)), Assert.Single(story.Breaches, b => b.Clock == "indicator_report"));
        Assert.Null(story.Tell(Local(2026, 3, 12), Indicator("2026-02")));
        Assert.Null(story.DueAt("indicator_report"));
    }

    [Fact]
    public void A_promise_made_in_public_has_the_deadline_that_was_said_and_each_is_kept_alone()
    {
        var story = new FacilityStory(Start);
        var (first, second) = (Local(2026, 2, 1, 12), Local(2026, 3, 1, 12));
        story.Tell(Start, new MakePromise("lift", first) { By = Desk });
        story.Tell(Start, new MakePromise("queue", second) { By = Desk });
        Assert.Equal("promise-exists", story.Tell(Start, new MakePromise("lift", second) { By = Desk })!.Code);
        Assert.Equal("no-such-promise", story.Tell(Start, new KeepPromise("roof") { By = Desk })!.Code);
        Assert.Equal("deadline-passed", story.Tell(Start, new MakePromise("past", Start) { By = Desk })!.Code);
        Assert.Null(story.Tell(first, new KeepPromise("lift") { By = Desk }));
        Assert.Equal("already-kept", story.Tell(first, new KeepPromise("lift") { By = Desk })!.Code);

        story.Wake(second.AddMilliseconds(1));

        Assert.Equal(("forum_promise", second), Assert.Single(story.Breaches, b => b.Clock == "forum_promise"));
    }

    [Fact]
    public void Of_a_data_breach_notice_is_due_72_hours_after_it_became_known()
    {
        var story = new FacilityStory(Start);
        var known = Local(2026, 1, 9, 16, 30);
        story.Tell(Local(2026, 1, 10, 8), new TellIncident("laptop", known) { By = Desk });
        story.Wake(known.AddHours(72));
        Assert.DoesNotContain(story.Breaches, b => b.Clock == "breach_notice");
        Assert.Equal(["any:open", "any:50%"], story.Events.OfType<FacilityEscalated>().Where(e => e.Clock == "breach_notice").Select(e => e.Step));

        story.Wake(known.AddHours(72).AddMilliseconds(1));

        Assert.Contains(("breach_notice", known.AddHours(72)), story.Breaches);
        Assert.Null(story.Tell(known.AddHours(80), new Notify("laptop") { By = Desk }));
        Assert.Equal("already-notified", story.Tell(known.AddHours(81), new Notify("laptop") { By = Desk })!.Code);
        Assert.Equal("no-such-incident", story.Tell(known.AddHours(81), new Notify("server") { By = Desk })!.Code);
    }

    [Fact]
    public void Forum_and_review_come_once_a_year_and_a_private_facility_owes_no_forum()
    {
        var story = new FacilityStory(Start);
        Assert.Equal(EndOf(2027, 1, 5), story.DueAt("public_forum"));
        story.Tell(Local(2026, 6, 1), new HoldForum(Local(2026, 5, 31, 9)) { By = Desk });
        Assert.Equal((EndOf(2027, 5, 31), EndOf(2027, 1, 5)), (story.DueAt("public_forum"), story.DueAt("retention_review")));

        Assert.Null(new FacilityStory(Start, owner: "swasta").DueAt("public_forum"));
        Assert.Empty(new FacilityStory(Start, kind: "triage").State.Moments);
    }

    [Fact]
    public void What_is_still_to_come_or_long_past_is_not_entered()
    {
        var story = new FacilityStory(Start);
        Assert.Equal("in-the-future", story.Tell(Start, new HoldWorkshop(Start.AddMilliseconds(1)) { By = Desk })!.Code);
        Assert.Equal("too-long-ago", story.Tell(Start, new HoldForum(Start.AddDays(-367)) { By = Desk })!.Code);
    }

    [Theory]
    [InlineData("manager", Id, false, true)]
    [InlineData("manager", "other", false, false)]
    [InlineData("citizen", null, false, false)]
    [InlineData("supervisor", null, true, true)]
    public void A_facility_tells_of_itself_and_only_the_province_of_visits(string role, string? desk, bool visits, bool tells)
    {
        var story = new FacilityStory(Start);
        var by = new Actor(role, desk);
        Assert.Equal(visits ? null : "not-allowed", story.Tell(Start, new Visit(null) { By = by })?.Code);
        Assert.Equal(tells ? null : "not-allowed", story.Tell(Start, new ShowOfficer { By = by })?.Code);
    }

    private static ReportIndicator Indicator(string month) => new(month, 10, 9) { By = Desk };
}
