using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>The clock of the triage desk, by the pack of Banten: what waits there, for how long, and who hears of it.</summary>
public class TriageTests
{
    private static readonly PolicyPack Pack = PolicyReader.Read(ShippedFile.Text("policies", "banten.json"), "banten.json");

    private static readonly WorkCalendar Calendar = CalendarReader.Read(ShippedFile.Text("policies", "calendar-id-banten.json"), "calendar");

    private static readonly Owner Desk = new("36-triage", "36", "triage", null, "pemprov");

    private static readonly Owner Hospital = new("f1", "3601", "hospital", "B", "pemkab");

    private static readonly Owner Puskesmas = new("f2", "3602", "puskesmas", null, "pemkab");

    private static Story AtTheDesk(string at, string? grade = null) =>
        new Story(Pack, Calendar).Do(at, Filing(grade) with { Owner = Desk });

    private static IEnumerable<ClockRun> Triage(Story story) => story.Timetable.Clocks.Where(c => c.Rule.Id == "triage");

    [Theory]
    [InlineData(null, "05-04 13:00")]
    [InlineData("yellow", "05-04 13:00")]
    [InlineData("red", "05-04 10:00")]
    [InlineData("green", "05-05 23:59:59")]
    public void What_names_no_facility_is_the_provinces_to_pass_on(string? grade, string dueAt)
    {
        var run = Assert.Single(Triage(AtTheDesk("05-04 09:00", grade)));

        Assert.Equal((At(dueAt), ClockOwner.Province), (run.DueAt, run.Rule.Owner));
    }

    [Fact]
    public void Left_lying_it_reaches_the_province_at_the_breach_and_the_secretary_a_working_day_later()
    {
        var told = AtTheDesk("05-04 09:00").Wake("05-06 00:00").Events
            .Where(e => e is Breached { Clock: "triage" } or Escalated { Clock: "triage" })
            .Select(e => e is Breached b ? (b.DueAt, b.Rungs[^1]) : (((Escalated)e).DueAt, ((Escalated)e).Rungs[^1]));

        Assert.Equal([(At("05-04 13:00"), "R4"), (At("05-05 23:59:59"), "R5")], told);
    }

    [Fact]
    public void Passed_on_in_time_it_is_kept_and_stays_to_be_seen()
    {
        var run = Assert.Single(Triage(AtTheDesk("05-04 09:00").Do("05-04 11:00", new Transfer(Hospital) { By = Operator })));

        Assert.Equal((At("05-04 13:00"), At("05-04 11:00"), true), (run.DueAt, run.StoppedAt, run.Breach is null));
    }

    [Fact]
    public void A_late_transfer_leaves_the_breach_of_the_desk_and_its_ladder_ends()
    {
        var story = AtTheDesk("05-04 09:00").Do("05-04 15:00", new Transfer(Hospital) { By = Operator }).Wake("05-20 09:00");

        Assert.Equal(At("05-04 13:00"), Assert.Single(Triage(story)).Breach!.DueAt);
        Assert.DoesNotContain(story.Events, e => e is Escalated { Clock: "triage" });
    }

    [Fact]
    public void A_facility_has_no_clock_of_the_desk_and_the_desk_none_for_the_time_before_it_had_the_case()
    {
        var story = new Story(Pack, Calendar).Do("05-04 09:00", Filing() with { Owner = Hospital });
        Assert.Empty(Triage(story));

        story.Do("05-11 09:00", new Transfer(Desk) { By = Operator });
        var run = Assert.Single(Triage(story));
        Assert.Equal((At("05-11 09:00"), At("05-11 13:00"), 1), (run.StartedAt, run.DueAt, run.Epoch));
        Assert.DoesNotContain(story.Breaches, b => b.Clock == "triage");
    }

    [Fact]
    public void From_facility_to_facility_no_clock_of_the_desk_runs_and_back_at_the_desk_it_begins_anew()
    {
        var story = AtTheDesk("05-04 09:00")
            .Do("05-04 10:00", new Transfer(Hospital) { By = Operator })
            .Do("05-04 11:00", new Transfer(Puskesmas) { By = Operator })
            .Do("05-04 12:00", new Transfer(Desk) { By = Operator });

        Assert.Equal([(0, At("05-04 13:00")), (3, At("05-04 16:00"))], Triage(story).Select(r => (r.Epoch, r.DueAt!.Value)));
    }

    [Fact]
    public void What_the_desk_settles_itself_or_finds_to_be_a_duplicate_need_not_be_passed_on()
    {
        var settled = AtTheDesk("05-04 09:00")
            .Do("05-04 10:00", new Act { By = Operator }).Do("05-04 10:05", new Rules.Complaints.Answer { By = Operator });
        var merged = AtTheDesk("05-04 09:00").Do("05-04 10:00", new Merge("other", "same-event") { By = Operator });

        Assert.NotNull(Assert.Single(Triage(settled)).StoppedAt);
        Assert.NotNull(Assert.Single(Triage(merged)).StoppedAt);

        // what turns out to be none waits again
        merged.Do("05-04 11:00", new Reopen("another-matter") { By = Operator });
        Assert.Equal(At("05-04 15:00"), Triage(merged).Last().DueAt);
    }

    [Fact]
    public void A_whistleblowers_case_waits_with_the_inspectorate_and_at_no_desk()
    {
        var filing = Filing() with { Owner = Desk, Traits = Filing().Traits with { Whistleblower = true } };

        Assert.Empty(Triage(new Story(Pack, Calendar).Do("05-04 09:00", filing)));
    }

    [Fact]
    public void A_clock_is_the_desks_or_the_facilities()
    {
        var mixed = Clock("c", """{"elapsed":"PT1H"}""", more: "\"appliesTo\":{\"kinds\":[\"triage\",\"hospital\"]}");

        Assert.Contains("stands alone", Assert.Throws<PolicyRefusedException>(() => PackOf(mixed)).Reason, StringComparison.Ordinal);
    }

    /// <summary>Which promises a complaint about each kind of facility has; the desk's own is none of them.</summary>
    [Theory]
    [InlineData("hospital", "pemkab", true)]
    [InlineData("vertical_hospital", "kemenkes", true)]
    [InlineData("puskesmas", "pemkab", false)]
    [InlineData("kkp", "kemenkes", false)]
    [InlineData("poltekkes", "kemenkes", false)]
    [InlineData("btklpp", "kemenkes", false)]
    public void The_national_indicator_is_the_hospitals_and_everything_else_is_every_kinds(string kind, string ownership, bool indicator)
    {
        var owner = new Owner("f1", "3601", kind, null, ownership);
        var clocks = new Story(Pack, Calendar).Do("05-04 09:00", Filing() with { Owner = owner }).Timetable.Clocks.Select(c => c.Rule.Id).ToList();

        Assert.Equal(indicator, clocks.Contains("kwtk"));
        Assert.Equal(
            ["registration", "receipt", "first_contact", "grading", "lapor_verify", "statutory_answer", "statutory_decision", "external"],
            clocks.Where(clock => clock != "kwtk"));
        Assert.DoesNotContain("triage", clocks);
    }
}
