using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Tests.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Duty;

public class TellingTests
{
    [Theory]
    [InlineData("pemkab", "health-office@3601")]
    [InlineData("pemkot", "health-office@3601")]
    [InlineData("swasta", "health-office@3601")]
    [InlineData("pemprov", "province-health-office")]
    [InlineData("tni", "tni-command")]
    [InlineData("polri", "polri-command")]
    [InlineData("kejaksaan", "prosecution-office")]
    [InlineData("kemenkes", "health-ministry")]
    [InlineData("bumn", "state-company")]
    public void The_third_rung_is_the_desk_of_whoever_owns_the_facility(string owner, string desk) => Assert.Equal(
        desk, WhoIsTold.DeskOf(Province.Banten.FindRung("R3")!, Province.Banten, new Owner("f1", "3601", "hospital", "B", owner)));

    [Fact]
    public void Without_a_roster_each_desk_holds_itself()
    {
        var story = Province.Story().File("05-04 09:00");

        Assert.Equal("R1 head@f1 head@f1", story.Events[1].Told());
        Assert.Null(Province.TellingOf(story.Events[1])!.Duty);
    }

    [Fact]
    public void The_roster_says_who_holds_the_desk_at_that_instant_and_the_event_names_the_roster()
    {
        var story = Province.Story(duty: """
            {"desk":"head@f1","holders":[{"holder":"officer:day","week":{"mon":["08:00-16:00"]}},{"holder":"officer:old","to":"2026-05-03"},
                                         {"holder":"officer:new","from":"2026-05-04"}]}
            """).File("05-04 09:00");

        Assert.Equal("R1 head@f1 officer:day,officer:new", story.Events[1].Told());
        Assert.Equal(new DutyVersion("duty", "1"), Province.TellingOf(story.Events[1])!.Duty);
    }

    [Fact]
    public void A_stand_in_is_told_while_the_holder_is_away()
    {
        const string Away = """
            {"desk":"head@f1","holders":[{"holder":"officer:head","away":[{"from":"2026-05-04","to":"2026-05-08"}]}],"standIns":[{"holder":"officer:deputy"}]}
            """;

        Assert.Equal("R1 head@f1 officer:deputy", Province.Story(duty: Away).File("05-04 09:00").Events[1].Told());
        Assert.Equal("R1 head@f1 officer:head", Province.Story(duty: Away).File("05-09 00:00").Events[1].Told());
    }

    [Fact]
    public void An_empty_rung_passes_on_at_once_to_the_next_one_up()
    {
        var told = Province.Story(duty: """{"desk":"head@f1","holders":[]},{"desk":"office@3601","holders":[{"holder":"officer:x","week":{"sun":["00:00-24:00"]}}]}""")
            .File("05-04 09:00").Events[1];

        Assert.Equal(("R3 hq hq", "R1 empty; R2 empty"), (told.Told(), told.Passed()));
        Assert.Equal(At("05-04 09:00"), told.At);
    }

    [Fact]
    public void Where_every_desk_is_empty_nobody_is_told_and_the_offer_to_the_complainant_is_no_desk()
    {
        var told = Province.Story(duty: """{"desk":"head@f1","holders":[]},{"desk":"office@3601","holders":[]},{"desk":"hq","holders":[]}""")
            .File("05-04 09:00").Events[1];

        Assert.Equal(("", "R1 empty; R2 empty; R3 empty"), (told.Told(), told.Passed()));
    }

    [Fact]
    public void A_rung_without_a_desk_for_such_a_facility_passes_on()
    {
        var told = Province.Story("""{"l":{"any":[{"when":"open","rungs":["R2"]}]}}""")
            .Do("05-04 09:00", Filing() with { Owner = new Owner("f9", "3601", "hospital", null, "tni") }).Events[1];

        Assert.Equal(("R3 hq hq", "R2 no-desk"), (told.Told(), told.Passed()));
    }

    [Fact]
    public void Who_is_accused_is_passed_over_and_is_told_at_no_other_rung_either()
    {
        // the head holds the ward too, as in a small puskesmas
        var story = Province.Story("""{"l":{"any":[{"when":"open","rungs":["R0","R1"]}]}}""", duty: """
            {"desk":"ward@f1","holders":[{"holder":"officer:head"},{"holder":"officer:nurse"}]},{"desk":"head@f1","holders":[{"holder":"officer:head"}]}
            """).Do("05-04 09:00", Province.Accusing("staff"));

        Assert.Equal(("R0 ward@f1 officer:nurse; R2 office@3601 office@3601", "R1 accused"), (story.Events[1].Told(), story.Events[1].Passed()));
    }

    [Fact]
    public void Where_the_accused_is_the_only_holder_of_another_rung_that_is_passed_over_as_well()
    {
        var told = Province.Story("""{"l":{"any":[{"when":"open","rungs":["R0"]}]}}""", duty: """
            {"desk":"ward@f1","holders":[{"holder":"officer:head"}]},
            {"desk":"head@f1","holders":[{"holder":"officer:head","away":[{"from":"2026-05-01","to":"2026-05-30"}]}],"standIns":[{"holder":"officer:deputy"}]}
            """).Do("05-04 09:00", Province.Accusing("staff")).Events[1];

        Assert.Equal(("R2 office@3601 office@3601", "R0 accused; R1 accused"), (told.Told(), told.Passed()));
    }

    [Theory]
    [InlineData("head", false, "R0 sealed; R1 sealed; R2 accused; R3 sealed; R4 sealed")]
    [InlineData(null, true, "R0 sealed; R1 sealed; R2 sealed; R3 sealed; R4 sealed")]
    public void Of_a_case_that_lives_with_the_inspectorate_nobody_below_it_is_told_and_nobody_sees_the_telling(
        string? accused, bool whistleblower, string passed)
    {
        var story = new Story(Province.Banten, Calendars.TestCalendars.Banten).Do("05-04 09:00", Province.Accusing(accused, whistleblower));
        var inspectorate = new Actor("inspectorate");
        story.Do("05-04 09:30", new Verify { By = inspectorate }).Do("05-04 09:31", new Assign(null) { By = inspectorate }).Wake("08-01 09:00");
        var tellings = story.Events.Where(e => Province.TellingOf(e) is not null).ToList();

        Assert.NotEmpty(tellings);
        Assert.All(tellings, e => Assert.StartsWith("R5 secretary-and-inspectorate", e.Told(), StringComparison.Ordinal));
        Assert.Contains(tellings, e => e.Passed() == passed);
    }

    [Fact]
    public void The_feed_carries_the_rungs_that_were_told_and_no_holder()
    {
        var rules = new ComplaintRules(
            Rules.Policies.PolicyReader.Read(Province.Pack(Province.OneRung, Clock("answer", """{"elapsed":"PT72H"}""", more: Province.Laddered)), "pack"), Province.Calendar);
        var decided = rules.Decide(
            Complaint.None, Filing(), At("05-04 09:00"), Province.Roster("""{"desk":"head@f1","holders":[]},{"desk":"office@3601","holders":[{"holder":"officer:secret"}]}""")).Events[1];
        var item = WhatAudiencesSee.Item("c", decided);

        Assert.Equal(["R2"], item.Rungs!.Value.AsEnumerable());
        Assert.DoesNotContain("secret", System.Text.Json.JsonSerializer.Serialize(item, FeedJson.Default.FeedItem), StringComparison.Ordinal);
    }
}
