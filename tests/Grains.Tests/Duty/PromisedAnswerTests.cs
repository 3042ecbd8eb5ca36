using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Tests.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Duty;

public class PromisedAnswerTests
{
    private static readonly string Clocks = Clock("answer", """{"elapsed":"PT720H"}""", more: Province.Laddered) + ","
        + Clock(
            "promise", """{"promised":true}""", start: "acknowledged", stop: "\"answered\",\"firstResponse\"",
            more: "\"again\":\"acknowledged\",\"appliesTo\":{},\"ladder\":\"p\"");

    private const string Ladders = """{"l":{"any":[{"when":"open","rungs":["R0"]}]},"p":{"any":[{"when":"breach","rungs":["R1"]}]}}""";

    private static Story Acknowledged(TimeSpan? within) => Province.Story(Ladders, Clocks).File("05-04 09:00")
        .Do("05-04 09:30", new Acknowledge(within) { By = Manager, Owner = "officer:humas-1" });

    [Fact]
    public void The_time_that_the_owner_promised_is_a_clock_of_its_own()
    {
        var promise = Acknowledged(TimeSpan.FromHours(3)).Timetable.Clocks.Single(c => c.Rule.Id == "promise");

        Assert.Equal((At("05-04 09:30"), At("05-04 12:30")), (promise.StartedAt, promise.DueAt));
        Assert.Equal("officer:humas-1", Acknowledged(null).State.TakenBy);
    }

    [Fact]
    public void It_is_kept_by_an_answer_and_by_asking_for_what_is_missing()
    {
        foreach (ComplaintCommand kept in (ComplaintCommand[])[new Answer { By = Manager }, new RequestCompletion { By = Manager }])
        {
            Assert.Empty(Acknowledged(TimeSpan.FromHours(3)).Do("05-04 12:30", kept).Wake("05-05 09:00").Breaches);
        }
    }

    [Fact]
    public void Missed_the_case_is_unacknowledged_again_and_climbs()
    {
        var story = Acknowledged(TimeSpan.FromHours(3)).Wake("05-04 12:31");

        Assert.Equal(("promise", At("05-04 12:30"), "R1 head@f1 head@f1"), (story.Breaches.Single().Clock, story.Breaches.Single().DueAt, story.Breaches.Single().Told()));
        Assert.Equal(Standing.Overdue, story.Standing);
        Assert.Equal("R0@9 R2@13.5 R3@14.5", story.Wake("05-04 20:00").Climbed());
    }

    [Fact]
    public void Who_promised_nothing_broke_no_promise()
    {
        var story = Acknowledged(null).Wake("06-01 09:00");

        Assert.DoesNotContain(story.Breaches, b => b.Clock == "promise");
        Assert.Null(story.Timetable.Clocks.Single(c => c.Rule.Id == "promise").DueAt);
    }

    [Fact]
    public void A_later_promise_does_not_take_the_earlier_one_away()
    {
        var twice = new[] { "\"any\":[{\"when\":\"open\",\"rungs\":[\"R0\"]},{\"when\":\"1%\",\"rungs\":[\"R0\"]}]" }[0];
        var story = Province.Story($$$"""{"l":{{{{twice}}}},"p":{"any":[{"when":"breach","rungs":["R1"]}]}}""", Clocks).File("05-04 00:00")
            .Do("05-04 00:30", new Acknowledge(TimeSpan.FromHours(10)) { By = Manager })
            .Do("05-04 08:00", new Acknowledge(TimeSpan.FromHours(90)) { By = Supervisor });

        Assert.Equal([At("05-04 10:30"), At("05-08 02:00")], story.Timetable.Clocks.Where(c => c.Rule.Id == "promise").Select(c => c.DueAt!.Value));
        Assert.Equal(At("05-04 10:30"), story.Wake("05-04 11:00").Breaches.Single().DueAt);
    }

    [Fact]
    public void Nothing_is_promised_for_the_past_and_an_instant_is_as_good_as_a_length()
    {
        var story = Province.Story(Ladders, Clocks).File("05-04 09:00");

        Assert.Equal("promise-passed", story.Refused("05-04 09:30", new Acknowledge(null) { By = Manager, PromisedAt = At("05-04 09:30") }));
        story.Do("05-04 09:31", new Acknowledge(null) { By = Manager, PromisedAt = At("05-05 16:00") });
        Assert.Equal(At("05-05 16:00"), story.Timetable.Clocks.Single(c => c.Rule.Id == "promise").DueAt);
        Assert.Equal("promised", story.Ledger("promise").Unit);
    }

    [Theory]
    [InlineData("red")]
    [InlineData("yellow")]
    [InlineData("green")]
    [InlineData(null)]
    public void Fourteen_days_without_an_answer_reach_the_province_and_the_inspectorate_whatever_the_grade(string? grade)
    {
        var story = new Story(Province.Banten, Calendars.TestCalendars.Banten).File("05-04 09:00", grade).Wake("05-20 09:00");
        var breach = story.Breaches.Single(b => b.Clock == "statutory_answer");

        Assert.Equal(At("05-18 23:59:59"), breach.DueAt);
        Assert.Equal("R4 province-health-office province-health-office; R5 secretary-and-inspectorate secretary-and-inspectorate", breach.Told());
        Assert.True(Province.Banten.FindClock("statutory_answer")!.OffersDossier);
        Assert.Equal(Verification.Secondary, Province.Banten.FindClock("statutory_answer")!.Verified);
    }
}
