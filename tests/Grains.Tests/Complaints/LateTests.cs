using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.TrustedTime;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

/// <summary>C8: a breach that is noticed late says why, as far as that can be known.</summary>
public class LateTests
{
    private static Story Filed() => new Story(
        Clock(
            "answer",
            """{"red":{"elapsed":"PT1H"},"yellow":{"elapsed":"PT24H"}}""",
            kind: "limitByGrade"))
        .File("05-04 09:00", "yellow");

    [Theory]
    [InlineData("05-05 09:00:00.001", null)]
    [InlineData("05-05 09:00:10", null)]
    [InlineData("05-05 09:00:10.001", WhyLate.Delay)]
    [InlineData("05-05 12:00", WhyLate.Delay)]
    public void Ten_seconds_need_no_reason(string noticedAt, string? because)
    {
        var breach = Assert.Single(Filed().Wake(At(noticedAt)).Breaches);

        Assert.Equal(because, breach.LateBecause);
    }

    [Theory]
    [InlineData("05-05 08:59", null, WhyLate.Delay)]
    [InlineData("05-05 11:59", null, WhyLate.Restart)]
    [InlineData("05-01 00:00", "05-05 08:59", WhyLate.Delay)]
    [InlineData("05-01 00:00", "05-05 11:00", WhyLate.ClockInDoubt)]
    [InlineData("05-05 11:59", "05-05 12:00", WhyLate.ClockInDoubt)]
    public void What_the_process_did_at_the_deadline_is_the_reason(string upSince, string? believedSince, string because)
    {
        var now = new TimeReading(At("05-05 12:00"))
        {
            UpSince = At(upSince), BelievedSince = believedSince is null ? null : At(believedSince),
        };

        var breach = Assert.Single(Filed().Wake(now).Breaches);

        Assert.Equal(because, breach.LateBecause);
    }

    [Fact]
    public void A_grade_that_comes_after_its_deadline_is_a_thing_learned_late()
    {
        var now = new TimeReading(At("05-04 12:00")) { UpSince = At("05-04 11:59") };

        var story = Filed().Do(now, new GradeAs("red") { By = Operator, Reason = "life" });

        Assert.Equal(WhyLate.Learned, Assert.Single(story.Breaches).LateBecause);
    }
}
