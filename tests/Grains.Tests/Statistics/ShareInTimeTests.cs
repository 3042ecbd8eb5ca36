using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using static Monitoring.Grains.Tests.Statistics.CaseStory;

namespace Monitoring.Grains.Tests.Statistics;

public class ShareInTimeTests
{
    private static readonly DateTimeOffset AsOf = At("05-01 00:00");
    private static readonly Period April = new(At("04-01 00:00"), AsOf);

    private static CaseFacts Kept => Case("04-01 00:00").Then(MomentKind.Answered, "04-03 00:00").Due("04-08 00:00", "04-03 00:00");

    private static CaseFacts Late => Case("04-01 00:00").Then(MomentKind.Answered, "04-10 00:00").Due("04-08 00:00", "04-10 00:00");

    private static CaseFacts Open => Case("04-01 00:00").Due("04-08 00:00");

    [Fact]
    public void An_open_overdue_case_is_a_miss() => Assert.Equal(new ShareInTime(2, 1, 1), Share(Kept, Open));

    [Fact]
    public void An_open_overdue_case_of_last_year_is_a_miss_still() =>
        Assert.Equal(new ShareInTime(2, 1, 1), Share(Kept, Case("01-01 00:00").Due("01-08 00:00")));

    [Fact]
    public void Answered_late_is_a_miss() => Assert.Equal(0.5, Share(Kept, Late).Share);

    /// <summary>The trick: close it on the last day, and no deadline ever passes.</summary>
    [Fact]
    public void A_case_closed_without_an_answer_before_its_deadline_is_a_miss() =>
        Assert.Equal(new ShareInTime(1, 0, 0), Share(Open.Then(MomentKind.Closed, "04-07 00:00")));

    [Fact]
    public void A_facility_does_not_release_itself() => Assert.All(
        new[] { MomentKind.Withdrawn, MomentKind.Archived, MomentKind.Merged, MomentKind.NotOurs },
        kind => Assert.Equal(1, Share(Open.Then(kind, "04-07 00:00")).Missed));

    [Fact]
    public void A_complainant_who_withdraws_in_time_releases_it() =>
        Assert.Equal(new ShareInTime(1, 1, 0), Share(Kept, Open.Then(MomentKind.Withdrawn, "04-07 00:00", Side.Complainant)));

    [Fact]
    public void A_complainant_who_gives_up_after_the_deadline_releases_nobody() =>
        Assert.Equal(1, Share(Open.Then(MomentKind.Withdrawn, "04-09 00:00", Side.Complainant)).Missed);

    [Fact]
    public void A_deadline_ahead_counts_neither_way() =>
        Assert.Equal(new ShareInTime(1, 1, 0), Share(Kept, Case("04-28 00:00").Due("05-05 00:00")));

    [Fact]
    public void What_is_done_tomorrow_is_not_known_today() =>
        Assert.Equal(new ShareInTime(1, 0, 1), Share(Case("04-01 00:00").Then(MomentKind.Answered, "05-02 00:00").Due("04-08 00:00", "05-02 00:00")));

    [Fact]
    public void One_broken_promise_of_several_is_a_miss() =>
        Assert.Equal(1, Share(Kept.Due("04-02 00:00", "04-03 00:00", "first_contact")).Missed);

    [Fact]
    public void One_clock_can_be_looked_at_alone() => Assert.Equal(
        1.0, ShareInTime.Of([Kept.Due("04-02 00:00", "04-03 00:00", "first_contact")], April, AsOf, CaseFigures.Only("kwtk")).Share);

    [Fact]
    public void Nothing_due_is_no_share_and_not_a_perfect_one() => Assert.Null(Share(Case("04-28 00:00").Due("05-05 00:00")).Share);

    [Fact]
    public void Beside_the_share_stand_what_is_open_how_old_it_is_and_how_much_there_was()
    {
        var open = Enumerable.Range(1, 10).Select(day => Case($"04-{day:00} 00:00"));
        var figures = CaseFigures.Count("province", open.Append(Kept).Append(Open), April, AsOf, CaseFigures.Every);

        Assert.Equal((12, 1), (figures.Open, figures.OpenOverdue));
        Assert.Equal(TimeSpan.FromDays(26), figures.MedianAge);
        Assert.Equal(TimeSpan.FromDays(30), figures.NinetiethAge);
        Assert.Equal((12, 1, 0), (figures.Received, figures.Answered, figures.Ended));
    }

    [Fact]
    public void Each_facility_has_its_line()
    {
        var lines = CaseFigures.CountEach(
            [Kept with { Facility = "b" }, Open with { Facility = "a" }], facts => facts.Facility, April, AsOf, CaseFigures.Every);

        Assert.Equal([("a", 0.0), ("b", 1.0)], lines.Select(line => (line.Of, line.InTime.Share!.Value)));
    }

    private static ShareInTime Share(params CaseFacts[] cases) =>
        CaseFigures.Count("all", cases, April, AsOf, CaseFigures.Every).InTime;
}
