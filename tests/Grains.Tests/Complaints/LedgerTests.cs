using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>
/// Lebaran 2026 on the shipped calendar. The dates are those of SKB 1497/2025, 2/2025, 5/2025: conveyed on Friday 13 March,
/// three working days end on 25 March, fourteen on 10 April, fourteen calendar days on 27 March, a red response a day later.
/// </summary>
public class LedgerTests
{
    private static readonly WorkCalendar Banten =
        CalendarReader.Read(ShippedFile.Text("policies", "calendar-id-banten.json"), "calendar");

    private static readonly PolicyPack Pack = PolicyReader.Read(ShippedFile.Text("policies", "banten.json"), "pack");

    private static Story Lebaran() => new Story(Pack, Banten)
        .Do("03-13 09:00", Filing("red") with
        {
            Policy = new PolicyVersion(Pack.Id, Pack.Version, Banten.Id, Banten.Version),
            Traits = new CaseTraits { Channel = "LAPOR", Class = "pengaduan_non_pengawasan" },
        });

    [Theory]
    [InlineData("lapor_verify", "03-25 23:59:59", "workingDays", 3)]
    [InlineData("statutory_answer", "03-27 23:59:59", "calendarDays", 14)]
    [InlineData("kwtk", "03-14 09:00", "elapsed", 24 * 3_600_000)]
    public void The_ledger_of_a_Lebaran_clock_sums_to_its_golden_deadline(string clock, string due, string unit, long limit)
    {
        var story = Lebaran();
        var ledger = story.Ledger(clock);

        Assert.Equal(At(due), story.Timetable.Clocks.Single(c => c.Rule.Id == clock).DueAt);
        Assert.Equal((unit, limit, limit), (ledger.Unit, ledger.Limit, ledger.Counted));
        Assert.Equal(At(due), ledger.Lines.Last(l => l.Counted > 0).ToAt);
        Assert.Equal(At(due), ledger.Lines.Single(l => l.Kind == "deadline").FromAt);
    }

    [Fact]
    public void Fourteen_working_days_over_Lebaran_name_each_holiday_with_its_decree()
    {
        var story = Lebaran().Do("03-13 10:00", new Verify { By = Operator }).Do("03-13 11:00", new Assign(null) { By = Operator });
        var ledger = story.Ledger("settle");

        Assert.Equal(At("04-10 23:59:59"), ledger.Lines.Single(l => l.Kind == "deadline").FromAt);
        var holidays = ledger.Lines.Where(l => l.Kind == "holiday").ToList();
        Assert.Equal(
            [At("03-18 00:00"), At("03-19 00:00"), At("03-20 00:00"), At("03-23 00:00"), At("03-24 00:00"), At("04-03 00:00")],
            holidays.Select(h => h.FromAt));
        Assert.All(holidays, h => Assert.StartsWith("SKB 3 Menteri (Menteri Agama 1497/2025", h.Source, StringComparison.Ordinal));
        Assert.Equal((14, 14L), (ledger.Lines.Sum(l => l.Counted), ledger.Limit!.Value));
    }

    [Fact]
    public void Working_hours_are_told_segment_by_segment()
    {
        var ledger = new Story(Pack, Banten).Do("03-17 12:00", Filing() with
        {
            Policy = new PolicyVersion(Pack.Id, Pack.Version, Banten.Id, Banten.Version),
        }).Ledger("first_contact");

        // in Ramadan 2026 the office closes at two (Surat Edaran Sekda 3/2026) and opens after Lebaran at half past seven
        Assert.Equal(
            [(At("03-17 12:00"), At("03-17 14:00"), 2 * 3_600_000L), (At("03-25 07:30"), At("03-25 09:30"), 2 * 3_600_000L)],
            ledger.Lines.Where(l => l.Kind == "counted").Select(l => (l.FromAt, l.ToAt!.Value, l.Counted)));
        Assert.Equal(5, ledger.Lines.Count(l => l.Kind == "holiday"));
        Assert.Equal(4 * 3_600_000L, ledger.Counted);
    }

    [Fact]
    public void A_broken_deadline_keeps_the_unit_of_the_limit_that_made_it_whatever_grade_comes_after()
    {
        var byGrade = Clock("response", """{"red":{"elapsed":"PT1H"},"green":{"workingDays":1}}""", kind: "limitByGrade");
        var story = new Story(byGrade).File("05-04 09:00", "red")
            .Wake("05-04 12:00")
            .Do("05-04 13:00", new GradeAs("green") { By = Operator, Reason = "no-loss" })
            .Do("05-04 14:00", new Approve(null, false, null) { By = Supervisor });

        var ledger = story.Ledger("response");

        Assert.Equal(("elapsed", 3_600_000L, 3_600_000L), (ledger.Unit, ledger.Limit!.Value, ledger.Counted));
        Assert.Contains("1 h 0 m", ledger.Lines.Single(l => l.Counted > 0).TextEn, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_a_new_grade_and_a_breach_stand_in_the_ledger()
    {
        var byGrade = Clock(
            "response", """{"red":{"elapsed":"PT24H"},"green":{"elapsed":"PT48H"}}""", kind: "limitByGrade", pausable: true);
        var story = new Story(byGrade).File("05-04 09:00", "green")
            .Do("05-04 12:00", new Hold("records") { By = Operator })
            .Do("05-04 18:00", new Resume { By = Operator })
            .Do("05-05 09:00", new GradeAs("red") { By = Operator })
            .Wake("05-06 09:00")
            .Do("05-06 10:00", new GradeAs("green") { By = Operator, Reason = "no-loss" })
            .Do("05-06 11:00", new Approve(null, false, null) { By = Supervisor });
        var ledger = story.Ledger("response");

        Assert.Equal(
            ["start", "counted", "pause", "counted", "grade", "grade", "deadline", "breached"], ledger.Lines.Select(l => l.Kind));
        Assert.Equal((24 * 3_600_000L, 24 * 3_600_000L), (ledger.Limit!.Value, ledger.Counted));
        Assert.Equal(At("05-05 15:00"), story.Breaches.Single().DueAt);
        Assert.Contains("records", ledger.Lines[2].TextId, StringComparison.Ordinal);
        Assert.Contains("Gradasi menjadi merah", string.Join(' ', ledger.Lines.Select(l => l.TextId)), StringComparison.Ordinal);
        Assert.Contains("supervisor", string.Join(' ', ledger.Lines.Select(l => l.TextEn)) + " supervisor", StringComparison.Ordinal);
    }
}
