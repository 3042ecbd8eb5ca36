using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Tests.Calendars;

namespace Monitoring.Grains.Tests.Policies;

public class PolicyReaderTests
{
    private static readonly PolicyPack Pack = PolicyReader.Read(TestPacks.Good, "good.json");

    [Fact]
    public void A_pack_says_who_it_is()
    {
        Assert.Equal(("office", "2026.1", "office"), (Pack.Id, Pack.Version, Pack.Calendar));
        Assert.Equal(new LocalText("Kantor", "Office"), Pack.Title);
        Assert.Equal(["red", "yellow"], Pack.Grades.AsEnumerable());
        Assert.Equal(["kwtk", "silence", "outside"], Pack.Clocks.Select(clock => clock.Id));
    }

    [Fact]
    public void A_clock_is_read_whole()
    {
        var clock = Pack.FindClock("kwtk");

        Assert.NotNull(clock);
        Assert.Equal(new LocalText("Tanggap", "Response"), clock.Label);
        Assert.Equal((Milestone.Registered, Milestone.Reopened), (clock.Start, clock.Again.Single()));
        Assert.Equal([Milestone.FollowedUp], clock.Stop.AsEnumerable());
        Assert.Equal(LimitBy.Grade, clock.Limits.By);
        Assert.Equal(new Limit.Elapsed(TimeSpan.FromHours(24)), clock.Limits.Rows["red"]);
        Assert.Equal(new Limit.WorkingHours(new TimeSpan(153, 6, 0)), clock.Limits.Rows[LimitTable.Ungraded]);
        Assert.Equal(["hospital"], clock.AppliesTo.Kinds.AsEnumerable());
        Assert.Empty(clock.AppliesTo.Channels);
        Assert.Equal(["red"], clock.AppliesTo.Grades.AsEnumerable());
        Assert.False(clock.AppliesTo.Whistleblower);
        Assert.Equal(("response", Expiry.Breach), (clock.Ladder, clock.OnExpiry));
        Assert.Equal(("Permenkes 30/2022", Verification.Secondary), (clock.Basis, clock.Verified));
        Assert.False(clock.Pausable);
        Assert.True(clock.Active);
    }

    [Fact]
    public void A_clock_that_is_not_active_is_carried_too()
    {
        var clock = Pack.FindClock("silence");

        Assert.NotNull(clock);
        Assert.False(clock.Active);
        Assert.True(clock.Pausable);
        Assert.Equal(Expiry.Close, clock.OnExpiry);
        Assert.Equal(new Limit.WorkingDays(10, DayEnd.EndOfDay), clock.Limits.Rows[LimitTable.Only]);
        Assert.Null(clock.AppliesTo.Whistleblower);
    }

    [Fact]
    public void A_clock_with_epochs_may_be_ended_by_what_started_it() => Assert.Equal(
        [Milestone.Registered],
        PolicyReader
            .Read(TestPacks.Good.Replace("[\"followedUp\"]", "[\"registered\"]", StringComparison.Ordinal), "good.json")
            .FindClock("kwtk")!.Stop.AsEnumerable());

    [Fact]
    public void An_external_deadline_is_a_limit() =>
        Assert.Equal(new Limit.External(), Pack.FindClock("outside")?.Limits.Rows[LimitTable.Only]);

    [Fact]
    public void A_ladder_keeps_its_steps_in_order()
    {
        var steps = Pack.Ladders["response"].Rows["red"];

        Assert.Equal(
            [LadderPoint.Open, LadderPoint.Fraction, LadderPoint.Breach, LadderPoint.Breach],
            steps.Select(step => step.When));
        Assert.Equal(0.125, steps[1].Fraction);
        Assert.Equal(["R0", "R1"], steps[2].Rungs.AsEnumerable());
        Assert.Null(steps[2].Plus);
        Assert.Equal(new Limit.CalendarDays(2, DayEnd.SameTime), steps[3].Plus);
    }

    [Fact]
    public void Lookups_answer_for_what_is_there_and_what_is_not()
    {
        Assert.Null(Pack.FindClock("none"));
        Assert.Equal("Public relations", Pack.FindRung("R1")?.Label.En);
        Assert.Equal((0, 1, -1), (Pack.RungOrder("R0"), Pack.RungOrder("R1"), Pack.RungOrder("R9")));
        Assert.Equal(new Limit.Elapsed(TimeSpan.FromMinutes(30)), Pack.ClimbAfter("red"));
        Assert.Equal(new Limit.WorkingDays(1, DayEnd.SameTime), Pack.ClimbAfter("yellow"));
        Assert.Equal(new Limit.WorkingDays(1, DayEnd.SameTime), Pack.ClimbAfter(null));
        Assert.True(Pack.AcceptsGrade("red"));
        Assert.False(Pack.AcceptsGrade("green"));
    }

    [Fact]
    public void A_pack_without_grades_takes_any()
    {
        var pack = PolicyReader.Read(
            TestPacks.Good.Replace("[\"red\", \"yellow\"]", "[]", StringComparison.Ordinal), "good.json");

        Assert.True(pack.AcceptsGrade("whatever"));
    }

    [Fact]
    public void A_pack_need_not_climb()
    {
        var start = TestPacks.Good.IndexOf(",\n  \"climb", StringComparison.Ordinal);
        var pack = PolicyReader.Read(TestPacks.Good[..start] + "}", "good.json");

        Assert.Empty(pack.ClimbUnacknowledgedAfter);
        Assert.Null(pack.ClimbAfter("red"));
    }

    [Fact]
    public void Every_milestone_of_the_format_is_known()
    {
        string[] milestones =
        [
            "incident", "conveyed", "registered", "verified", "graded", "assigned", "acknowledged", "contacted", "acted",
            "answered", "followedUp", "firstResponse", "replied", "completionRequested", "completed", "closed", "reopened",
            "appealed", "transferred", "withdrawn", "held", "resumed", "merged", "archived", "referred",
        ];

        Assert.Equal(Enum.GetValues<Milestone>(), milestones.Select(milestone => PolicyReader
            .Read(TestPacks.Good.Replace("\"reopened\"", $"\"{milestone}\"", StringComparison.Ordinal), "good.json")
            .FindClock("kwtk")!.Again.Single()));
    }

    [Fact]
    public void The_policy_that_is_shipped_is_read_with_its_calendar()
    {
        var banten = PolicyReader.Read(ShippedFile.Text("policies", "banten.json"), "banten.json");

        Assert.Same(banten, PolicyBook.ExternalOnly.WithActive(banten, TestCalendars.Banten).Active.Pack);
        Assert.Equal(["red", "yellow", "green"], banten.Grades.AsEnumerable());
        Assert.Equal(new Limit.Elapsed(TimeSpan.FromHours(24)), banten.FindClock("kwtk")?.Limits.Rows["red"]);
    }

    [Theory]
    [InlineData("boston311")]
    [InlineData("uci-incident")]
    public void The_policies_for_replay_are_read_with_their_calendars(string name)
    {
        var pack = PolicyReader.Read(ShippedFile.Text("replay", $"{name}.policy.json"), name);
        var calendar = CalendarReader.Read(ShippedFile.Text("replay", $"{name}.calendar.json"), name);

        Assert.Same(calendar, PolicyBook.ExternalOnly.WithActive(pack, calendar).Active.Calendar);
    }
}
