using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.TrustedTime;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>C6, C10: what the rule does while the clock on the wall is in doubt.</summary>
public class TimeInDoubtTests
{
    private static Story Filed() => new Story(
        Clock(
            "answer",
            """{"red":{"elapsed":"PT1H"},"yellow":{"elapsed":"PT24H"},"green":{"elapsed":"PT72H"}}""",
            kind: "limitByGrade"))
        .File("05-04 09:00", "red");

    private static TimeReading Doubted(string at) => new(At(at), At("09-01 00:00"));

    [Fact]
    public void In_doubt_nothing_fires_and_afterwards_it_does_with_its_deadline()
    {
        var story = Filed().Wake(Doubted("05-04 11:00"));
        Assert.Empty(story.Breaches);

        story.Wake("05-04 11:01");

        Assert.Equal(At("05-04 10:00"), Assert.Single(story.Breaches).DueAt);
    }

    [Fact]
    public void An_answer_in_doubt_after_the_deadline_hides_no_breach()
    {
        var story = Filed()
            .Do(Doubted("05-04 10:30"), new Act { By = Manager })
            .Do(Doubted("05-04 10:31"), new Answer { By = Manager });
        Assert.Empty(story.Breaches);

        story.Wake("05-04 11:00");

        Assert.Equal(At("05-04 10:00"), Assert.Single(story.Breaches).DueAt);
    }

    [Fact]
    public void What_would_move_a_deadline_that_may_have_passed_waits_until_the_time_is_known()
    {
        var story = Filed();
        var approve = new Approve("grade", false, null) { By = Supervisor };
        story.Do(Doubted("05-04 10:29"), new GradeAs("green") { By = Operator, Reason = "no-loss" });
        Assert.Equal("time-in-doubt", story.Refused(Doubted("05-04 10:30"), approve));
        Assert.Equal("time-in-doubt", story.Refused(
            Doubted("05-04 10:30"), new Transfer(new Owner("f2", "3601", "hospital", "B", "pemkab")) { By = Operator }));

        story.Wake("05-04 10:31").Do("05-04 10:32", approve);

        Assert.Equal(At("05-04 10:00"), Assert.Single(story.Breaches).DueAt);
    }

    [Fact]
    public void Before_the_deadline_everything_is_carried_out()
    {
        var story = Filed().Do(Doubted("05-04 09:30"), new GradeAs("yellow") { By = Operator, Reason = "no-loss" });

        Assert.Equal(At("09-01 00:00"), story.Events[^1].WallAt);
        Assert.Equal(At("05-04 09:30"), story.Events[^1].At);
    }
}
