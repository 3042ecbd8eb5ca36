using System.Globalization;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Revisions;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>
/// The joint leave of Monday 18 August 2025 was decreed on 7 August 2025 (SKB Menteri Agama 933/2025, Menteri Ketenagakerjaan
/// 1/2025, Menteri PANRB 3/2025), while clocks ran.
/// </summary>
public class RevisionTests
{
    private static readonly string CalendarText = ShippedFile.Text("policies", "calendar-id-banten.json");
    private static readonly WorkCalendar After = CalendarReader.Read(CalendarText, "calendar");

    private static readonly WorkCalendar Before = CalendarReader.Read(
        string.Join(
            '\n',
            CalendarText.Replace("\"2026.1\"", "\"2025.1\"", StringComparison.Ordinal).Split('\n').Where(l => !l.Contains("2025-08-18", StringComparison.Ordinal))),
        "calendar");

    private static DateTimeOffset August(string local) =>
        DateTimeOffset.Parse($"2025-08-{local}+07:00", CultureInfo.InvariantCulture).ToUniversalTime();

    private static (PolicyPack Pack, PolicyVersion Old, PolicyVersion New) Policy(params string[] clocks)
    {
        var pack = Story.PackOf(string.Join(',', clocks), calendar: Before.Id);
        return (pack, new PolicyVersion("p", "1", Before.Id, Before.Version), new PolicyVersion("p", "1", After.Id, After.Version));
    }

    private static readonly string FourteenDays = Clock("settle", """{"workingDays":14}""");
    private static readonly string Hours = Clock("contact", """{"workingHours":"PT40H"}""", stop: "\"contacted\"");
    private static readonly string Elapsed = Clock("kwtk", """{"elapsed":"PT72H"}""");

    [Fact]
    public void The_joint_leave_moves_the_open_deadlines_it_lies_in_and_says_which_decree_moved_them()
    {
        var (pack, old, next) = Policy(FourteenDays, Hours, Clock("statutory", """{"calendarDays":14}"""));
        var story = new Story(pack, Before).Do(August("05 09:00"), Filing() with { Policy = old });
        Assert.Equal(August("25 23:59:59"), Due(story, "settle"));

        story.Rederive(August("08 10:00"), After, next);

        Assert.Equal((August("26 23:59:59"), August("19 23:59:59")), (Due(story, "settle"), Due(story, "statutory")));
        var moved = story.Events.OfType<Rederived>().Single().Moved;
        Assert.Equal(["settle"], moved.Select(m => m.Clock));
        Assert.Equal((August("25 23:59:59"), August("26 23:59:59")), (moved[0].OldDueAt, moved[0].DueAt));
        var holiday = moved[0].Holidays.Single();
        Assert.Equal(("2025-08-18", true, "cuti_bersama"), (holiday.Date, holiday.Added, holiday.Kind));
        Assert.Contains("933/2025", holiday.Source, StringComparison.Ordinal);
        Assert.Contains("933/2025", story.Ledger("settle").Lines.Single(l => l.Kind == "rederived").Source, StringComparison.Ordinal);
        Assert.Equal(14, story.Ledger("settle").Counted);
    }

    [Fact]
    public void Deriving_twice_changes_nothing()
    {
        var (pack, old, next) = Policy(FourteenDays);
        var story = new Story(pack, Before).Do(August("05 09:00"), Filing() with { Policy = old }).Rederive(August("08 10:00"), After, next);
        var version = story.State.Version;

        Assert.Equal(version, story.Rederive(August("08 11:00"), After, next).Rederive(August("30 11:00"), After, next).State.Version - story.Breaches.Length);
        Assert.Single(story.Events.OfType<Rederived>());
    }

    [Fact]
    public void What_was_broken_under_the_old_calendar_stays_broken()
    {
        // announced late: the day passed, the leave is published afterwards
        var (pack, old, next) = Policy(Clock("verify", """{"workingDays":1}"""));
        var story = new Story(pack, Before).Do(August("15 09:00"), Filing() with { Policy = old })
            .Rederive(August("19 09:00"), After, next);

        Assert.Equal(August("18 23:59:59"), story.Breaches.Single().DueAt);
        Assert.Equal(["filed", "breached", "rederived"], story.Kinds);
        Assert.Equal(August("18 23:59:59"), Due(story, "verify"));
        Assert.Empty(story.Events.OfType<Rederived>().Single().Moved);
    }

    [Fact]
    public void What_was_kept_stays_kept_though_the_new_calendar_is_stricter()
    {
        // a holiday is taken back: from the calendar with the leave to the one without
        var (pack, old, next) = Policy(Clock("verify", """{"workingDays":1}""", stop: "\"contacted\""));
        (old, next) = (next with { CalendarVersion = "1" }, old with { CalendarVersion = "2" });
        var story = new Story(pack, After).Do(August("15 09:00"), Filing() with { Policy = old })
            .Do(August("19 08:00"), new Contact { By = Manager })
            .Rederive(August("19 09:00"), Before, next);

        Assert.Empty(story.Wake(August("25 09:00")).Breaches);
        Assert.Equal(August("19 23:59:59"), Due(story, "verify"));
        Assert.Equal(August("19 23:59:59"), story.Events.OfType<Rederived>().Single().Kept.Single().DueAt);
    }

    [Fact]
    public void A_deadline_that_the_new_calendar_puts_into_the_past_stays_where_it_was()
    {
        var (pack, old, next) = Policy(Clock("verify", """{"workingDays":1}"""));
        (old, next) = (next with { CalendarVersion = "1" }, old with { CalendarVersion = "2" });
        var story = new Story(pack, After).Do(August("15 09:00"), Filing() with { Policy = old })
            .Rederive(August("19 09:00"), Before, next);
        Assert.Empty(story.Breaches);
        Assert.Equal(August("19 23:59:59"), Due(story, "verify"));
        Assert.Equal("fixed", story.Ledger("verify").Unit);

        Assert.Equal(August("19 23:59:59"), story.Wake(August("20 09:00")).Breaches.Single().DueAt);
    }

    [Fact]
    public void On_hold_a_promise_that_the_new_version_would_have_had_kept_before_the_hold_is_not_lost()
    {
        var week = Clock("verify", """{"workingDays":5}""", pausable: true);
        var (pack, old, next) = Policy(week);
        var stricter = Story.PackOf(Clock("verify", """{"workingDays":1}""", pausable: true), calendar: Before.Id, version: "2");
        var story = new Story(pack, Before).Do(August("04 09:00"), Filing() with { Policy = old })
            .Do(August("07 10:00"), new Hold("waits-for-papers") { By = Supervisor })
            .Rederive(August("11 09:00"), Before, old with { PackVersion = "2" }, stricter);

        // two of the five days were gone at the hold: the other three begin at the revision
        var run = Assert.Single(story.Timetable.Clocks);
        Assert.Equal((August("13 23:59:59"), true, null), (run.DueAt, run.Fixed, run.PausedAt));
        Assert.Equal(August("13 23:59:59"), story.Events.OfType<Rederived>().Single().Kept.Single().DueAt);
        Assert.Empty(story.Breaches);

        // the hold goes on for the case, and moves this deadline no more
        Assert.Equal(ComplaintStatus.OnHold, story.State.Status);
        Assert.Equal(August("13 23:59:59"), story.Do(August("14 09:00"), new Resume { By = Operator }).Breaches.Single().DueAt);
    }

    [Fact]
    public void A_promise_that_is_new_is_broken_by_nobody_who_could_not_know_it()
    {
        var (pack, old, next) = Policy(FourteenDays);
        var revised = Story.PackOf($"{FourteenDays},{Elapsed}", calendar: Before.Id, version: "2");
        var story = new Story(pack, Before).Do(August("05 09:00"), Filing() with { Policy = old })
            .Rederive(August("11 09:00"), After, next with { PackVersion = "2" }, revised);

        Assert.Empty(story.Wake(August("20 09:00")).Breaches);
        Assert.Null(story.Timetable.Clocks.Single(c => c.Rule.Id == "kwtk").DueAt);
    }

    [Fact]
    public void A_clock_that_is_switched_off_ends_where_it_is_open_and_stays_where_it_broke()
    {
        var (pack, old, next) = Policy(FourteenDays, Elapsed);
        var off = Clock("kwtk", """{"elapsed":"PT72H"}""", more: "\"appliesTo\":{},\"active\":false");
        var revised = Story.PackOf($"{FourteenDays},{off}", calendar: Before.Id, version: "2");
        next = next with { PackVersion = "2" };
        var open = new Story(pack, Before).Do(August("05 09:00"), Filing() with { Policy = old }).Rederive(August("06 09:00"), After, next, revised);
        var broken = new Story(pack, Before).Do(August("05 09:00"), Filing() with { Policy = old }).Rederive(August("09 09:00"), After, next, revised);

        Assert.DoesNotContain(open.Timetable.Clocks, c => c.Rule.Id == "kwtk");
        Assert.Contains(open.Events.OfType<Rederived>().Single().Moved, m => m is { Clock: "kwtk", DueAt: null });
        Assert.Equal("kwtk", broken.Timetable.Overdue!.Rule.Id);
    }

    [Fact]
    public void An_event_of_before_is_read_as_it_was_written()
    {
        const string graded = """{"kind":"graded","grade":"red","at":"2026-05-04T02:00:00+00:00","by":{"role":"operator"}}""";
        var read = System.Text.Json.JsonSerializer.Deserialize(graded, ComplaintJson.Default.ComplaintEvent);

        Assert.Equal(graded, System.Text.Json.JsonSerializer.Serialize(read, ComplaintJson.Default.ComplaintEvent));
    }

    [Theory]
    [InlineData("2026.10", "2026.9", true)]
    [InlineData("2026.1", "2026.1", false)]
    [InlineData("2025.9", "2026.1", false)]
    [InlineData("draft", "2026.1", false)]
    public void A_version_follows_a_lower_one_by_number(string after, string before, bool follows)
    {
        Assert.Equal(follows, PolicyOrder.Follows(new("p", after, "c", "1"), new("p", before, "c", "1")));
        Assert.False(PolicyOrder.Follows(new("p", after, "c", "1"), new("p", before, "c", "2")));
        Assert.False(PolicyOrder.Follows(new("q", after, "c", "1"), new("p", before, "c", "1")));
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("contacted", "give it a new id")]
    public void A_revision_that_could_not_be_followed_is_refused(string start, string reason)
    {
        var before = Story.PackOf($"{FourteenDays},{Elapsed}");
        var after = Story.PackOf(start.Length == 0 ? FourteenDays : $"{FourteenDays},{Clock("kwtk", """{"elapsed":"PT72H"}""", start)}", version: "2");

        Assert.Contains(
            reason,
            Assert.Throws<PolicyRefusedException>(() => WhatARevisionMayChange.Check(before, after, "p.json")).Reason,
            StringComparison.Ordinal);
    }

    private static DateTimeOffset? Due(Story story, string clock) =>
        story.Timetable.Clocks.Single(c => c.Rule.Id == clock).DueAt;
}
