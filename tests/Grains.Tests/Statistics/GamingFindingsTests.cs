using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using static Monitoring.Grains.Tests.Statistics.CaseStory;

namespace Monitoring.Grains.Tests.Statistics;

public class GamingFindingsTests
{
    private static readonly GamingThresholds Thresholds = new();

    /// <summary>Ten days for the answer: its last tenth is the last day.</summary>
    private static readonly Promise TenDays = new("settle", At("04-01 00:00"), At("04-11 00:00"));

    [Fact]
    public void An_honest_life_has_no_findings() => Assert.Empty(Kinds(Case("04-01 00:00")
        .Then(MomentKind.Graded, "04-01 00:10", grade: "yellow")
        .Then(MomentKind.Assigned, "04-01 01:00")
        .Then(MomentKind.Contacted, "04-01 02:00")
        .Then(new CaseMoment(MomentKind.Held, At("04-05 00:00")) { Ahead = TenDays })
        .Then(MomentKind.Acted, "04-08 00:00")
        .Then(MomentKind.Answered, "04-08 01:00")
        .Then(MomentKind.Closed, "04-25 00:00")
        .Due("04-11 00:00", "04-08 01:00")));

    [Fact]
    public void Closed_without_an_answer() => Assert.Equal(
        [GamingKind.ClosedWithoutAnswer],
        Kinds(Case("04-01 00:00").Then(MomentKind.Assigned, "04-01 01:00").Then(MomentKind.Closed, "04-02 00:00")));

    [Fact]
    public void An_answer_before_the_reopening_does_not_answer_what_came_after() => Assert.Equal(
        [GamingKind.ClosedWithoutAnswer],
        Kinds(Answered.Then(MomentKind.Closed, "04-03 00:00")
            .Then(MomentKind.Reopened, "04-04 00:00", Side.Complainant)
            .Then(MomentKind.Closed, "04-05 00:00")));

    [Fact]
    public void Closed_by_the_silence_of_the_complainant_is_nobody_s_trick() => Assert.Empty(
        Kinds(Case("04-01 00:00").Then(MomentKind.Closed, "04-30 00:00", Side.Rule)));

    [Fact]
    public void Closed_minutes_after_it_was_assigned()
    {
        var assigned = Answered.Then(MomentKind.Assigned, "04-03 00:00");

        Assert.Equal([GamingKind.ClosedAtOnce], Kinds(assigned.Then(MomentKind.Closed, "04-03 00:09")));
        Assert.Empty(Kinds(assigned.Then(MomentKind.Closed, "04-03 00:10")));
    }

    [Theory]
    [InlineData("04-09 23:00", false)]
    [InlineData("04-10 00:00", true)]
    [InlineData("04-11 00:00", true)]
    [InlineData("04-11 00:01", false)]
    public void Held_in_the_last_tenth_before_a_deadline(string at, bool found) => Assert.Equal(
        found, Kinds(Case("04-01 00:00").Then(new CaseMoment(MomentKind.Held, At(at)) { Ahead = TenDays })).Length == 1);

    [Fact]
    public void A_hold_that_a_desk_above_ordered_is_not_the_facility_s() => Assert.Empty(
        Kinds(Case("04-01 00:00").Then(new CaseMoment(MomentKind.Held, At("04-10 12:00"), Side.Above) { Ahead = TenDays })));

    [Theory]
    [InlineData("red", "yellow", "04-10 12:00", true)]
    [InlineData("red", "green", "04-10 12:00", true)]
    [InlineData("green", "red", "04-10 12:00", false)]
    [InlineData("yellow", "yellow", "04-10 12:00", false)]
    [InlineData("red", "green", "04-05 12:00", false)]
    public void Given_a_milder_grade_just_before_a_deadline(string from, string to, string at, bool found) => Assert.Equal(
        found,
        Kinds(Case("04-01 00:00").Then(MomentKind.Graded, "04-01 00:10", grade: from)
            .Then(new CaseMoment(MomentKind.Graded, At(at)) { Grade = to, Ahead = TenDays })).Length == 1);

    [Fact]
    public void Closed_and_reopened_and_closed_and_reopened_is_found_once()
    {
        var loop = Answered
            .Then(MomentKind.Closed, "04-03 00:00").Then(MomentKind.Reopened, "04-04 00:00", Side.Complainant)
            .Then(MomentKind.Answered, "04-05 00:00")
            .Then(MomentKind.Closed, "04-05 01:00").Then(MomentKind.Reopened, "04-06 00:00", Side.Complainant)
            .Then(MomentKind.Answered, "04-07 00:00")
            .Then(MomentKind.Closed, "04-07 01:00").Then(MomentKind.Reopened, "04-08 00:00", Side.Complainant);

        var finding = GamingFindings.Of(loop, Thresholds).Single();

        Assert.Equal((GamingKind.ClosedAgainAndAgain, At("04-06 00:00")), (finding.Kind, finding.At));
    }

    [Fact]
    public void Reopened_twice_in_a_year_is_no_loop() => Assert.Empty(Kinds(Answered
        .Then(MomentKind.Closed, "04-03 00:00").Then(MomentKind.Reopened, "04-04 00:00", Side.Complainant)
        .Then(MomentKind.Answered, "04-05 00:00")
        .Then(MomentKind.Closed, "08-05 01:00").Then(MomentKind.Reopened, "08-06 00:00", Side.Complainant)));

    [Fact]
    public void A_contact_written_down_hours_later_is_back_dated()
    {
        Assert.Equal([GamingKind.ContactBackDated], Kinds(Contact("04-01 10:00", "04-01 12:01")));
        Assert.Empty(Kinds(Contact("04-01 10:00", "04-01 11:59")));
    }

    [Fact]
    public void A_contact_written_down_past_a_deadline_that_it_claims_to_have_kept_is_back_dated() => Assert.Equal(
        [GamingKind.ContactBackDated],
        Kinds(Contact("04-01 10:00", "04-01 10:05").Due("04-01 10:02", "04-01 10:00", "first_contact")));

    [Fact]
    public void Holds_that_gather_before_deadlines_are_a_pattern_and_holds_at_any_time_are_none()
    {
        var atAnyTime = Enumerable.Range(0, 30).Select(i => HeldAt(i / 30.0));
        var late = Enumerable.Range(0, 9).Select(_ => HeldAt(0.97));

        Assert.False(GamingPattern.Holds(atAnyTime, Thresholds).IsAlarm);
        var pattern = GamingPattern.Holds(late.Concat(atAnyTime), Thresholds);
        Assert.True(pattern.IsAlarm);
        Assert.Equal((12, 39), (pattern.Near, pattern.All));
    }

    [Fact]
    public void Every_number_is_marked_as_ours() => Assert.All(
        typeof(GamingThresholds).GetProperties().Where(p => p.Name != nameof(GamingThresholds.Grades)),
        property => Assert.Contains("Verified = Product", property.GetValue(Thresholds)!.ToString(), StringComparison.Ordinal));

    private static CaseFacts Answered => Case("04-01 00:00").Then(MomentKind.Answered, "04-02 00:00");

    private static CaseFacts HeldAt(double part) => Case("04-01 00:00").Then(
        new CaseMoment(MomentKind.Held, TenDays.StartedAt + (part * (TenDays.DueAt - TenDays.StartedAt))) { Ahead = TenDays });

    private static CaseFacts Contact(string at, string recorded) =>
        Case("04-01 00:00").Then(new CaseMoment(MomentKind.Contacted, At(at)) { RecordedAt = At(recorded) });

    private static GamingKind[] Kinds(CaseFacts facts) => [.. GamingFindings.Of(facts, Thresholds).Select(finding => finding.Kind)];
}
