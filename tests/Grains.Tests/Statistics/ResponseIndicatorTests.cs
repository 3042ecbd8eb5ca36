using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using static Monitoring.Grains.Tests.Statistics.CaseStory;

namespace Monitoring.Grains.Tests.Statistics;

public class ResponseIndicatorTests
{
    private static readonly IndicatorThresholds Thresholds = new();
    private static readonly Period April = new(At("04-01 00:00"), At("05-01 00:00"));

    [Fact]
    public void It_is_computed_from_what_happened_and_when()
    {
        var month = Month(kept: 7, late: 2, selfReported: 1.0, Case("04-10 00:00").Due("04-17 00:00"));

        Assert.Equal((10, 7, 0.7), (month.Complaints, month.InTime, month.Share!.Value));
    }

    [Fact]
    public void Below_80_percent_is_told_to_R3_and_the_second_month_running_to_R4()
    {
        Assert.Equal("R3", Judge(Month(9, 1), Month(7, 3)).Rung);
        Assert.Equal("R4", Judge(Month(7, 3), Month(7, 3)).Rung);
        Assert.Equal(3, Judge(Month(7, 3), Month(7, 3), Month(0, 1)).MonthsBelow);
    }

    [Fact]
    public void Exactly_80_percent_is_on_target() => Assert.Null(Judge(Month(7, 3), Month(8, 2)).Rung);

    [Fact]
    public void A_month_without_complaints_is_neither_good_nor_bad()
    {
        Assert.Null(Judge(Month(7, 3), Month(0, 0)).Rung);
        Assert.Equal("R4", Judge(Month(7, 3), Month(0, 0), Month(7, 3)).Rung);
    }

    [Fact]
    public void More_than_ten_points_between_reported_and_computed_is_flagged_either_way()
    {
        Assert.True(Judge(Month(8, 2, selfReported: 1.0)).IsGap);
        Assert.True(Judge(Month(8, 2, selfReported: 0.6)).IsGap);
        Assert.False(Judge(Month(9, 1, selfReported: 1.0)).IsGap);
        Assert.False(Judge(Month(8, 2)).IsGap);
    }

    [Fact]
    public void Eight_days_after_the_month_nothing_is_undecided_any_more()
    {
        var last = Case("04-30 23:00").Due("05-07 23:00");

        Assert.Equal(1, ResponseIndicator.Of([last], April, null, At("05-07 00:00"), Thresholds).Undecided);
        Assert.Equal(0, ResponseIndicator.Of([last], April, null, At("05-09 00:00"), Thresholds).Undecided);
    }

    private static IndicatorFinding Judge(params ResponseIndicator[] months) => ResponseIndicator.Judge(months, Thresholds);

    private static ResponseIndicator Month(int kept, int late, double? selfReported = null, params CaseFacts[] more) =>
        ResponseIndicator.Of(
            Enumerable.Range(0, kept).Select(_ => Case("04-10 00:00").Due("04-17 00:00", "04-12 00:00"))
                .Concat(Enumerable.Range(0, late).Select(_ => Case("04-10 00:00").Due("04-17 00:00", "04-20 00:00")))
                .Concat(more),
            April,
            selfReported,
            At("05-10 00:00"),
            Thresholds);
}
