using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Grains.Rules.TrustedTime;
using static Monitoring.Grains.Tests.Facilities.FacilityStory;

namespace Monitoring.Grains.Tests.Facilities;

public class ComparedWithOthersTests
{
    private static readonly DateTimeOffset Start = Local(2026, 1, 5, 9);
    private static readonly DateTimeOffset Look = Local(2026, 3, 2, 6);
    private static readonly Finding Silent = new(AlarmIds.Silence, "2026-02-01", []);
    private static readonly Finding Unequal = new(AlarmIds.UnequalTreatment, "payer/BPJS_PBI", ["c1", "c2"]);
    private static readonly Finding Gathered = new(AlarmIds.Cluster, "er/slow", ["c1"]);

    [Theory]
    [InlineData("silence", 2, 5, 59, 1, 6)] // Monday 2 March 2026, a minute before the look: that of Sunday
    [InlineData("silence", 2, 6, 0, 2, 6)]
    [InlineData("silence", 4, 23, 0, 4, 6)]
    [InlineData("unequal_treatment", 2, 6, 0, 2, 6)]
    [InlineData("unequal_treatment", 8, 23, 0, 2, 6)] // Sunday: still that of Monday
    [InlineData("unequal_treatment", 9, 5, 59, 2, 6)]
    [InlineData("unequal_treatment", 9, 6, 0, 9, 6)]
    public void Silence_is_looked_for_every_morning_and_treatment_every_Monday(
        string alarm, int day, int hour, int minute, int lookDay, int lookHour) =>
        Assert.Equal(
            Local(2026, 3, lookDay, lookHour),
            LooksOverTheProvince.LastFor(alarm, Local(2026, 3, day, hour, minute), Calendar));

    [Fact]
    public void What_strikes_beside_all_others_is_told_once_while_it_holds_and_is_said_to_be_over()
    {
        var story = new FacilityStory(Start);
        Assert.True(story.Compare(Look.AddMinutes(1), Look, AlarmIds.Silence, Silent));
        Assert.True(story.Compare(Look.AddMinutes(2), Look, AlarmIds.Silence, Silent));
        Assert.True(story.Compare(Look.AddDays(1).AddMinutes(1), Look.AddDays(1), AlarmIds.Silence, Silent));

        var raised = Assert.Single(story.Events.OfType<AlarmRaised>());
        Assert.Equal((Look, Look.AddMinutes(1), "2026-02-01"), (raised.At, raised.DecidedAt, raised.Subject));
        Assert.Equal(["R3", "R4"], raised.Rungs.AsEnumerable());

        Assert.True(story.Compare(Look.AddDays(2).AddMinutes(1), Look.AddDays(2), AlarmIds.Silence));
        Assert.Equal(Look.AddDays(2), Assert.Single(story.Events.OfType<AlarmEnded>()).At);
    }

    [Fact]
    public void The_facilitys_own_look_leaves_alone_what_others_found_and_the_other_way_round()
    {
        var story = new FacilityStory(Start);
        story.Wake(Look.AddSeconds(2), Gathered);
        Assert.True(story.Compare(Look.AddMinutes(1), Look, AlarmIds.Silence, Silent));
        Assert.True(story.Compare(Look.AddMinutes(1), Look, AlarmIds.UnequalTreatment, Unequal));
        Assert.Equal(["cluster", "silence", "unequal_treatment"], story.State.Alarms.Select(a => a.Alarm));

        story.Wake(Look.AddDays(1).AddSeconds(2), Gathered);
        Assert.Equal(3, story.State.Alarms.Length);

        story.Wake(Look.AddDays(2).AddSeconds(2));
        Assert.Equal(["silence", "unequal_treatment"], story.State.Alarms.Select(a => a.Alarm));

        Assert.True(story.Compare(Look.AddDays(2).AddMinutes(1), Look.AddDays(2), AlarmIds.Silence));
        Assert.Equal(["c1", "c2"], Assert.Single(story.State.Alarms).Cases.AsEnumerable());
    }

    [Fact]
    public void A_look_that_is_no_longer_the_last_one_or_not_yet_is_not_taken()
    {
        var story = new FacilityStory(Start);
        Assert.False(story.Compare(Look.AddDays(1), Look, AlarmIds.Silence, Silent));
        Assert.False(story.Compare(Look.AddMinutes(-1), Look, AlarmIds.Silence, Silent));
        Assert.False(story.Compare(Look.AddMinutes(1), Look.AddDays(-7), AlarmIds.UnequalTreatment, Unequal));
        Assert.Empty(story.State.Alarms);
    }

    [Fact]
    public void While_the_time_is_in_doubt_it_is_not_taken()
    {
        var story = new FacilityStory(Start);
        Assert.False(story.Compare(new TimeReading(Look.AddMinutes(1), Look.AddDays(3)), Look, AlarmIds.Silence, Silent));
        Assert.Empty(story.State.Alarms);
    }

    [Fact]
    public void Of_a_time_in_which_nothing_was_asked_of_a_facility_nothing_is_told()
    {
        var story = new FacilityStory(Look.AddMinutes(1));
        Assert.True(story.Compare(Look.AddMinutes(2), Look, AlarmIds.Silence, Silent));
        Assert.Empty(story.State.Alarms);

        var triage = new FacilityStory(Start, "triage");
        Assert.True(triage.Compare(Look.AddMinutes(1), Look, AlarmIds.Silence, Silent));
        Assert.Empty(triage.State.Alarms);
    }
}
