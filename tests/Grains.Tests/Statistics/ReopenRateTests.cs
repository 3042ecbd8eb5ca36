using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using static Monitoring.Grains.Tests.Statistics.CaseStory;

namespace Monitoring.Grains.Tests.Statistics;

public class ReopenRateTests
{
    private static readonly DateTimeOffset AsOf = At("08-01 00:00");

    [Fact]
    public void More_than_one_closing_in_five_reopened_is_an_alarm()
    {
        Assert.True(Rate(Closed(20, reopened: 5)).IsAlarm);
        Assert.False(Rate(Closed(20, reopened: 4)).IsAlarm);
    }

    [Fact]
    public void Too_few_closings_tell_nothing() => Assert.False(Rate(Closed(19, reopened: 19)).IsAlarm);

    [Fact]
    public void A_closing_younger_than_thirty_days_does_not_count_even_if_it_was_reopened_at_once()
    {
        var young = Case("07-01 00:00").Then(MomentKind.Closed, "07-10 00:00").Then(MomentKind.Reopened, "07-11 00:00", Side.Complainant);

        Assert.Equal((0, 0), (Rate([young]).Closings, Rate([young]).Reopened));
    }

    [Fact]
    public void Reopened_after_more_than_thirty_days_is_a_new_matter()
    {
        var late = Case("05-01 00:00").Then(MomentKind.Closed, "05-10 00:00").Then(MomentKind.Reopened, "06-10 00:00", Side.Complainant);

        Assert.Equal((1, 0), (Rate([late]).Closings, Rate([late]).Reopened));
    }

    [Fact]
    public void A_case_closed_three_times_counts_three_times()
    {
        var loop = Case("05-01 00:00")
            .Then(MomentKind.Closed, "05-10 00:00").Then(MomentKind.Reopened, "05-11 00:00", Side.Complainant)
            .Then(MomentKind.Closed, "05-12 00:00").Then(MomentKind.Reopened, "05-13 00:00", Side.Complainant)
            .Then(MomentKind.Closed, "05-14 00:00");

        Assert.Equal((3, 2), (Rate([loop]).Closings, Rate([loop]).Reopened));
    }

    private static ReopenRate Rate(IEnumerable<CaseFacts> cases) => ReopenRate.Of(cases, AsOf, new ReopenThresholds());

    private static IEnumerable<CaseFacts> Closed(int count, int reopened) => Enumerable.Range(0, count).Select(i =>
    {
        var closed = Case("05-01 00:00", $"case-{i}").Then(MomentKind.Answered, "05-09 00:00").Then(MomentKind.Closed, "05-10 00:00");
        return i < reopened ? closed.Then(MomentKind.Reopened, "05-20 00:00", Side.Complainant) : closed;
    });
}
