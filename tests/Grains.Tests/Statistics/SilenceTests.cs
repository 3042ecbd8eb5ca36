using Monitoring.Grains.Rules.Statistics;
using static Monitoring.Grains.Tests.Statistics.CaseStory;

namespace Monitoring.Grains.Tests.Statistics;

public class SilenceTests
{
    private static readonly SilenceThresholds Thresholds = new();

    [Fact]
    public void One_every_other_day_and_then_none_is_suspicious_after_fourteen_days()
    {
        var silence = SuspiciousSilence.Of(Every(days: 2), 0.5, Thresholds);

        Assert.Equal(Last + TimeSpan.FromDays(14), silence.SuspiciousAt);
        Assert.False(silence.IsAlarmAt(Last + TimeSpan.FromDays(14)));
        Assert.True(silence.IsAlarmAt(Last + TimeSpan.FromDays(14.01)));
    }

    [Fact]
    public void One_every_ten_days_and_then_none_is_suspicious_after_46()
    {
        var silence = SuspiciousSilence.Of(Every(days: 10), 0.1, Thresholds);

        Assert.Equal(46.05, (silence.SuspiciousAt!.Value - Last).TotalDays, 2);
    }

    [Fact]
    public void One_in_two_months_is_never_suspicious_and_owes_a_zero_report()
    {
        var silence = SuspiciousSilence.Of(Every(days: 60), 1 / 60.0, Thresholds);

        Assert.Null(silence.SuspiciousAt);
        Assert.Equal(Last + TimeSpan.FromDays(7), silence.ZeroReportDueAt);
    }

    [Fact]
    public void Fewer_than_4_6_expected_in_sixty_days_is_where_it_begins_to_be_rare()
    {
        Assert.Null(SuspiciousSilence.Of(New, 4.60 / 60, Thresholds).SuspiciousAt);
        Assert.Equal(59.97, (SuspiciousSilence.Of(New, 4.6080 / 60, Thresholds).SuspiciousAt - New.KnownSince)!.Value.TotalDays, 1);
    }

    [Fact]
    public void A_zero_report_is_a_sign_of_life_where_complaints_are_rare()
    {
        var reported = Every(days: 60) with { ZeroReportAt = Last.AddDays(6) };

        Assert.Equal(Last + TimeSpan.FromDays(13), SuspiciousSilence.Of(reported, 1 / 60.0, Thresholds).AlarmAt);
    }

    /// <summary>Saying every week that there was nothing is just what one would do.</summary>
    [Fact]
    public void A_zero_report_does_not_explain_the_silence_of_a_busy_facility()
    {
        var reported = Every(days: 2) with { ZeroReportAt = Last.AddDays(13) };

        Assert.Equal(Last + TimeSpan.FromDays(14), SuspiciousSilence.Of(reported, 0.5, Thresholds).AlarmAt);
    }

    [Fact]
    public void The_silence_itself_does_not_lower_what_is_expected() =>
        Assert.Equal(0.5, SuspiciousSilence.Of(Every(days: 2), 0.5, Thresholds).Rate, 2);

    [Fact]
    public void A_new_facility_is_expected_to_be_like_its_class() =>
        Assert.Equal(0.3, SuspiciousSilence.Of(New, 0.3, Thresholds).Rate, 9);

    [Fact]
    public void A_class_is_as_its_middle_facility()
    {
        var usual = SuspiciousSilence.UsualRates([Every(days: 2), Every(days: 10), Every(days: 1)], Thresholds);

        Assert.Equal(0.5, usual["hospital C"], 2);
    }

    private static DateTimeOffset Last => At("08-01 09:00");

    private static Received New => new("rs-baru", "hospital C", At("01-01 00:00"), []);

    private static Received Every(int days) => new(
        "rs-" + days,
        "hospital C",
        Last.AddDays(-400),
        [.. Enumerable.Range(0, 400 / days).Select(i => Last.AddDays(-days * i)).Reverse()]);
}
