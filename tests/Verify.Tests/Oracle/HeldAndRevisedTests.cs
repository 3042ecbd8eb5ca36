using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>Pauses, revisions, transfers and a clock in doubt, read by the oracle alone from histories written by hand.</summary>
public class HeldAndRevisedTests
{
    private const string Office = """
        {"id":"office","version":"2026.1","timeZone":"Asia/Jakarta","holidays":{"2026":[]},"week":{
         "mon":["08:00-16:00"],"tue":["08:00-16:00"],"wed":["08:00-16:00"],"thu":["08:00-16:00"],"fri":["08:00-16:00"]} }
        """;

    private const string Puskesmas =
        ",\"to\":{\"facility\":\"3601-p-001\",\"region\":\"3601\",\"kind\":\"puskesmas\",\"ownership\":\"pemkab\"}";

    [Theory]
    [InlineData("""{"workingDays":5}""", "2026-05-15T23:59:59")] // Friday and Monday do not count
    [InlineData("""{"calendarDays":5}""", "2026-05-15T23:59:59")] // four days do not
    [InlineData("""{"elapsed":"PT72H"}""", "2026-05-13T06:00:00")] // 51 hours went before
    [InlineData("""{"workingHours":"PT22H"}""", "2026-05-12T12:00:00")] // 7 + 8 + 4 hours went before
    [InlineData("""{"workingDays":3,"until":"sameTime"}""", "2026-05-13T09:00:00")] // Tuesday's mark is the pause's last instant
    public void A_pause_from_Friday_noon_to_Tuesday_morning_is_not_counted(string limit, string dueAt)
    {
        var facts = new Facts().Filed("2026-05-06T09:00:00").Did("held", "2026-05-08T12:00:00").Did("resumed", "2026-05-12T09:00:00");
        Assert.Equal(Facts.At(dueAt), Assert.Single(Judge(facts, Pausable(limit)).Clocks).DueAt);
    }

    [Fact]
    public void While_a_pause_runs_there_is_no_deadline_and_none_that_has_passed_moves()
    {
        var policy = Pausable("""{"elapsed":"PT24H"}""");
        var held = new Facts().Filed("2026-05-06T09:00:00").Did("held", "2026-05-06T10:00:00");
        Assert.Null(Judge(held, policy).NextAt);

        var atTheLastMillisecond = new Facts().Filed("2026-05-06T09:00:00").Did("held", "2026-05-07T09:00:00").Did("resumed", "2026-05-08T09:00:00");
        Assert.Equal(
            "breach", Assert.Single(Judge(atTheLastMillisecond, policy).Differences, d => d.Kind == DifferenceKind.Missing).Expected!.Step);
    }

    [Fact]
    public void A_running_promise_survives_a_transfer_and_a_new_one_is_the_new_owners()
    {
        var policy = Policy("""{"elapsed":"PT24H"}""", "\"again\":\"reopened\",\"appliesTo\":{\"kinds\":[\"hospital\"]}");
        var facts = new Facts().Filed("2026-05-06T09:00:00").Did("transferred", "2026-05-06T10:00:00", Puskesmas);
        Assert.Equal(Facts.At("2026-05-07T09:00:00"), Assert.Single(Judge(facts, policy).Clocks).DueAt);

        facts.Did("acted", "2026-05-06T11:00:00").Did("answered", "2026-05-06T11:00:00").Did("reopened", "2026-05-06T12:00:00");
        Assert.Null(Judge(facts, policy).NextAt);
    }

    [Fact]
    public void A_broken_promise_survives_a_class_that_it_is_not_made_for()
    {
        var policy = Policy("""{"elapsed":"PT24H"}""", "\"ladder\":\"l\",\"appliesTo\":{\"exceptClasses\":[\"aspirasi\"]}");
        var facts = new Facts().Filed("2026-05-06T09:00:00")
            .Breached("2026-05-07T09:00:00", "2026-05-07T09:00:01", "R1")
            .Did("verified", "2026-05-07T10:00:00", ",\"class\":\"aspirasi\"");
        var verdict = Judge(facts, policy);
        Assert.Empty(verdict.Differences);
        Assert.Equal(Facts.At("2026-05-07T21:00:00"), verdict.NextAt); // and its ladder climbs on
    }

    [Fact]
    public void In_doubt_nothing_fires_and_afterwards_it_does_with_its_own_stamp()
    {
        var policy = Policy("""{"elapsed":"PT24H"}""", "\"appliesTo\":{}");
        const string doubted = ",\"wallAt\":\"2026-06-06T09:00:00+07:00\"";
        var silent = new Facts().Filed("2026-05-06T09:00:00").Did("contacted", "2026-05-08T09:00:00", doubted);
        Assert.Empty(Judge(silent, policy).Differences);
        Assert.Single(Judge(silent.Did("contacted", "2026-05-08T10:00:00"), policy).Differences, d => d.Kind == DifferenceKind.Missing);

        var late = new Facts().Filed("2026-05-06T09:00:00").Did("answered", "2026-05-08T09:00:00", doubted)
            .Breached("2026-05-07T09:00:00", "2026-05-08T10:00:00");
        Assert.DoesNotContain(Judge(late, policy).Differences, d => d.Kind != DifferenceKind.Late && d.Kind != DifferenceKind.WrongRungs);
    }

    [Theory]
    [InlineData("PT48H", "\"moved\":[{\"clock\":\"response\",\"epoch\":0,\"oldDueAt\":\"2026-05-07T09:00:00+07:00\",\"dueAt\":\"2026-05-08T09:00:00+07:00\"}]", 0)]
    [InlineData("PT48H", "\"moved\":[{\"clock\":\"response\",\"epoch\":0,\"oldDueAt\":\"2026-05-07T09:00:00+07:00\",\"dueAt\":\"2026-05-08T10:00:00+07:00\"}]", 2)]
    [InlineData("PT48H", "\"moved\":[]", 1)]
    [InlineData("PT2H", "\"kept\":[{\"clock\":\"response\",\"epoch\":0,\"dueAt\":\"2026-05-07T09:00:00+07:00\"}]", 0)] // 11:00 had passed
    [InlineData("PT2H", "\"kept\":[]", 1)]
    public void A_revision_says_what_it_moved_and_what_it_could_not(string within, string said, int wrong)
    {
        var policy = Policy("""{"elapsed":"PT24H"}""", "\"appliesTo\":{}");
        var next = Policy($$"""{"elapsed":"{{within}}"}""", "\"appliesTo\":{}", "2026.2");
        var facts = new Facts().Filed("2026-05-06T09:00:00").Did("rederived", "2026-05-06T12:00:00", $$"""
            ,"to":{"pack":"small","packVersion":"2026.2","calendar":"office","calendarVersion":"2026.1"},{{said}}
            """);
        var verdict = WhatShouldHaveFired.Judge(facts.History, policy, versions: names => names == next.Version ? next : null);
        Assert.Equal(wrong, verdict.Differences.Count(d => d.Kind == DifferenceKind.WrongRevision));
        Assert.Equal(wrong, verdict.Differences.Length);
    }

    [Fact]
    public void A_version_that_is_not_known_is_told()
    {
        var facts = new Facts().Filed("2026-05-06T09:00:00").Did(
            "rederived", "2026-05-06T12:00:00", ",\"to\":{\"pack\":\"small\",\"packVersion\":\"9.9\",\"calendar\":\"office\",\"calendarVersion\":\"2026.1\"}");
        Assert.Equal(DifferenceKind.OtherPolicy, Assert.Single(Judge(facts, Pausable("""{"elapsed":"PT24H"}""")).Differences).Kind);
    }

    private static Verdict Judge(Facts facts, OraclePolicy policy) => WhatShouldHaveFired.Judge(facts.History, policy);

    private static OraclePolicy Pausable(string limit) => Policy(limit, "\"pausable\":true,\"appliesTo\":{}");

    private static OraclePolicy Policy(string limit, string more, string version = "2026.1") => OraclePolicy.Read(
        $$"""
        {"id":"small","version":"{{version}}","calendar":"office","grades":["red","green"],
         "clocks":[{"id":"response","start":"registered","stop":["followedUp","firstResponse"],"limit":{{limit}},{{more}} }],
         "ladders":{"l":{"any":[{"when":"breach","rungs":["R1"]},{"when":"breach","plus":{"elapsed":"PT12H"},"rungs":["R2"]}]} } }
        """,
        Office);
}
