using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.WhatIf;
using Monitoring.Grains.Tests.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.WhatIf;

public class WhatWouldHaveBeenTests
{
    private const int Lives = 200;
    private const int Steps = 30;

    private const string Ladder = """{"l":{"any":[{"when":"open","rungs":["R0"]},{"when":"breach","rungs":["R1","R2"]}]}}""";

    private static readonly PolicyVersion Tried = new("p", "2", "office", "1");

    private static readonly string Silence = Clock(
        "silence", """{"workingDays":10}""", "followedUp", "\"followedUp\",\"reopened\"",
        "\"appliesTo\":{},\"again\":[\"followedUp\"],\"onExpiry\":\"close\"");

    private static LifeUnderAPolicy Under(string clocks, Story story, string asOf) => WhatWouldHaveBeen.Of(
        [.. story.Events], new ComplaintRules(PackOf(clocks, Ladder), Calendars.TestCalendars.AllWeekdays), Tried, At(asOf))!;

    private static string Response(string limit) => Clock("kwtk", limit, more: "\"appliesTo\":{},\"ladder\":\"l\"");

    /// <summary>The law that makes it worth anything: of the policy that was in force it says what really happened.</summary>
    [Fact]
    public void Under_the_policy_that_was_in_force_everything_is_as_it_was()
    {
        var (broken, told) = (0, 0);
        foreach (var seed in Enumerable.Range(1, Lives))
        {
            var life = new RandomLife(seed);
            for (var step = 0; step < Steps; step++)
            {
                life.Step();
            }

            var again = WhatWouldHaveBeen.Of(
                [.. life.Events], new ComplaintRules(life.Pack, life.Calendar), life.State.Policy, life.Now)!;

            var breaches = life.State.Breaches.Select(b => (b.Clock, b.Epoch, (DateTimeOffset?)b.DueAt)).Order();
            Assert.True(
                breaches.SequenceEqual(again.Promises.Where(p => p.IsBroken).Select(p => (p.Clock, p.Epoch, p.DueAt)).Order()), $"seed {seed}");
            var rungs = life.Events.SelectMany(e => Rungs(e)).ToList();
            Assert.True(rungs.SequenceEqual(again.Told.Select(t => t.Rung)), $"seed {seed}: {rungs.Count} and {again.Told.Length}");
            (broken, told) = (broken + life.State.Breaches.Length, told + rungs.Count);
        }

        Assert.True(broken > Lives && told > Lives, $"{broken} breaches and {told} rungs in {Lives} lives are too few to say anything");
    }

    [Fact]
    public void A_shorter_limit_is_broken_by_the_same_deeds_and_tells_its_own_ladder()
    {
        var story = new Story(Response("""{"elapsed":"PT48H"}"""), Ladder).File("05-04 09:00").Answer("05-05 10:00");
        Assert.Empty(story.Breaches);

        var strict = Under(Response("""{"elapsed":"PT24H"}"""), story, "05-08 09:00");

        Assert.Equal(At("05-05 09:00"), Assert.Single(strict.Promises, p => p.IsBroken).DueAt);
        Assert.Equal(["R0", "R1", "R2"], strict.Told.Select(t => t.Rung));
    }

    [Fact]
    public void What_the_policy_did_is_left_out_and_what_people_did_stays()
    {
        var story = new Story(Response("""{"elapsed":"PT24H"}"""), Ladder).File("05-04 09:00").Wake("05-06 09:00");
        Assert.Single(story.Breaches);

        var mild = Under(Response("""{"elapsed":"PT240H"}"""), story, "05-06 09:00");

        Assert.DoesNotContain(mild.Promises, p => p.IsBroken);
        Assert.Equal(["R0"], mild.Told.Select(t => t.Rung));
    }

    [Fact]
    public void What_was_done_after_an_end_that_this_policy_brings_about_is_left_out_and_counted()
    {
        var story = new Story(Response("""{"elapsed":"PT48H"}"""), Ladder).File("05-04 09:00").Answer("05-04 10:00")
            .Do("06-04 10:00", new Reply { By = Citizen });

        Assert.Equal(1, Under($"{Response("""{"elapsed":"PT48H"}""")},{Silence}", story, "06-05 09:00").AfterTheEnd);
        Assert.Equal(0, Under(Response("""{"elapsed":"PT48H"}"""), story, "06-05 09:00").AfterTheEnd);
    }

    [Fact]
    public void A_case_of_the_past_is_asked_about_as_if_it_had_come_in_then()
    {
        var story = new Story(Response("""{"elapsed":"PT24H"}"""), Ladder).Do("05-04 09:00", Filing(imported: true));

        Assert.Equal(["R0", "R1", "R2"], Under(Response("""{"elapsed":"PT24H"}"""), story, "05-08 09:00").Told.Select(t => t.Rung));
    }

    [Fact]
    public void Nothing_is_looked_at_that_came_after_the_instant_that_was_asked_for()
    {
        var story = new Story(Response("""{"elapsed":"PT24H"}"""), Ladder).File("05-04 09:00").Answer("05-04 10:00");

        Assert.Null(Assert.Single(Under(Response("""{"elapsed":"PT24H"}"""), story, "05-04 09:30").Promises).StoppedAt);
        Assert.Null(WhatWouldHaveBeen.Of([.. story.Events], new ComplaintRules(PackOf(Response("""{"elapsed":"PT24H"}"""), Ladder), Calendars.TestCalendars.AllWeekdays), Tried, At("05-04 08:00")));
    }

    private static ImmutableArray<string> Rungs(ComplaintEvent happened) => happened switch
    {
        Breached e => e.Rungs,
        Escalated e => e.Rungs,
        _ => [],
    };
}
