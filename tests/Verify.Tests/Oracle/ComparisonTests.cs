using System.Collections.Immutable;
using Monitoring.Verify.Oracle;
using static Monitoring.Verify.Tests.Oracle.Facts;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>What is wrong with a history is found and called by its name.</summary>
public class ComparisonTests
{
    private const string Day4 = "2026-05-04T09:00:00";
    private const string HalfWay = "2026-05-04T21:00:00";
    private const string Day5 = "2026-05-05T09:00:00";
    private const string JustAfter = "2026-05-05T09:00:00.001";
    private const string TwelveHoursAfter = "2026-05-05T21:00:00";

    private static Facts ToTheDeadline => new Facts().Filed(Day4, "red").Escalated("red:open", Day4, Day4, "R0").Escalated("red:50%", HalfWay, HalfWay, "R1");

    private static Facts Whole => ToTheDeadline.Breached(Day5, JustAfter).Escalated("red:breach+12h", TwelveHoursAfter, TwelveHoursAfter, "R3");

    [Fact]
    public void A_faithful_history_has_nothing_against_it()
    {
        var verdict = WhatShouldHaveFired.Judge(Whole.History, SmallPolicy.Response, At("2026-06-01T00:00:00"));

        Assert.Empty(verdict.Differences);
        Assert.Equal([2, 3, 4, 5], verdict.Expected.Select(e => e.FiredAs));
        Assert.True(verdict.Clocks.Single().Breached);
        Assert.Null(verdict.NextAt);
    }

    [Fact]
    public void The_due_row_is_the_first_instant_at_which_the_next_step_holds()
    {
        Assert.Equal(At(JustAfter), Next(ToTheDeadline));
        Assert.Equal(At(TwelveHoursAfter), Next(ToTheDeadline.Breached(Day5, JustAfter)));
    }

    [Fact]
    public void A_breach_that_never_fired_is_missing()
    {
        Assert.Empty(WhatShouldHaveFired.Compare(ToTheDeadline.History, SmallPolicy.Response, At(Day5)));

        var missing = Assert.Single(WhatShouldHaveFired.Compare(ToTheDeadline.History, SmallPolicy.Response, At(JustAfter)));
        Assert.Equal((DifferenceKind.Missing, null), (missing.Kind, missing.Seq));
    }

    [Fact]
    public void A_breach_that_had_to_fire_before_a_command_is_missing_there()
    {
        var facts = ToTheDeadline.Did("acted", "2026-05-05T10:00:00").Did("answered", "2026-05-05T10:01:00");

        var missing = Assert.Single(Compare(facts));

        Assert.Equal((DifferenceKind.Missing, 4, "response"), (missing.Kind, missing.Seq, missing.Expected!.Clock));
    }

    [Fact]
    public void An_answer_cannot_slip_in_front_of_a_passed_deadline()
    {
        var facts = ToTheDeadline.Did("acted", "2026-05-05T09:00:00.500").Did("answered", "2026-05-05T09:00:01").Breached(Day5, "2026-05-05T09:00:02");

        Assert.Equal(DifferenceKind.OutOfOrder, Assert.Single(Compare(facts)).Kind);
    }

    [Fact]
    public void A_promise_kept_at_its_last_instant_is_kept()
    {
        var facts = ToTheDeadline.Did("acted", Day5).Did("answered", Day5);

        var verdict = WhatShouldHaveFired.Judge(facts.History, SmallPolicy.Response, At("2026-06-01T00:00:00"));

        Assert.Empty(verdict.Differences);
        Assert.False(verdict.Clocks.Single().Breached);
    }

    [Fact]
    public void A_breach_fired_twice_is_doubled() => Finds(DifferenceKind.Doubled, Whole.Breached(Day5, JustAfter));

    [Fact]
    public void A_breach_decided_at_its_deadline_is_a_millisecond_early()
    {
        var early = Finds(DifferenceKind.Early, ToTheDeadline.Breached(Day5, Day5));

        Assert.Equal(TimeSpan.FromMilliseconds(1), early.By);
    }

    [Fact]
    public void A_breach_decided_an_hour_after_is_late_by_an_hour()
    {
        var late = Finds(DifferenceKind.Late, ToTheDeadline.Breached(Day5, "2026-05-05T10:00:00.001"));

        Assert.Equal(TimeSpan.FromHours(1), late.By);
    }

    [Fact]
    public void A_breach_that_is_late_says_why_and_no_other_does()
    {
        Finds(DifferenceKind.LateUntold, ToTheDeadline.BreachedSaying(null, Day5, "2026-05-05T09:00:10.001"));
        Finds(DifferenceKind.LateUntold, ToTheDeadline.BreachedSaying("restart", Day5, "2026-05-05T09:00:10"));
    }

    [Fact]
    public void A_breach_is_stamped_with_its_deadline_and_nothing_else() =>
        Finds(DifferenceKind.WronglyStamped, ToTheDeadline.Breached(Day5, JustAfter, stampedAt: JustAfter));

    [Fact]
    public void Whoever_is_told_is_on_the_ladder() => Finds(DifferenceKind.WrongRungs, ToTheDeadline.Breached(Day5, JustAfter, "R3"));

    [Fact]
    public void What_came_due_first_stands_first()
    {
        var facts = new Facts().Filed(Day4, "red").Escalated("red:open", Day4, Day4, "R0")
            .Breached(Day5, JustAfter).Escalated("red:50%", HalfWay, JustAfter, "R1");

        Assert.Contains(Compare(facts), d => d.Kind == DifferenceKind.OutOfOrder && d.Seq == 3);
    }

    [Fact]
    public void A_breach_of_a_promise_that_was_kept_is_asked_for_by_no_rule() =>
        Finds(DifferenceKind.Unasked, ToTheDeadline.Did("acted", "2026-05-05T08:00:00").Did("answered", "2026-05-05T08:00:00").Breached(Day5, JustAfter));

    [Fact]
    public void A_breach_is_justified_by_what_stands_before_it_not_after()
    {
        var facts = new Facts().Filed(Day4, "green").Breached(Day5, JustAfter).Graded("red", "2026-05-05T10:00:00");

        Assert.Contains(Compare(facts), d => d.Seq == 2 && d.Kind == DifferenceKind.WronglyStamped);
        Assert.Contains(Compare(facts), d => d.Seq == 2 && d.Kind == DifferenceKind.Early);
    }

    [Fact]
    public void A_milder_grade_moves_no_deadline_that_has_passed()
    {
        var facts = ToTheDeadline.Breached(Day5, JustAfter).Graded("green", "2026-05-05T10:00:00");

        var clock = WhatShouldHaveFired.Judge(facts.History, SmallPolicy.Response).Clocks.Single();

        Assert.Equal((At(Day5), true), (clock.DueAt!.Value, clock.Breached!.Value));
    }

    [Fact]
    public void A_grade_given_after_the_clock_stopped_may_show_that_it_stopped_too_late()
    {
        var facts = new Facts().Filed(Day4, "green").Did("acted", "2026-05-06T09:00:00").Did("answered", "2026-05-06T09:00:00")
            .Graded("red", "2026-05-06T10:00:00");

        Assert.Equal(At(JustAfter), Next(facts));
        Assert.Equal(DifferenceKind.Missing, Assert.Single(Compare(facts, "2026-05-06T10:00:00")).Kind);
    }

    [Fact]
    public void Silence_closes_the_case_at_its_deadline_and_is_nobodys_breach()
    {
        var silent = new Facts().Filed(Day4).Did("replied", "2026-05-04T10:00:00").ClosedBySilence("2026-05-04T12:00:00");

        Assert.Empty(WhatShouldHaveFired.Compare(silent.History, SmallPolicy.Silence, At("2026-06-01T00:00:00")));
        Assert.Equal(
            DifferenceKind.WronglyStamped,
            Assert.Single(WhatShouldHaveFired.Compare(
                new Facts().Filed(Day4).ClosedBySilence("2026-05-04T11:00:01").History, SmallPolicy.Silence)).Kind);
    }

    [Fact]
    public void An_event_of_an_unknown_kind_is_told_and_stops_nothing()
    {
        var verdict = WhatShouldHaveFired.Judge(Whole.Did("teleported", "2026-05-06T09:00:00").History, SmallPolicy.Response);

        Assert.Equal("teleported", Assert.Single(verdict.Unknown).Kind);
        Assert.Empty(verdict.Differences);
    }

    [Fact]
    public void A_case_is_judged_by_the_policy_it_was_opened_under() =>
        Assert.Equal(
            DifferenceKind.OtherPolicy,
            Assert.Single(WhatShouldHaveFired.Compare(new Facts().Filed(Day4, policy: "another").History, SmallPolicy.Response)).Kind);

    private static DateTimeOffset? Next(Facts facts) => WhatShouldHaveFired.Judge(facts.History, SmallPolicy.Response).NextAt;

    private static ImmutableArray<Difference> Compare(Facts facts, string? asOf = null) =>
        WhatShouldHaveFired.Compare(facts.History, SmallPolicy.Response, asOf is null ? null : At(asOf));

    private static Difference Finds(DifferenceKind kind, Facts facts)
    {
        var difference = Assert.Single(Compare(facts));
        Assert.Equal(kind, difference.Kind);
        return difference;
    }
}
