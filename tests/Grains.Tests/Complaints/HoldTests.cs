using Monitoring.Grains.Rules.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>Office hours are 8 to 16, Monday to Friday; 4 May 2026 is a Monday.</summary>
public class HoldTests
{
    private static readonly Hold Waiting = new("waiting-for-records") { By = Operator };

    private static readonly string Days = Clock("settle", """{"workingDays":3}""", pausable: true);
    private static readonly string Hours = Clock("settle", """{"workingHours":"PT16H"}""", pausable: true);
    private static readonly string Elapsed = Clock("settle", """{"elapsed":"PT24H"}""", pausable: true);

    [Fact]
    public void A_hold_that_the_facility_asks_for_runs_nothing_until_somebody_outside_approves()
    {
        var story = new Story(Elapsed).File("05-04 09:00").Do("05-04 10:00", Waiting with { By = Manager });
        Assert.Equal((ComplaintStatus.Received, At("05-05 09:00")), (story.State.Status, story.Timetable.NextDeadline!.DueAt));

        Assert.Equal("not-allowed", story.Refused("05-04 11:00", new Approve(null, false, null) { By = Manager }));
        story.Do("05-04 12:00", new Approve(null, false, null) { By = Supervisor });
        Assert.Equal(ComplaintStatus.OnHold, story.State.Status);

        // it began at noon, not at ten
        story.Do("05-04 14:00", new Resume { By = Manager });
        Assert.Equal(At("05-05 11:00"), story.Timetable.NextDeadline!.DueAt);
    }

    [Fact]
    public void A_deadline_that_passed_between_asking_and_approving_is_broken()
    {
        var story = new Story(Elapsed).File("05-04 09:00")
            .Do("05-05 08:00", Waiting with { By = Manager })
            .Do("05-05 10:00", new Approve(null, false, null) { By = Supervisor })
            .Do("05-08 10:00", new Resume { By = Manager });

        Assert.Equal(At("05-05 09:00"), story.Breaches.Single().DueAt);
        Assert.Equal(At("05-05 09:00"), story.Timetable.Clocks.Single().DueAt);
    }

    [Fact]
    public void A_pause_that_ended_before_it_began_brings_no_deadline_nearer()
    {
        // held by a clock that was then set back
        foreach (var (clock, dueAt) in new[] { (Elapsed, "05-05 09:00"), (Hours, "05-06 09:00"), (Days, "05-07 23:59:59") })
        {
            var story = new Story(clock).File("05-04 09:00");
            var before = story.Timetable.NextDeadline!.DueAt;
            story.Do("05-04 15:00", Waiting).Do("05-04 11:00", new Resume { By = Operator });

            Assert.Equal(before, story.Timetable.NextDeadline!.DueAt);
            Assert.Equal(At(dueAt), before);
        }
    }

    /// <summary>Found by a simulated world: the hold was forgotten when the clock stopped before it began, as the clock on the wall had it.</summary>
    [Theory]
    [InlineData("05-04 20:00")] // before the hold began
    [InlineData("05-05 10:00")] // while it lasted
    [InlineData("05-05 13:00")] // after it was over
    public void A_stop_by_a_clock_that_was_set_back_moves_no_deadline(string stop)
    {
        var clock = Clock("response", """{"elapsed":"PT48H"}""", stop: "\"contacted\"", pausable: true);
        var story = new Story(clock).File("05-04 09:00")
            .Do("05-05 09:00", new Hold("records") { By = Operator })
            .Do("05-05 12:00", new Resume { By = Operator })
            .Do(stop, new Contact { By = Operator });

        var run = Assert.Single(story.Timetable.Clocks);
        Assert.Equal((At("05-06 12:00"), At(stop)), (run.DueAt, run.StoppedAt));
    }

    [Fact]
    public void A_hold_that_outlives_the_clock_counts_until_the_clock_stopped()
    {
        var clock = Clock("response", """{"elapsed":"PT48H"}""", stop: "\"contacted\"", pausable: true);
        var story = new Story(clock).File("05-04 09:00")
            .Do("05-05 09:00", new Hold("records") { By = Operator })
            .Do("05-05 10:00", new Contact { By = Operator })
            .Do("05-05 12:00", new Resume { By = Operator });

        Assert.Equal(At("05-06 10:00"), Assert.Single(story.Timetable.Clocks).DueAt);
    }

    [Fact]
    public void Who_asked_cannot_approve()
    {
        // at the triage desk the operators are the facility
        var story = new Story(Elapsed).Do("05-04 09:00", Filing() with { Owner = new Owner("desk", "", "triage", null, "pemprov") })
            .Do("05-04 10:00", Waiting);
        Assert.Equal(ComplaintStatus.Received, story.State.Status);
        Assert.Equal("not-allowed", story.Refused("05-04 10:30", new Approve(null, false, null) { By = Operator }));

        story = new Story(Elapsed).File("05-04 09:00", "red")
            .Do("05-04 10:00", new GradeAs("green") { By = Supervisor, Reason = "no-loss" });
        Assert.Equal("same-desk", story.Refused("05-04 11:00", new Approve(null, false, null) { By = Supervisor }));
        Assert.Equal("red", story.State.Grade);
    }

    [Fact]
    public void What_was_declined_moves_nothing()
    {
        var story = new Story(Elapsed).File("05-04 09:00").Do("05-04 10:00", Waiting with { By = Manager });

        Assert.Equal("already-asked", story.Refused("05-04 10:30", Waiting with { By = Manager }));
        Assert.Equal("reason-missing", story.Refused("05-04 11:00", new Approve("hold", true, null) { By = Operator }));
        story.Do("05-04 11:00", new Approve("hold", true, "no-ground") { By = Operator });

        Assert.Equal("nothing-asked", story.Refused("05-04 12:00", new Approve("hold", false, null) { By = Operator }));
        Assert.Equal(At("05-05 09:00"), story.Timetable.NextDeadline!.DueAt);
    }

    [Fact]
    public void While_it_is_on_hold_nothing_of_a_pausable_clock_fires_and_the_others_run_on()
    {
        var story = new Story($"{Elapsed},{Clock("kwtk", """{"elapsed":"PT24H"}""")}").File("05-04 09:00")
            .Do("05-04 10:00", Waiting)
            .Wake("05-20 09:00");

        Assert.Equal(["kwtk"], story.Breaches.Select(b => b.Clock));
        Assert.Equal((null, At("05-04 10:00")), (story.Timetable.Clocks[0].DueAt, story.Timetable.Clocks[0].PausedAt));
        Assert.Equal(At("05-21 08:00"), story.Do("05-20 09:00", new Resume { By = Operator }).Timetable.NextDeadline!.DueAt);
    }

    [Theory]
    [InlineData("05-04 10:00", "05-04 15:00", "05-07 23:59:59")] // within a day: moves nothing
    [InlineData("05-04 10:00", "05-05 09:00", "05-07 23:59:59")] // over the start day's end, which does not count anyhow
    [InlineData("05-05 10:00", "05-06 09:00", "05-08 23:59:59")] // over one mark
    [InlineData("05-07 12:00", "05-12 09:00", "05-12 23:59:59")] // Thursday's, Friday's and Monday's marks; the weekend has none
    [InlineData("05-08 12:00", "05-12 09:00", null)] // too late: Thursday was the third day
    public void A_day_whose_mark_lies_in_a_pause_does_not_count(string from, string to, string? due)
    {
        var story = new Story(Days).File("05-04 09:00").Do(from, Waiting).Do(to, new Resume { By = Operator });

        Assert.Equal(due is null ? null : At(due), story.Timetable.NextDeadline?.DueAt);
        Assert.Equal(due is null ? 1 : 0, story.Breaches.Length);
    }

    [Theory]
    [InlineData("05-04 10:00", "05-04 15:00", "05-06 14:00")] // five working hours
    [InlineData("05-04 16:00", "05-05 08:00", "05-06 09:00")] // overnight: none
    [InlineData("05-06 08:30", "05-09 12:00", "05-11 08:30")] // into the weekend, half an hour left
    [InlineData("05-06 09:00", "05-08 09:00", null)] // at the deadline itself
    public void Working_time_in_a_pause_does_not_count(string from, string to, string? due)
    {
        var story = new Story(Hours).File("05-04 09:00").Do(from, Waiting).Do(to, new Resume { By = Operator });

        Assert.Equal(due is null ? null : At(due), story.Timetable.NextDeadline?.DueAt);
    }

    [Fact]
    public void A_second_pause_counts_from_what_the_first_left()
    {
        var story = new Story(Elapsed).File("05-04 09:00")
            .Do("05-04 19:00", Waiting).Do("05-05 09:00", new Resume { By = Operator })
            .Do("05-05 22:00", Waiting).Do("05-07 09:00", new Resume { By = Operator });

        Assert.Equal(At("05-07 10:00"), story.Timetable.NextDeadline!.DueAt);
    }

    [Fact]
    public void A_running_that_starts_on_hold_counts_from_its_end()
    {
        var completed = Clock("completed", """{"elapsed":"PT24H"}""", "contacted", "\"answered\"", pausable: true);
        var story = new Story(completed).File("05-04 09:00").Do("05-04 10:00", Waiting)
            .Do("05-04 11:00", new Contact { By = Manager })
            .Do("05-05 12:00", new Resume { By = Operator });

        Assert.Equal(At("05-06 12:00"), story.Timetable.NextDeadline!.DueAt);
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("act")]
    [InlineData("answer")]
    public void What_was_waited_for_ends_the_hold(string verb)
    {
        var story = new Story(Elapsed).File("05-04 09:00").Do("05-04 10:00", Waiting).Do("05-05 10:00", verb switch
        {
            "complete" => new Complete { By = Citizen },
            "act" => new Act { By = Manager },
            _ => new Rules.Complaints.Answer { By = Manager },
        });

        Assert.Null(story.State.RunningPause);
        Assert.Equal(At("05-06 09:00"), story.Timetable.NextDeadline!.DueAt);
    }

    [Fact]
    public void On_hold_only_what_does_not_need_the_clocks_is_taken()
    {
        var story = new Story(Elapsed).File("05-04 09:00").Do("05-04 10:00", Waiting);

        Assert.Equal("on-hold", story.Refused("05-04 11:00", new Verify { By = Operator }));
        Assert.Equal("on-hold", story.Refused("05-04 11:00", Waiting));
        Assert.Equal("on-hold", story.Refused("05-04 11:00", new Close("resolved") { By = Operator }));
        Assert.Equal("accepted", story.Refused("05-04 11:00", new GradeAs("red") { By = Operator }));
        Assert.Equal(ComplaintStatus.OnHold, story.State.Status);
        Assert.Equal(ComplaintStatus.Received, story.Do("05-04 12:00", new Resume { By = Operator }).State.Status);
        Assert.Equal("not-on-hold", story.Refused("05-04 13:00", new Resume { By = Operator }));
    }

    [Fact]
    public void A_rung_waits_for_the_pause_to_end()
    {
        const string ladders = """{"l":{"any":[{"when":"50%","rungs":["R1"]},{"when":"breach","rungs":["R2"]}]}}""";
        var clock = Clock("settle", """{"elapsed":"PT24H"}""", more: "\"appliesTo\":{},\"ladder\":\"l\"", pausable: true);
        var story = new Story(clock, ladders).File("05-04 09:00")
            .Do("05-04 20:00", Waiting)
            .Do("05-05 20:00", new Resume { By = Operator })
            .Wake("05-06 08:00");

        Assert.Equal(At("05-05 21:00"), story.Events.OfType<Escalated>().Single().DueAt);
        Assert.Equal(At("05-06 09:00"), story.Timetable.NextDeadline!.DueAt);
    }

    [Fact]
    public void An_extension_gives_the_extended_limit_once_and_only_ahead()
    {
        var clock = Clock(
            "outer", """{"workingDays":2}""", more: "\"appliesTo\":{},\"extendedTo\":{\"workingDays\":4}");
        var extend = new Extend("outer", "specialist-opinion") { By = Manager };
        var story = new Story(clock).File("05-04 09:00").Do("05-05 09:00", extend);
        Assert.Equal(At("05-06 23:59:59"), story.Timetable.NextDeadline!.DueAt);

        story.Do("05-05 10:00", new Approve(null, false, null) { By = Operator });
        Assert.Equal(At("05-08 23:59:59"), story.Timetable.NextDeadline!.DueAt);
        Assert.Equal("already-extended", story.Refused("05-05 11:00", extend));

        var late = new Story(clock).File("05-04 09:00").Wake("05-07 09:00");
        Assert.Equal("deadline-passed", late.Refused("05-07 09:00", extend));
        Assert.Equal("not-extendable", late.Refused("05-07 09:00", extend with { Clock = "settle" }));
    }
}
