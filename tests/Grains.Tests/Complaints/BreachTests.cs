using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

public class BreachTests
{
    private static readonly string OneDay = Clock("response", """{"elapsed":"PT24H"}""");

    [Fact]
    public void A_promise_kept_at_its_last_instant_is_kept()
    {
        var story = new Story(OneDay).File("05-04 09:00").Answer("05-05 09:00").Wake("05-09 09:00");

        Assert.Empty(story.Breaches);
    }

    [Fact]
    public void A_promise_is_broken_a_millisecond_after_its_deadline()
    {
        var story = new Story(OneDay).File("05-04 09:00");

        Assert.Empty(story.Wake(At("05-05 09:00")).Breaches);
        Assert.Single(story.Wake(At("05-05 09:00").AddMilliseconds(1)).Breaches);
    }

    [Fact]
    public void A_breach_is_stamped_with_its_deadline_and_says_when_it_was_noticed()
    {
        var breach = new Story(OneDay).File("05-04 09:00").Wake("05-07 12:00").Breaches.Single();

        Assert.Equal(At("05-05 09:00"), breach.At);
        Assert.Equal(At("05-05 09:00"), breach.DueAt);
        Assert.Equal(At("05-07 12:00"), breach.DecidedAt);
    }

    [Fact]
    public void Waking_twice_breaches_once()
    {
        var story = new Story(OneDay).File("05-04 09:00").Wake("05-06 09:00").Wake("05-06 09:00").Wake("05-07 09:00");

        Assert.Single(story.Breaches);
    }

    [Fact]
    public void Nobody_slips_an_answer_in_front_of_a_deadline_that_has_passed()
    {
        var story = new Story(OneDay).File("05-04 09:00").Answer("05-06 09:00");

        Assert.Equal(["filed", "breached", "acted", "answered"], story.Kinds);
    }

    [Fact]
    public void What_had_come_due_stands_even_when_the_command_is_refused()
    {
        var story = new Story(OneDay).File("05-04 09:00");

        Assert.Equal("not-answered", story.Refused("05-06 09:00", new Close("resolved") { By = Operator }));
        Assert.Single(story.Breaches);
    }

    [Fact]
    public void Closing_and_reopening_clears_no_breach()
    {
        var story = new Story(OneDay).File("05-04 09:00").Wake("05-06 09:00").Answer("05-06 10:00")
            .Do("05-06 11:00", new Close("resolved") { By = Operator })
            .Do("05-06 12:00", new Reopen("not-satisfied") { By = Operator });

        Assert.Single(story.State.Breaches);
        Assert.Equal(Standing.Open, story.Standing);
    }

    [Fact]
    public void Reopening_starts_the_clock_afresh_where_the_policy_says_so()
    {
        var again = Clock("response", """{"elapsed":"PT24H"}""", more: "\"appliesTo\":{},\"again\":\"reopened\"");
        var story = new Story(again).File("05-04 09:00").Wake("05-06 09:00").Answer("05-06 10:00")
            .Do("05-06 12:00", new Reopen("not-satisfied") { By = Operator })
            .Wake("05-08 12:00");

        Assert.Equal([(0, At("05-05 09:00")), (1, At("05-07 12:00"))], story.Breaches.Select(b => (b.Epoch, b.DueAt)));
    }

    [Fact]
    public void Several_clocks_breach_each_alone()
    {
        var story = new Story($"{OneDay},{Clock("contact", """{"elapsed":"PT1H"}""", stop: "\"contacted\"")}")
            .File("05-04 09:00")
            .Do("05-04 09:30", new Contact { By = Manager })
            .Wake("05-09 09:00");

        Assert.Equal(["response"], story.Breaches.Select(b => b.Clock));
    }

    [Fact]
    public void After_an_outage_everything_fires_in_order_once()
    {
        var clocks = string.Join(
            ',',
            Clock("third", """{"elapsed":"PT72H"}"""),
            Clock("first", """{"elapsed":"PT1H"}"""),
            Clock("second", """{"elapsed":"PT24H"}"""));
        var story = new Story(clocks).File("05-04 09:00").Wake("06-04 09:00");

        Assert.Equal(["first", "second", "third"], story.Breaches.Select(b => b.Clock));
    }

    [Fact]
    public void A_case_nobody_promised_anything_for_is_never_late()
    {
        var story = new Story(Clock("external", """{"external":true}""")).File("05-04 09:00").Wake("12-04 09:00");

        Assert.Empty(story.Breaches);
        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void A_deadline_set_outside_is_the_clocks_own()
    {
        var story = new Story(Clock("external", """{"external":true}"""))
            .Do("05-04 09:00", Filing(externalDueAt: At("05-04 09:03")))
            .Wake("05-04 09:10");

        Assert.Equal(At("05-04 09:03"), story.Breaches.Single().DueAt);
    }

    [Fact]
    public void A_slip_registered_after_its_day_breaches_the_registration_at_once()
    {
        var registration = Clock("registration", """{"workingDays":1}""", "conveyed", "\"registered\"");
        var story = new Story(registration).Do("05-08 09:00", Filing(conveyedAt: At("05-04 10:00")));

        Assert.Equal(At("05-05 23:59:59"), story.Breaches.Single().DueAt);
        Assert.Equal(Standing.Open, story.Standing);
    }

    [Fact]
    public void An_acknowledgement_stops_no_clock()
    {
        var story = new Story(OneDay).File("05-04 09:00")
            .Do("05-04 10:00", new Acknowledge(TimeSpan.FromHours(1)) { By = Manager })
            .Wake("05-06 09:00");

        Assert.Single(story.Breaches);
        Assert.Equal(Standing.Overdue, story.Standing);
    }

    [Fact]
    public void An_acknowledged_breach_is_handled_until_the_next_one()
    {
        var story = new Story($"{OneDay},{Clock("second", """{"elapsed":"PT48H"}""")}").File("05-04 09:00")
            .Wake("05-05 10:00");
        Assert.Equal(Standing.Overdue, story.Standing);

        story.Do("05-05 11:00", new Acknowledge(null) { By = Manager });
        Assert.Equal(Standing.Handled, story.Standing);
        Assert.Equal("already-acknowledged", story.Refused("05-05 12:00", new Acknowledge(null) { By = Operator }));

        Assert.Equal(Standing.Overdue, story.Wake("05-07 09:00").Standing);
    }

    [Fact]
    public void A_breach_whose_promise_was_kept_late_no_longer_stands_open()
    {
        var story = new Story(OneDay).File("05-04 09:00").Wake("05-06 09:00").Answer("05-06 10:00");

        Assert.Equal(Standing.Open, story.Standing);
        Assert.Single(story.State.Breaches);
    }
}
