using Monitoring.Grains.Rules.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

public class GradeTests
{
    private static readonly string ByGrade = Clock(
        "response",
        """{"red":{"elapsed":"PT24H"},"yellow":{"elapsed":"PT72H"},"green":{"elapsed":"PT168H"}}""",
        kind: "limitByGrade");

    [Fact]
    public void A_clock_whose_limit_depends_on_the_grade_waits_for_it()
    {
        var story = new Story(ByGrade).File("05-04 09:00").Wake("05-20 09:00");

        Assert.Empty(story.Breaches);
        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void A_new_grade_keeps_the_time_already_spent()
    {
        var story = new Story(ByGrade).File("05-04 09:00", "green")
            .Do("05-06 09:00", new GradeAs("yellow") { By = Operator });

        Assert.Equal(At("05-07 09:00"), story.Timetable.NextDeadline!.DueAt);
    }

    [Fact]
    public void A_stricter_grade_whose_limit_is_over_breaches_at_its_deadline()
    {
        var story = new Story(ByGrade).File("05-04 09:00", "green")
            .Do("05-06 09:00", new GradeAs("red") { By = Operator });

        Assert.Equal((At("05-05 09:00"), At("05-06 09:00")), story.Breaches.Select(b => (b.DueAt, b.DecidedAt)).Single());
    }

    [Fact]
    public void A_milder_grade_moves_no_deadline_that_has_passed()
    {
        var story = new Story(ByGrade).File("05-04 09:00", "red").Wake("05-05 10:00")
            .Do("05-05 11:00", new GradeAs("green") { By = Operator, Reason = "no-loss" })
            .Do("05-05 11:05", new Approve(null, false, null) { By = Supervisor })
            .Wake("06-05 09:00");

        Assert.Equal(At("05-05 09:00"), story.Breaches.Single().DueAt);
        Assert.Equal(At("05-05 09:00"), story.Timetable.Clocks.Single().DueAt);
    }

    [Fact]
    public void A_grade_the_policy_does_not_know_is_refused()
    {
        var story = new Story(ByGrade).File("05-04 09:00");

        Assert.Equal("unknown-grade", story.Refused("05-04 10:00", new GradeAs("purple") { By = Operator }));
        Assert.Equal("unknown-grade", new Story(ByGrade).Refused("05-04 09:00", Filing("purple")));
    }

    [Fact]
    public void Raising_takes_one_person_and_lowering_from_red_two_with_a_reason()
    {
        var story = new Story(ByGrade).File("05-04 09:00", "yellow").Do("05-04 10:00", new GradeAs("red") { By = Manager });
        Assert.Equal("red", story.State.Grade);

        Assert.Equal("reason-missing", story.Refused("05-04 11:00", new GradeAs("yellow") { By = Manager }));
        story.Do("05-04 11:00", new GradeAs("yellow") { By = Manager, Reason = "no-police" });
        Assert.Equal(("red", At("05-05 09:00")), (story.State.Grade!, story.Timetable.NextDeadline!.DueAt));

        story.Do("05-04 12:00", new Approve("grade", false, null) { By = Operator });
        Assert.Equal(("yellow", At("05-07 09:00")), (story.State.Grade!, story.Timetable.NextDeadline!.DueAt));

        Assert.Equal("reason-missing", story.Refused("05-04 13:00", new GradeAs("green") { By = Manager }));
        Assert.Equal("green", story.Do("05-04 13:00", new GradeAs("green") { By = Manager, Reason = "no-loss" }).State.Grade);
    }

    [Fact]
    public void A_lowering_approved_after_the_deadline_moves_nothing()
    {
        var story = new Story(ByGrade).File("05-04 09:00", "red")
            .Do("05-05 08:59", new GradeAs("green") { By = Manager, Reason = "no-loss" })
            .Do("05-05 09:01", new Approve(null, false, null) { By = Operator });

        Assert.Equal(At("05-05 09:00"), story.Breaches.Single().DueAt);
        Assert.Equal(At("05-05 09:00"), story.Timetable.Overdue!.DueAt);
    }

    [Fact]
    public void The_class_found_at_verification_decides_the_limit_from_the_start()
    {
        var byClass = Clock(
            "settle", """{"permintaan_informasi":{"workingDays":5},"unclassified":{"workingDays":60}}""", kind: "limitByClass");
        var story = new Story(byClass).File("05-04 09:00")
            .Do("05-06 09:00", new Verify { By = Operator, Class = "permintaan_informasi" });

        Assert.Equal(At("05-11 23:59:59"), story.Timetable.NextDeadline!.DueAt);
    }
}
