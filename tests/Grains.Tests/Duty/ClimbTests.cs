using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Tests.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Duty;

public class ClimbTests
{
    private static readonly Acknowledge Acknowledgement = new(null) { By = Manager, Owner = "officer:humas-1" };

    [Fact]
    public void A_told_rung_that_nobody_acknowledged_climbs_rung_by_rung_to_its_limit()
    {
        var story = Province.Story().File("05-04 09:00").Wake("05-05 09:00");

        Assert.Equal("R1@9 R2@10 R3@11", story.Climbed());
        Assert.Equal(["any:open", "any:open>R2", "any:open>R3"], story.Events.OfType<Escalated>().Select(e => e.Step));
    }

    [Fact]
    public void It_is_stamped_with_its_own_instant_however_late_it_was_noticed_and_fires_once()
    {
        var often = Province.Story().File("05-04 09:00");
        for (var minute = 0; minute < 60; minute += 7)
        {
            often.Wake($"05-04 09:{minute:00}").Wake($"05-04 10:{minute:00}").Wake($"05-04 11:{minute:00}");
        }

        var once = Province.Story().File("05-04 09:00").Wake("05-04 20:00");

        Assert.Equal(once.Climbed(), often.Climbed());
        Assert.Equal(once.State.Tellings.AsEnumerable(), often.State.Tellings.AsEnumerable());
    }

    [Fact]
    public void Acknowledging_stops_only_the_climb()
    {
        const string Ladder = """{"l":{"any":[{"when":"open","rungs":["R1"]},{"when":"50%","rungs":["R2"]},{"when":"breach","rungs":["R3"]}]}}""";
        var story = Province.Story(Ladder, Clock("answer", """{"elapsed":"PT2H"}""", more: Province.Laddered))
            .File("05-04 09:00").Do("05-04 09:30", Acknowledgement);

        Assert.Equal(At("05-04 10:00"), story.Timetable.WakeAt);
        story.Wake("05-04 10:30").Do("05-04 10:31", Acknowledgement).Wake("05-04 20:00");

        Assert.Equal("R1@9 R2@10", story.Climbed());
        Assert.Equal("R3 hq hq", story.Breaches.Single().Told());
    }

    [Fact]
    public void What_is_told_after_an_acknowledgement_asks_for_one_of_its_own()
    {
        const string Ladder = """{"l":{"any":[{"when":"open","rungs":["R0"]},{"when":"50%","rungs":["R0"]}]}}""";
        var story = Province.Story(Ladder, Clock("answer", """{"elapsed":"PT20H"}""", more: Province.Laddered), climb: "\"any\":\"R1\"")
            .File("05-04 00:00").Do("05-04 00:30", Acknowledgement);

        Assert.Equal("already-acknowledged", story.Refused("05-04 00:31", Acknowledgement));
        Assert.Equal("R0@0 R0@10 R1@11", story.Wake("05-04 15:00").Climbed());
        story.Do("05-04 15:01", Acknowledgement);
    }

    [Fact]
    public void A_rung_that_the_ladder_told_meanwhile_has_its_own_time_to_acknowledge()
    {
        const string Ladder = """{"l":{"any":[{"when":"open","rungs":["R0"]},{"when":"breach","plus":{"elapsed":"PT1M"},"rungs":["R2"]}]}}""";
        var story = Province.Story(Ladder, Clock("answer", """{"elapsed":"PT44M"}""", more: Province.Laddered)).File("05-04 09:00").Wake("05-05 09:00");

        Assert.Equal("R0@9 R2@9.75 R3@10.75", story.Climbed());
    }

    [Fact]
    public void A_complaint_climbs_at_one_place_however_many_of_its_clocks_told_somebody()
    {
        var clocks = string.Join(',', new[] { "a", "b", "c" }.Select(id => Clock(id, """{"elapsed":"PT72H"}""", more: Province.Laddered)));

        Assert.Equal("R1@9 R1@9 R1@9 R2@10 R3@11", Province.Story(clocks: clocks).File("05-04 09:00").Wake("05-05 09:00").Climbed());
    }

    [Fact]
    public void A_promise_that_was_kept_asks_nobody_any_more_but_another_one_still_does()
    {
        var both = Clock("contact", """{"elapsed":"PT72H"}""", stop: "\"contacted\"", more: "\"appliesTo\":{},\"ladder\":\"high\"") + ","
            + Clock("answer", """{"elapsed":"PT72H"}""", more: Province.Laddered);
        const string Ladders = """{"l":{"any":[{"when":"open","rungs":["R0"]}]},"high":{"any":[{"when":"open","rungs":["R2"]}]}}""";
        var alone = Province.Story(clocks: Clock("contact", """{"elapsed":"PT72H"}""", stop: "\"contacted\"", more: Province.Laddered));

        Assert.Equal("R1@9", alone.File("05-04 09:00").Do("05-04 09:30", new Contact { By = Manager }).Wake("05-05 09:00").Climbed());

        // from the stop on the ward is the highest that has to acknowledge, and has an hour for it
        var story = Province.Story(Ladders, both, climb: "\"any\":\"R1\"").File("05-04 09:00").Do("05-04 09:30", new Contact { By = Manager });
        Assert.Equal("R0@9 R2@9 R1@10.5", story.Wake("05-05 09:00").Climbed().Replace("R2@9 R0@9", "R0@9 R2@9", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clock_that_is_paused_does_not_climb_until_it_goes_on()
    {
        var story = Province.Story(clocks: Clock("answer", """{"elapsed":"PT72H"}""", more: Province.Laddered, pausable: true))
            .File("05-04 09:00").Do("05-04 09:30", new Hold("file-incomplete") { By = Supervisor })
            .Wake("05-04 14:00").Do("05-04 15:00", new Resume { By = Manager }).Wake("05-04 15:30");

        Assert.Equal("R1@9 R2@15", story.Climbed());
    }

    [Fact]
    public void Want_of_acknowledgement_alone_goes_no_higher_than_the_pack_says_over_an_empty_rung_either()
    {
        Assert.Equal("R1@9", Province.Story(climb: "\"any\":\"R1\"").File("05-04 09:00").Wake("05-05 09:00").Climbed());
        Assert.Equal("R1@9", Province.Story(climb: "").File("05-04 09:00").Wake("05-05 09:00").Climbed());

        var empty = Province.Story(climb: "\"any\":\"R2\"", duty: """{"desk":"office@3601","holders":[]}""").File("05-04 09:00").Wake("05-05 09:00");
        Assert.Equal("R1@9 -@10", empty.Climbed());
        Assert.Equal("R2 empty", empty.Events[^1].Passed());
    }

    [Fact]
    public void By_grade_it_climbs_to_another_rung()
    {
        const string Climb = "\"red\":\"R3\",\"any\":\"R1\"";

        Assert.Equal("R1@9 R2@10 R3@11", Province.Story(climb: Climb).File("05-04 09:00", "red").Wake("05-05 09:00").Climbed());
        Assert.Equal("R1@9", Province.Story(climb: Climb).File("05-04 09:00", "green").Wake("05-05 09:00").Climbed());
    }

    [Fact]
    public void A_case_of_the_past_tells_nobody_and_climbs_nowhere()
    {
        var story = Province.Story().Do("05-04 09:00", Filing("red", imported: true)).Wake("05-05 09:00");

        Assert.Equal("", story.Climbed());
        Assert.Empty(story.State.Tellings);
    }

    [Fact]
    public void The_end_of_the_case_ends_the_climb()
    {
        var story = Province.Story().File("05-04 09:00").Do("05-04 09:10", new Withdraw("asked") { By = Citizen }).Wake("05-05 09:00");

        Assert.Equal("R1@9", story.Climbed());
        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void A_red_case_of_Banten_that_nobody_takes_is_at_the_province_after_an_hour()
    {
        var story = new Story(Province.Banten, Calendars.TestCalendars.Banten).File("05-04 09:00", "red").Wake("05-04 10:00");
        var climbs = story.Events.OfType<Escalated>().Where(e => e.Step.Contains('>', StringComparison.Ordinal)).ToList();

        Assert.Equal([(At("05-04 09:30"), "R3"), (At("05-04 10:00"), "R4")], climbs.Select(e => (e.At, e.Rungs[0])));
        Assert.DoesNotContain(
            story.Wake("05-06 09:00").Events.OfType<Escalated>(),
            e => e.Step.Contains('>', StringComparison.Ordinal) && e.Rungs[0] is "R5" or "R6");
    }
}
