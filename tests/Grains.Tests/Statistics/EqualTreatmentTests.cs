using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using static Monitoring.Grains.Tests.Statistics.CaseStory;

namespace Monitoring.Grains.Tests.Statistics;

public class EqualTreatmentTests
{
    private static readonly DateTimeOffset AsOf = At("04-01 00:00");
    private static readonly EqualTreatmentThresholds Thresholds = new();

    [Fact]
    public void Who_waits_twice_as_long_for_his_card_raises_an_alarm_that_names_the_cases()
    {
        var verdict = Judge(Cases("BPJS_PBI", 60, 48), Cases("UMUM", 60, 12)).Single();

        Assert.True(verdict.IsAlarm);
        Assert.Equal(("BPJS_PBI", true), (verdict.Widest!.Group, verdict.Widest.WaitsLonger));
        Assert.True(verdict.Widest.Waiting.Lower > 1.25);
        Assert.Equal(10, verdict.Worst.Length);
        Assert.All(verdict.Worst, worst => Assert.StartsWith("BPJS_PBI", worst.Case, StringComparison.Ordinal));
        Assert.True(verdict.Worst[0].Hours >= verdict.Worst[9].Hours);
    }

    [Fact]
    public void Equal_waits_raise_none()
    {
        var verdict = Judge(Cases("BPJS_PBI", 60, 24), Cases("UMUM", 60, 24)).Single();

        Assert.False(verdict.IsAlarm);
        Assert.Empty(verdict.Worst);
    }

    /// <summary>The trap of dropping the open: whoever is never answered would have no bad wait to show.</summary>
    [Fact]
    public void Whoever_is_neither_graded_nor_answered_counts_for_as_long_as_he_has_waited()
    {
        var ignored = Cases("BPJS_PBI", 60, 24).Select((facts, i) => i % 3 == 0 ? facts : facts with { Moments = [] });

        var verdict = Judge(ignored, Cases("UMUM", 60, 24)).Single();

        Assert.True(verdict.IsAlarm);
        Assert.Equal(40, verdict.Groups.Single(group => group.Group == "BPJS_PBI").Waiting);
        Assert.Null(verdict.Groups.Single(group => group.Group == "BPJS_PBI").MedianHours);
    }

    [Fact]
    public void A_case_closed_by_the_facility_without_an_answer_waits_on()
    {
        var closed = Cases("BPJS_PBI", 60, 24).Select(facts =>
            facts with { Moments = [new CaseMoment(MomentKind.Closed, facts.ConveyedAt.AddHours(1))] });

        Assert.True(Judge(closed, Cases("UMUM", 60, 24)).Single().IsAlarm);
    }

    [Fact]
    public void A_case_withdrawn_by_the_complainant_waited_until_then_and_says_no_more()
    {
        var withdrawn = Cases("BPJS_PBI", 60, 24).Select(facts =>
            facts with { Moments = [new CaseMoment(MomentKind.Withdrawn, facts.ConveyedAt.AddHours(1), Side.Complainant)] });

        Assert.False(Judge(withdrawn, Cases("UMUM", 60, 24)).Single().IsAlarm);
    }

    /// <summary>Those who pay complain about what is graded red, and red is answered first: no unequal treatment.</summary>
    [Fact]
    public void Payers_whose_complaints_are_graver_are_compared_with_the_grave_ones()
    {
        var verdict = Judge(
            Cases("BPJS_PBI", 60, 96, "green"), Cases("BPJS_PBI", 25, 6, "red"),
            Cases("UMUM", 25, 96, "green"), Cases("UMUM", 60, 6, "red")).Single();

        Assert.False(verdict.IsAlarm);
        Assert.True(verdict.Groups[0].MedianHours > 4 * verdict.Groups[1].MedianHours);
    }

    [Fact]
    public void Emergencies_may_differ_and_are_counted_apart()
    {
        var urgent = Cases("UMUM", 60, 1).Select(facts => facts with { Emergency = true });

        var verdict = Judge(Cases("BPJS_PBI", 60, 48), Cases("UMUM", 60, 48), urgent).Single();

        Assert.False(verdict.IsAlarm);
        Assert.Equal(60, verdict.EmergenciesApart);
    }

    [Fact]
    public void A_group_served_ahead_of_all_others_is_named()
    {
        var verdict = Judge(Cases("BPJS_PBI", 60, 48), Cases("JAMKESDA", 60, 48), Cases("UMUM", 60, 12)).Single();

        Assert.True(verdict.IsAlarm);
        Assert.Equal(("UMUM", false), (verdict.Widest!.Group, verdict.Widest.WaitsLonger));
        Assert.All(verdict.Worst, worst => Assert.NotEqual("UMUM", worst.Group));
    }

    [Fact]
    public void Too_few_to_judge_are_shown_and_not_judged()
    {
        var verdict = Judge(Cases("BPJS_PBI", 60, 24), Cases("UMUM", 19, 1)).Single();

        Assert.Null(verdict.Test);
        Assert.Null(verdict.FalseShare);
        Assert.False(verdict.Groups.Single(group => group.Group == "UMUM").IsJudged);
    }

    [Fact]
    public void The_unknown_payer_is_no_class() =>
        Assert.Equal(30, Judge(Cases("BPJS_PBI", 60, 24), Cases("TIDAK_DIKETAHUI", 30, 1)).Single().WithoutGroup);

    /// <summary>VIP is a class of care, so that the same rule asks it there.</summary>
    [Fact]
    public void Vip_is_compared_among_classes_of_care()
    {
        var cases = Cases("UMUM", 60, 48).Select(facts => facts with { CareClass = "III" })
            .Concat(Cases("UMUM", 60, 12).Select(facts => facts with { CareClass = "VIP" }));

        var verdict = EqualTreatment.Judge(cases, EqualTreatment.CareClass, AsOf, Thresholds).Single();

        Assert.True(verdict.IsAlarm);
        Assert.Equal("III", verdict.Widest!.Group);
    }

    /// <summary>Fifteen of each class are too few to judge; forty-five of the public insurance are not.</summary>
    [Fact]
    public void Classes_too_small_to_judge_alone_are_judged_together()
    {
        var cases = new[] { "BPJS_PBI", "BPJS_NON_PBI", "JAMKESDA" }.SelectMany(payer => Cases(payer, 15, 72))
            .Concat(Cases("UMUM", 45, 12)).ToArray();

        Assert.False(Judge(cases).Single().IsAlarm);
        Assert.True(EqualTreatment.Judge(cases, EqualTreatment.PublicOrPrivate, AsOf, Thresholds).Single().IsAlarm);
    }

    [Fact]
    public void What_would_be_unlikely_in_one_facility_is_expected_among_many()
    {
        // ratio about 1.7: beyond 5 % alone, no longer so among two hundred facilities that treat all alike
        var suspect = Cases("BPJS_PBI", 40, 31).Concat(Cases("UMUM", 40, 18)).ToArray();
        var fair = Enumerable.Range(0, 200).SelectMany(i =>
            Cases("BPJS_PBI", 25, 24, facility: $"fair{i}").Concat(Cases("UMUM", 25, 24, facility: $"fair{i}")));

        var alone = Judge(suspect).Single();
        var among = Judge(suspect, fair).Single(verdict => verdict.Facility == "rsud");

        Assert.InRange(alone.Test!.Probability, 0.001, 0.05);
        Assert.True(alone.FalseShare <= 0.05);
        Assert.True(among.FalseShare > 0.05);
    }

    [Fact]
    public void Cases_that_came_after_the_window_or_before_it_do_not_count() =>
        Assert.Empty(EqualTreatment.Judge(Cases("UMUM", 60, 24), EqualTreatment.Payer, At("12-31 00:00"), Thresholds));

    private static ImmutableArray<TreatmentVerdict> Judge(params IEnumerable<CaseFacts>[] cases) =>
        EqualTreatment.Judge(cases.SelectMany(some => some), EqualTreatment.Payer, AsOf, Thresholds);

    /// <summary>Waits spread as an exponential with that mean would be, without chance: its quantiles in turn.</summary>
    private static IEnumerable<CaseFacts> Cases(
        string payer, int count, double meanHours, string grade = "green", string facility = "rsud") =>
        Enumerable.Range(0, count).Select(i =>
        {
            var conveyed = At("01-10 00:00").AddHours(i * 11);
            var hours = -Math.Log(1 - ((((i * 7) % count) + 0.5) / count)) * meanHours;
            return new CaseFacts
            {
                Id = $"{payer}-{grade}-{i:00}",
                Facility = facility,
                Region = "3673",
                Payer = payer,
                Category = i % 2 == 0 ? "waktu_tunggu" : "obat",
                ConveyedAt = conveyed,
                Moments =
                [
                    new CaseMoment(MomentKind.Graded, conveyed.AddMinutes(5)) { Grade = grade },
                    new CaseMoment(MomentKind.Answered, conveyed.AddHours(hours)),
                ],
            };
        });
}
