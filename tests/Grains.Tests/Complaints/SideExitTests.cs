using Monitoring.Grains.Rules.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Complaints;

public class SideExitTests
{
    private static readonly string Statutory = Clock("statutory", """{"calendarDays":14}""", "conveyed", "\"firstResponse\"");

    private static readonly string Silence = Clock(
        "silence",
        """{"workingDays":10}""",
        "followedUp",
        "\"followedUp\",\"reopened\",\"appealed\"",
        "\"appliesTo\":{},\"again\":[\"followedUp\"],\"restart\":[\"replied\"],\"onExpiry\":\"close\"");

    [Fact]
    public void Ten_working_days_without_a_word_close_the_case()
    {
        var story = new Story(Silence).File("05-04 09:00").Answer("05-04 10:00").Wake("05-20 09:00");

        Assert.Equal((ComplaintStatus.Closed, At("05-18 23:59:59")), (story.State.Status, story.Events[^1].At));
        Assert.Equal("silence", ((Closed)story.Events[^1]).Reason);
    }

    [Fact]
    public void A_reply_of_either_side_and_a_further_answer_start_the_ten_days_anew()
    {
        var story = new Story(Silence).File("05-04 09:00").Answer("05-04 10:00")
            .Do("05-06 10:00", new Reply { By = Citizen });
        Assert.Equal(At("05-20 23:59:59"), story.Timetable.WakeAt!.Value.AddMilliseconds(-1));

        story.Do("05-07 10:00", new Reply { By = Operator });
        Assert.Equal(At("05-21 23:59:59"), story.Timetable.WakeAt!.Value.AddMilliseconds(-1));

        story.Do("05-08 10:00", new Rules.Complaints.Answer { By = Manager });
        Assert.Equal(At("05-22 23:59:59"), story.Timetable.WakeAt!.Value.AddMilliseconds(-1));
    }

    [Fact]
    public void A_reply_before_the_answer_or_after_reopening_counts_no_silence()
    {
        var story = new Story(Silence).File("05-04 09:00").Do("05-04 09:30", new Reply { By = Citizen });
        Assert.Null(story.Timetable.WakeAt);

        story.Answer("05-04 10:00")
            .Do("05-05 10:00", new Reopen("not-satisfied") { By = Citizen })
            .Do("05-05 11:00", new Reply { By = Citizen });
        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void Whose_turn_it_is_after_the_answer_shows()
    {
        var story = new Story(Silence).File("05-04 09:00").Answer("05-04 10:00");
        Assert.Equal(ComplaintStatus.Answered, story.State.Status);
        Assert.Equal(ComplaintStatus.AwaitingReporter, story.Do("05-04 11:00", new Contact { By = Manager }).State.Status);
        Assert.Equal(ComplaintStatus.Answered, story.Do("05-04 12:00", new Reply { By = Citizen }).State.Status);
        Assert.Equal(ComplaintStatus.AwaitingReporter, story.Do("05-04 13:00", new Reply { By = Operator }).State.Status);
        Assert.Equal(ComplaintStatus.Closed, story.Do("05-04 14:00", new Close("consent") { By = Operator }).State.Status);
    }

    [Fact]
    public void Thirty_days_to_complete_the_file_and_then_it_counts_as_withdrawn()
    {
        var completion = Clock(
            "completion",
            """{"calendarDays":30}""",
            "completionRequested",
            "\"completed\",\"completionRequested\",\"answered\"",
            "\"appliesTo\":{},\"again\":\"completionRequested\",\"onExpiry\":\"withdraw\"");
        var story = new Story(completion).File("05-04 09:00").Do("05-05 09:00", new RequestCompletion { By = Operator });

        Assert.Equal(ComplaintStatus.Withdrawn, story.Wake("06-10 09:00").State.Status);
        Assert.Equal(At("06-04 23:59:59"), story.Events[^1].At);
        Assert.Equal("not-closed", story.Refused("06-11 09:00", new Reopen("papers-found") { By = Citizen }));
    }

    [Fact]
    public void An_appeal_opens_a_clock_of_the_province_and_only_the_province_answers_it()
    {
        var appeal = Clock("appeal", """{"workingDays":14}""", "appealed", more: "\"appliesTo\":{},\"owner\":\"province\"");
        var story = new Story(appeal).File("05-04 09:00").Answer("05-04 10:00")
            .Do("05-04 11:00", new Close("resolved") { By = Operator })
            .Do("05-11 09:00", new Appeal("answer-is-not-true") { By = Citizen });
        Assert.Equal((ComplaintStatus.Reopened, At("05-29 23:59:59")), (story.State.Status, story.Timetable.NextDeadline!.DueAt));

        Assert.Equal("appeal-is-the-provinces", story.Refused("05-12 09:00", new Rules.Complaints.Answer { By = Manager }));
        story.Do("05-12 09:00", new Act { By = Manager }).Do("05-12 10:00", new Rules.Complaints.Answer { By = Supervisor });
        Assert.Equal((ComplaintStatus.Answered, At("05-12 10:00")), (story.State.Status, story.Timetable.Clocks.Single().StoppedAt));
    }

    [Fact]
    public void The_reporter_of_a_duplicate_is_still_answered()
    {
        var story = new Story(Statutory).File("05-04 09:00").Do("05-05 09:00", new Merge("other", "same-event") { By = Operator });
        Assert.Equal((ComplaintStatus.Duplicate, At("05-18 23:59:59")), (story.State.Status, story.Timetable.NextDeadline!.DueAt));
        Assert.Equal("is-duplicate", story.Refused("05-05 10:00", new Close("resolved") { By = Operator }));

        story.Do("05-06 09:00", new Rules.Complaints.Answer { By = Manager });
        Assert.Equal(ComplaintStatus.Answered, story.State.Status);
        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void A_complaint_is_put_aside_for_a_published_reason_only()
    {
        var story = new Story(Statutory).File("05-04 09:00");

        Assert.Equal("unknown-reason", story.Refused("05-04 10:00", new Archive("inconvenient") { By = Operator }));
        Assert.Equal("not-allowed", story.Refused("05-04 10:00", new Archive("too-general") { By = Manager }));
        story.Do("05-04 10:00", new Archive("too-general") { By = Operator });
        Assert.Equal("not-open", story.Refused("05-04 11:00", new Contact { By = Manager }));
        Assert.Null(story.Timetable.WakeAt);
    }

    [Fact]
    public void Not_ours_ends_here_and_a_transfer_begins_again_with_the_new_owner()
    {
        var referred = new Story(Statutory).File("05-04 09:00").Do("05-04 10:00", new Refer("polri", "criminal") { By = Operator });
        Assert.Equal(ComplaintStatus.NotOurs, referred.State.Status);

        var to = new Owner("f2", "3602", "puskesmas", null, "pemkab");
        var moved = new Story(Statutory).File("05-04 09:00").Do("05-04 10:00", new Verify { By = Operator })
            .Do("05-04 11:00", new Transfer(to) { By = Operator });
        Assert.Equal((ComplaintStatus.Received, At("05-18 23:59:59")), (moved.State.Status, moved.Timetable.NextDeadline!.DueAt));
        Assert.Equal("not-allowed", moved.Refused("05-04 12:00", new Contact { By = Manager }));
    }

    [Fact]
    public void A_transfer_takes_no_clock_away_though_the_new_owner_has_no_such_promise()
    {
        var kwtk = Clock(
            "kwtk", """{"elapsed":"PT24H"}""", more: "\"appliesTo\":{\"kinds\":[\"hospital\"]},\"again\":\"reopened\"");
        var to = new Owner("f2", "3602", "puskesmas", null, "pemkab");
        var late = new Story(kwtk).File("05-04 09:00").Wake("05-06 09:00").Do("05-06 10:00", new Transfer(to) { By = Operator });
        var inTime = new Story(kwtk).File("05-04 09:00").Do("05-04 10:00", new Transfer(to) { By = Operator });

        Assert.Equal(At("05-05 09:00"), late.Timetable.Overdue!.DueAt);
        Assert.Equal(At("05-05 09:00"), inTime.Timetable.NextDeadline!.DueAt);

        // what starts after the transfer is the new owner's alone
        inTime.Do("05-04 11:00", new Act { By = Operator }).Do("05-04 11:00", new Rules.Complaints.Answer { By = Operator });
        Assert.Single(inTime.Do("05-04 12:00", new Reopen("not-content") { By = Operator }).Timetable.Clocks);
    }

    [Fact]
    public void What_the_triage_desk_passes_on_has_the_clocks_of_its_facility()
    {
        var hospitals = Clock("kwtk", """{"elapsed":"PT24H"}""", more: "\"appliesTo\":{\"kinds\":[\"hospital\"]}");
        var publicOnes = Clock("answer", """{"calendarDays":14}""", more: "\"appliesTo\":{\"exceptOwners\":[\"swasta\"]}");
        var triage = Filing() with { Owner = new Owner("banten-triage", "", "triage", null, "pemprov") };
        var story = new Story($"{hospitals},{publicOnes}").Do("05-04 09:00", triage);
        Assert.Equal("answer", Assert.Single(story.Timetable.Clocks).Rule.Id);

        story.Do("05-04 10:00", new Transfer(new Owner("f3", "3602", "hospital", null, "swasta")) { By = new Actor("supervisor", "banten") });
        Assert.Equal(("kwtk", At("05-05 09:00")), (Assert.Single(story.Timetable.Clocks).Rule.Id, story.Timetable.NextDeadline!.DueAt));
    }

    [Fact]
    public void A_sealed_case_is_closed_by_two()
    {
        var inspector = new Actor("inspectorate");
        var filing = Filing() with { Traits = new CaseTraits { Channel = "WBS", Whistleblower = true } };
        var story = new Story(Statutory).Do("05-04 09:00", filing)
            .Do("05-04 10:00", new Act { By = inspector })
            .Do("05-04 11:00", new Rules.Complaints.Answer { By = inspector })
            .Do("05-04 12:00", new Close("settled") { By = inspector });
        Assert.Equal(ComplaintStatus.Answered, story.State.Status);

        Assert.Equal("same-desk", story.Refused("05-04 13:00", new Approve("close", false, null) { By = inspector }));
        story.Do("05-04 13:00", new Approve("close", false, null) { By = new Actor("inspectorate", "second") });
        Assert.Equal(ComplaintStatus.Closed, story.State.Status);
    }

    [Fact]
    public void Nobody_closes_or_withdraws_a_case_about_the_own_facility()
    {
        var story = new Story(Statutory).File("05-04 09:00").Answer("05-04 10:00");

        foreach (var command in new ComplaintCommand[]
        {
            new Close("resolved") { By = Manager }, new Withdraw("no-interest") { By = Manager },
            new Merge("other", "same-event") { By = Manager }, new Complete { By = Manager },
            new Verify { By = Manager, Class = "permintaan_informasi" }, new Act { By = new Actor("manager", "f9") },
            new Act { By = Citizen }, new Act { By = new Actor("admin") }, new Reply { By = new Actor("admin") },
        })
        {
            Assert.Equal("not-allowed", story.Refused("05-04 11:00", command));
        }
    }
}
