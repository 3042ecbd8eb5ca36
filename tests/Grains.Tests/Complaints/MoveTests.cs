using Monitoring.Grains.Rules.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

public class MoveTests
{
    private static Story New() => new(Clock("response", """{"elapsed":"PT240H"}"""));

    [Fact]
    public void A_complaint_goes_from_received_to_closed()
    {
        var story = New().File("05-04 09:00")
            .Do("05-04 10:00", new Verify { By = Operator })
            .Do("05-04 11:00", new GradeAs("yellow") { By = Operator })
            .Do("05-04 12:00", new Assign("IGD") { By = Operator })
            .Do("05-04 13:00", new Contact { By = Manager })
            .Answer("05-05 09:00");
        Assert.Equal(ComplaintStatus.Answered, story.State.Status);

        story.Do("05-05 10:00", new Close("resolved") { By = Operator });
        Assert.Equal(ComplaintStatus.Closed, story.State.Status);
        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void Answered_needs_an_answer_and_an_action()
    {
        var answered = New().File("05-04 09:00").Do("05-04 10:00", new Rules.Complaints.Answer { By = Manager });
        Assert.Equal("not-answered", answered.Refused("05-04 11:00", new Close("resolved") { By = Operator }));

        var acted = New().File("05-04 09:00").Do("05-04 10:00", new Act { By = Manager });
        Assert.Equal("not-answered", acted.Refused("05-04 11:00", new Close("resolved") { By = Operator }));
    }

    [Fact]
    public void After_reopening_an_old_answer_is_no_answer()
    {
        var story = New().File("05-04 09:00").Answer("05-04 10:00")
            .Do("05-04 11:00", new Reopen("not-satisfied") { By = Operator });

        Assert.Equal("not-answered", story.Refused("05-04 12:00", new Close("resolved") { By = Operator }));
    }

    [Fact]
    public void After_reopening_an_action_alone_does_not_join_the_old_answer()
    {
        var story = New().File("05-04 09:00").Answer("05-04 10:00")
            .Do("05-04 11:00", new Reopen("not-satisfied") { By = Operator })
            .Do("05-04 12:00", new Act { By = Manager });

        Assert.Equal("not-answered", story.Refused("05-04 13:00", new Close("resolved") { By = Operator }));
    }

    [Fact]
    public void Nothing_was_conveyed_later_than_it_was_registered()
    {
        var story = New().Do("05-04 09:00", Filing(conveyedAt: At("05-09 09:00")));

        Assert.Equal(At("05-04 09:00"), story.State.ConveyedAt);
    }

    [Fact]
    public void Closing_ends_every_clock_even_one_that_was_not_fulfilled()
    {
        var story = new Story(Clock("reply", """{"elapsed":"PT240H"}""", stop: "\"replied\""))
            .File("05-04 09:00").Answer("05-04 10:00").Do("05-04 11:00", new Close("resolved") { By = Operator });

        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void Withdrawing_ends_every_clock()
    {
        var story = New().File("05-04 09:00").Do("05-04 10:00", new Withdraw("by-reporter") { By = Operator });

        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void Verifying_twice_is_refused()
    {
        var story = New().File("05-04 09:00").Do("05-04 10:00", new Verify { By = Operator });

        Assert.Equal("already-verified", story.Refused("05-04 11:00", new Verify { By = Operator }));
    }

    [Fact]
    public void An_unverified_complaint_is_assigned_to_nobody() =>
        Assert.Equal("not-verified", New().File("05-04 09:00").Refused("05-04 10:00", new Assign(null) { By = Operator }));

    [Fact]
    public void A_closed_complaint_takes_no_verb_but_reopen()
    {
        var story = New().File("05-04 09:00").Answer("05-04 10:00").Do("05-04 11:00", new Close("resolved") { By = Operator });

        Assert.Equal("not-open", story.Refused("05-04 12:00", new Contact { By = Manager }));
    }

    [Fact]
    public void Nothing_happens_to_a_complaint_that_was_never_filed() =>
        Assert.Equal("not-found", New().Refused("05-04 12:00", new Verify { By = Operator }));

    [Fact]
    public void A_second_filing_under_one_id_is_refused() =>
        Assert.Equal("already-filed", New().File("05-04 09:00").Refused("05-04 12:00", Filing()));

    [Fact]
    public void Somebody_who_saw_an_older_version_is_told()
    {
        var story = New().File("05-04 09:00").Do("05-04 10:00", new Verify { By = Operator });

        Assert.Equal("version-changed", story.Refused("05-04 12:00", new Assign(null) { By = Operator, IfVersion = 1 }));
    }

    [Fact]
    public void A_transfer_is_one_event_that_changes_the_owner()
    {
        var to = new Owner("f2", "3602", "puskesmas", null, "pemkab");
        var story = New().File("05-04 09:00").Do("05-04 10:00", new Transfer(to) { By = Operator });

        Assert.Equal("f2", story.State.Owner.Facility);
        Assert.Equal("same-facility", story.Refused("05-04 11:00", new Transfer(to) { By = Operator }));
    }
}
