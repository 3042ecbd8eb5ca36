using Monitoring.Grains.Rules.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

public class LadderTests
{
    private const string Ladders = """
        {"response":{
          "red":[{"when":"open","rungs":["R0"]},{"when":"50%","rungs":["R1"]},{"when":"breach","rungs":["R2"]},
                 {"when":"breach","plus":{"elapsed":"PT12H"},"rungs":["R3"]}],
          "green":[{"when":"75%","rungs":["R1"]}]}}
        """;

    private static readonly string Response = Clock(
        "response",
        """{"red":{"elapsed":"PT24H"},"yellow":{"elapsed":"PT72H"},"green":{"elapsed":"PT168H"}}""",
        kind: "limitByGrade",
        more: "\"appliesTo\":{},\"ladder\":\"response\"");

    [Fact]
    public void Rungs_are_reached_at_open_at_a_fraction_at_the_breach_and_after_it()
    {
        var story = new Story(Response, Ladders).File("05-04 09:00", "red").Wake("05-10 09:00");

        Assert.Equal(
            [
                ("escalated", At("05-04 09:00"), "R0"),
                ("escalated", At("05-04 21:00"), "R1"),
                ("breached", At("05-05 09:00"), "R2"),
                ("escalated", At("05-05 21:00"), "R3"),
            ],
            story.Events.Skip(1).Select(e => (e.Kind, e.At, e is Breached b ? b.Rungs[0] : ((Escalated)e).Rungs[0])));
    }

    [Fact]
    public void An_answer_in_time_stops_the_ladder()
    {
        var story = new Story(Response, Ladders).File("05-04 09:00", "red").Answer("05-04 10:00").Wake("05-10 09:00");

        Assert.Equal(["filed", "escalated", "acted", "answered"], story.Kinds);
    }

    [Fact]
    public void A_rung_is_not_reached_before_the_grade_that_gives_it_is_known()
    {
        var story = new Story(Response, Ladders).File("05-04 09:00")
            .Do("05-04 15:00", new GradeAs("red") { By = Operator });

        Assert.Equal(At("05-04 15:00"), story.Events.OfType<Escalated>().Single().At);
    }

    [Fact]
    public void A_grade_without_a_row_of_its_own_and_no_common_row_tells_nobody_but_breaches()
    {
        var story = new Story(Response, Ladders).File("05-04 09:00", "yellow").Wake("05-10 09:00");

        Assert.Equal(["filed", "breached"], story.Kinds);
        Assert.Empty(story.Breaches.Single().Rungs);
    }

    [Fact]
    public void A_case_of_the_past_breaches_and_alerts_nobody()
    {
        var filing = Filing("red", imported: true);
        var story = new Story(Response, Ladders).Do("05-04 09:00", filing).Wake("05-10 09:00");

        Assert.Equal(["filed", "breached"], story.Kinds);
        Assert.Empty(story.Breaches.Single().Rungs);
    }
}
