using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Statistics;

/// <summary>Cases read off the feed against the same cases read off the rules' own timetable.</summary>
public class FeedCasesTests
{
    private static readonly DateTimeOffset End = At("12-01 00:00");
    private static readonly Period Always = new(At("01-01 00:00"), End);

    private static readonly ComplaintRules Rules = new(
        PolicyReader.Read(
            $$$"""
            {"id":"p","version":"1","title":{"id":"P","en":"P"},"calendar":"office","grades":["red","yellow","green"],"rungs":[],
             "clocks":[
               {{{Clock("contact", """{"elapsed":"PT4H"}""", stop: "\"contacted\",\"firstResponse\"")}}},
               {{{Clock("statutory", """{"calendarDays":14}""", stop: "\"firstResponse\"")}}},
               {{{Clock(
                   "kwtk",
                   """{"red":{"elapsed":"PT24H"},"yellow":{"elapsed":"PT72H"},"green":{"elapsed":"PT168H"},"ungraded":{"elapsed":"PT168H"}}""",
                   kind: "limitByGrade",
                   more: "\"appliesTo\":{},\"again\":\"reopened\"")}}}],
             "ladders":{}}
            """,
            "pack"),
        BuiltInPolicy.Calendar);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_the_feed_tells_is_what_the_timetable_knows(int seed)
    {
        var random = new Random(seed);
        for (var life = 0; life < 200; life++)
        {
            var (items, state) = Live(random);
            var feed = new FeedCases();
            foreach (var item in items)
            {
                feed.Apply(item);
            }

            var told = Count(feed.All.Single());
            var known = Count(Known(state, items));
            var story = $"seed {seed}, life {life}: {string.Join(", ", items.Select(i => $"{i.Kind} {i.DecidedAt ?? i.At:MM-dd HH:mm}"))}";
            Assert.True(known.InTime.Missed == told.InTime.Missed, $"{story}: {known} but told {told}");
            Assert.True(known.InTime.InTime == told.InTime.InTime, $"{story}: {known} but told {told}");
            Assert.True(known with { InTime = told.InTime } == told, $"{story}: {known} but told {told}");
        }
    }

    [Fact]
    public void A_facility_s_own_events_are_no_case()
    {
        var feed = new FeedCases();
        feed.Apply(new FeedItem { At = End, Kind = "registered", Facility = "f1", Region = "3601" });

        Assert.Equal(0, feed.Count);
    }

    [Fact]
    public void Nothing_that_a_feed_told_of_a_case_is_lost_between_two_items()
    {
        var filedAt = At("05-04 09:00").AddTicks(7);
        var contact = new Promise("contact", filedAt, filedAt.AddHours(4));
        var kwtk = new Promise("kwtk", filedAt, filedAt.AddDays(3).AddTicks(-1));
        var filed = Item("filed", filedAt, "citizen") with { Grade = "green", NextClock = "contact", NextDueAt = contact.DueAt };
        var cases = new FeedCases();
        cases.Apply(filed);
        cases.Apply(Item("contacted", filedAt.AddHours(-1), "manager") with { Grade = "green", NextClock = "kwtk", NextDueAt = kwtk.DueAt });
        cases.Apply(Item("transferred", filedAt.AddHours(2), "operator") with { Facility = "f2", Grade = "red", NextClock = "kwtk", NextDueAt = kwtk.DueAt });
        cases.Apply(Item("breached", kwtk.DueAt, "system") with
        {
            Facility = "f2", Grade = "red", Clock = "kwtk", DueAt = kwtk.DueAt, DecidedAt = kwtk.DueAt.AddSeconds(2), Standing = Standing.Overdue, OverdueSince = kwtk.DueAt,
        });
        cases.Apply(Item("closed", filedAt.AddYears(1), "operator") with { Facility = "f2", Grade = "red", Standing = Standing.Closed });

        var facts = Assert.Single(cases.All);
        Assert.Equal(
            ("c", "f2", "3601", "waktu_tunggu", "BPJS", (string?)null, filedAt, (DateTimeOffset?)filedAt.AddHours(2)),
            (facts.Id, facts.Facility, facts.Region, facts.Category, facts.Payer, facts.CareClass, facts.ConveyedAt, facts.TransferredAt));
        Assert.Equal(
            [
                new CaseMoment(MomentKind.Registered, filedAt, Side.Complainant) { Grade = "green" },
                new CaseMoment(MomentKind.Contacted, filedAt.AddHours(-1)) { Ahead = contact },
                new CaseMoment(MomentKind.Closed, filedAt.AddYears(1), Side.Above),
            ],
            facts.Moments.AsEnumerable());
        Assert.Equal([contact with { KeptAt = filedAt.AddHours(-1) }, kwtk], facts.Promises.AsEnumerable());
    }

    private static FeedItem Item(string kind, DateTimeOffset at, string by) => new()
    {
        At = at, Kind = kind, By = by, Complaint = "c", Facility = "f1", Region = "3601", Category = "waktu_tunggu", Payer = "BPJS", Standing = Standing.Open,
    };

    private static CaseFigures Count(CaseFacts facts) => CaseFigures.Count("all", [facts], Always, End, CaseFigures.Every);

    /// <summary>A life of up to twelve moves, minutes to days apart; what the rules refuse does not happen.</summary>
    private static (List<FeedItem> Items, Complaint State) Live(Random random)
    {
        var (items, state) = (new List<FeedItem>(), Complaint.None);
        var at = At("05-04 09:00");
        Take(Rules.Decide(state, Filing(random.Next(3) == 0 ? "green" : null), at));
        for (var move = random.Next(12); move > 0 && at < At("09-01 00:00"); move--)
        {
            at += TimeSpan.FromMinutes(Math.Exp(random.NextDouble() * 9));
            Take(Rules.Decide(state, Any(random), at));
        }

        Take(Rules.Wake(state, End));
        return (items, state);

        void Take(Decision decision)
        {
            items.AddRange(decision.Events.Select(decided => WhatAudiencesSee.Item("c", decided)));
            state = decision.After;
        }
    }

    private static ComplaintCommand Any(Random random) => random.Next(13) switch
    {
        0 => new Verify { By = Operator },
        1 => new GradeAs("red") { By = Operator },
        2 => new GradeAs("yellow") { By = Operator },
        3 => new GradeAs("green") { By = Operator },
        4 => new Assign("icu") { By = Operator },
        5 => new Contact { By = Manager },
        6 or 7 => new Act { By = Manager },
        8 or 9 => new Answer { By = Manager },
        10 => new Close("done") { By = Manager },
        11 => new Reopen("again") { By = new Actor("citizen") },
        _ => new Withdraw("enough") { By = new Actor("citizen") },
    };

    /// <summary>The case as the rules know it: every clock, and which of them stopped because the case was over.</summary>
    private static CaseFacts Known(Complaint state, IEnumerable<FeedItem> items)
    {
        var over = items.Where(item => item.Kind is "closed" or "withdrawn").Select(item => item.At).ToHashSet();
        var feed = new FeedCases();
        foreach (var item in items)
        {
            feed.Apply(item);
        }

        return feed.All.Single() with
        {
            Promises = [.. Rules.Timetable(state).Clocks.Where(run => run.DueAt is not null).Select(run => new Promise(
                run.Rule.Id,
                run.StartedAt,
                run.DueAt!.Value,
                run.StoppedAt is { } stopped && !over.Contains(stopped) ? stopped : null))],
        };
    }
}
