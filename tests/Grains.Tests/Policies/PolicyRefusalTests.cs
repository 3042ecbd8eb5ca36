using Monitoring.Grains.Rules.Policies;

namespace Monitoring.Grains.Tests.Policies;

/// <summary>Each row breaks one thing of a good pack and says where and why it is refused.</summary>
public class PolicyRefusalTests
{
    [Theory]
    [InlineData("\"calendar\": \"office\",", "", 1, "$", "\"calendar\" is missing")]
    [InlineData("\"ladders\": {", "\"leaders\": {", 54, "$.leaders", "Unknown member \"leaders\"; known here are $schema, id")]
    [InlineData("\"start\": \"registered\",", "", 13, "$.clocks[0]", "\"start\" is missing")]
    [InlineData("\"stop\": [\"followedUp\"],", "", 13, "$.clocks[0]", "\"stop\" is missing")]
    [InlineData("\"pausable\": false,", "", 13, "$.clocks[0]", "\"pausable\" is missing")]
    [InlineData("\"appliesTo\": {},", "", 29, "$.clocks[1]", "\"appliesTo\" is missing")]
    [InlineData("\"basis\": \"Permenkes 30/2022\",", "", 13, "$.clocks[0]", "\"basis\" is missing")]
    [InlineData("\"basis\": \"SP4N\",\n      \"verified\": \"practice\",", "\"basis\": \"SP4N\",", 29, "$.clocks[1]", "\"verified\" is missing")]
    [InlineData("\"label\": {\"id\": \"Senyap\", \"en\": \"Silence\"},", "", 29, "$.clocks[1]", "\"label\" is missing")]
    [InlineData("\"onExpiry\": \"close\"", "\"onExpire\": \"close\"", 37, "$.clocks[1].onExpire", "Unknown member \"onExpire\"")]
    [InlineData("\"office\",\n  \"version\"", "7,\n  \"version\"", 3, "$.id", "Expected text, not a number")]
    [InlineData("\"pausable\": true", "\"pausable\": \"yes\"", 35, "$.clocks[1].pausable", "Expected true or false, not text")]
    [InlineData("\"basis\": \"SP4N\"", "\"basis\": \"\"", 38, "$.clocks[1].basis", "The text is empty")]
    [InlineData("\"rungs\": [\n", "\"rungs\": {}, \"x\": [\n", 8, "$.x", "Unknown member \"x\"")]
    public void A_member_that_is_missing_unknown_or_of_a_wrong_type_is_refused(
        string good, string bad, int line, string path, string reason) => Refused(good, bad, line, path, reason);

    [Theory]
    [InlineData("\"id\": \"R1\"", "\"id\": \"R0\"", 10, "$.rungs[1].id", "The rung \"R0\" is declared twice")]
    [InlineData("\"id\": \"silence\"", "\"id\": \"kwtk\"", 30, "$.clocks[1].id", "The clock \"kwtk\" is declared twice")]
    [InlineData("[\"red\", \"yellow\"]", "[\"red\", \"red\"]", 7, "$.grades[1]", "\"red\" is listed twice")]
    [InlineData("[\"red\", \"yellow\"]", "[\"red\", \"any\"]", 7, "$.grades[1]", "\"any\" has a meaning of its own")]
    [InlineData("[\"replied\", \"closed\"]", "[\"replied\", \"replied\"]", 33, "$.clocks[1].stop[1]", "listed twice")]
    [InlineData("\"any\": [{", "\"red\": [{", 62, "$.ladders.response.red", "\"red\" occurs twice")]
    public void What_is_said_twice_is_refused(string good, string bad, int line, string path, string reason) =>
        Refused(good, bad, line, path, reason);

    [Theory]
    [InlineData("\"start\": \"answered\"", "\"start\": \"answred\"", 32, "$.clocks[1].start", "Unknown milestone \"answred\"; known are incident")]
    [InlineData("\"again\": \"reopened\"", "\"again\": \"Reopened\"", 17, "$.clocks[0].again", "Unknown milestone \"Reopened\"")]
    [InlineData("\"stop\": [\"followedUp\"]", "\"stop\": [\"done\"]", 18, "$.clocks[0].stop[0]", "Unknown milestone \"done\"")]
    [InlineData("\"rungs\": [\"R0\", \"R1\"]", "\"rungs\": [\"R0\", \"R7\"]", 59, "$.ladders.response.red[2].rungs[1]", "Unknown rung \"R7\"; the pack declares R0, R1")]
    [InlineData("\"ladder\": \"response\"", "\"ladder\": \"answer\"", 25, "$.clocks[0].ladder", "Unknown ladder \"answer\"; the pack has response")]
    [InlineData("\"red\": {\"elapsed\": \"PT24H\"}", "\"pink\": {\"elapsed\": \"PT24H\"}", 20, "$.clocks[0].limitByGrade.pink", "Unknown grade \"pink\"; known are red, yellow, ungraded")]
    [InlineData("\"grades\": [\"red\"]", "\"grades\": [\"pink\"]", 24, "$.clocks[0].appliesTo.grades[0]", "Unknown grade \"pink\"")]
    [InlineData("\"red\": [", "\"pink\": [", 56, "$.ladders.response.pink", "Unknown grade \"pink\"; known are red, yellow, any")]
    [InlineData("\"red\": {\"elapsed\": \"PT30M\"}", "\"ungraded\": {\"elapsed\": \"PT30M\"}", 66, "$.climbUnacknowledgedAfter.ungraded", "Unknown grade \"ungraded\"")]
    [InlineData("\"verified\": \"practice\"", "\"verified\": \"maybe\"", 39, "$.clocks[1].verified", "known are law, secondary, practice, product")]
    [InlineData("\"onExpiry\": \"close\"", "\"onExpiry\": \"forget\"", 37, "$.clocks[1].onExpiry", "known are breach, close, withdraw")]
    [InlineData("\"when\": \"open\"", "\"when\": \"start\"", 57, "$.ladders.response.red[0].when", "Unknown point \"start\"")]
    public void A_reference_to_nothing_is_refused(string good, string bad, int line, string path, string reason) =>
        Refused(good, bad, line, path, reason);

    [Theory]
    [InlineData("\"start\": \"answered\"", "\"start\": \"closed\"")]
    [InlineData("\"start\": \"answered\"", "\"start\": \"answered\", \"again\": \"withdrawn\"")]
    public void A_clock_that_would_end_a_case_again_and_again_is_refused(string good, string bad) =>
        Refused(
            good, bad, 37, "$.clocks[1].onExpiry", "A clock that ends the case cannot start where the case ends");

    [Theory]
    [InlineData("\"12.5%\"", "\"0%\"", 58, "$.ladders.response.red[1].when", "0% does not lie between 0% and 100%")]
    [InlineData("\"12.5%\"", "\"100%\"", 58, "$.ladders.response.red[1].when", "100% does not lie between")]
    [InlineData("\"12.5%\"", "\"-5%\"", 58, "$.ladders.response.red[1].when", "-5% does not lie between")]
    [InlineData("\"12.5%\"", "\"half%\"", 58, "$.ladders.response.red[1].when", "\"half%\" is not a percentage")]
    [InlineData("\"when\": \"open\", ", "\"when\": \"open\", \"plus\": {\"elapsed\": \"PT1H\"}, ", 57, "$.ladders.response.red[0].plus", "Only a step at \"breach\"")]
    [InlineData("\"plus\": {\"calendarDays\": 2, \"until\": \"sameTime\"}", "\"plus\": {\"external\": true}", 60, "$.ladders.response.red[3].plus", "no length of time")]
    [InlineData("\"red\": {\"elapsed\": \"PT30M\"}", "\"red\": {\"external\": true}", 66, "$.climbUnacknowledgedAfter.red", "no length of time")]
    [InlineData("[{\"when\": \"breach\", \"rungs\": [\"R1\"]}]", "[]", 62, "$.ladders.response.any", "The list is empty")]
    [InlineData("\"when\": \"breach\", \"rungs\": [\"R1\"]", "\"when\": \"breach\", \"rungs\": []", 62, "$.ladders.response.any[0].rungs", "The list is empty")]
    [InlineData("\"12.5%\", \"rungs\": [\"R0\"]}", "\"12.5%\", \"rungs\": [\"R0\"]}, {\"when\": \"12.5%\", \"rungs\": [\"R1\"]}", 58, "$.ladders.response.red[2]", "The step \"12.5%\" occurs twice")]
    public void A_step_of_a_ladder_that_makes_no_sense_is_refused(string good, string bad, int line, string path, string reason) =>
        Refused(good, bad, line, path, reason);

    [Theory]
    [InlineData("\"limit\": {\"workingDays\": 10},", "", 29, "$.clocks[1]", "exactly one of limit, limitByGrade, limitByClass, limitByCategory; this one has 0")]
    [InlineData("\"limit\": {\"workingDays\": 10},", "\"limit\": {\"workingDays\": 10}, \"limitByClass\": {},", 29, "$.clocks[1]", "this one has 2")]
    [InlineData("\"limit\": {\"workingDays\": 10}", "\"limitByClass\": {}", 34, "$.clocks[1].limitByClass", "The table of limits is empty")]
    [InlineData("{\"workingDays\": 10}", "{}", 34, "$.clocks[1].limit", "exactly one of elapsed, calendarDays, workingDays, workingHours, external, promised; this one has 0")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": 10, \"elapsed\": \"PT1H\"}", 34, "$.clocks[1].limit", "this one has 2")]
    [InlineData("{\"workingDays\": 10}", "{\"until\": \"endOfDay\"}", 34, "$.clocks[1].limit", "this one has 0")]
    [InlineData("{\"workingDays\": 10}", "{\"days\": 10}", 34, "$.clocks[1].limit.days", "Unknown member \"days\"")]
    [InlineData("{\"workingDays\": 10}", "\"10WD\"", 34, "$.clocks[1].limit", "Expected an object, not text")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": -1}", 34, "$.clocks[1].limit.workingDays", "whole number from 1 to 3660, not -1")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": 0}", 34, "$.clocks[1].limit.workingDays", "not 0")]
    [InlineData("{\"workingDays\": 10}", "{\"calendarDays\": 1.5}", 34, "$.clocks[1].limit.calendarDays", "not 1.5")]
    [InlineData("{\"workingDays\": 10}", "{\"calendarDays\": 99999}", 34, "$.clocks[1].limit.calendarDays", "not 99999")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": 10, \"until\": \"noon\"}", 34, "$.clocks[1].limit.until", "known are endOfDay, sameTime")]
    [InlineData("\"until\": \"windowEnd\"", "\"until\": \"endOfDay\"", 21, "$.clocks[0].limitByGrade.ungraded.until", "known are windowEnd")]
    [InlineData("\"elapsed\": \"PT24H\"", "\"elapsed\": \"PT24H\", \"until\": \"endOfDay\"", 20, "$.clocks[0].limitByGrade.red.until", "takes no \"until\"")]
    [InlineData("PT24H", "-PT24H", 20, "$.clocks[0].limitByGrade.red.elapsed", "The duration -PT24H is negative")]
    [InlineData("PT24H", "PT-24H", 20, "$.clocks[0].limitByGrade.red.elapsed", "negative")]
    [InlineData("PT24H", "PT0H", 20, "$.clocks[0].limitByGrade.red.elapsed", "The duration is empty")]
    [InlineData("PT24H", "PT", 20, "$.clocks[0].limitByGrade.red.elapsed", "not an ISO 8601 time duration")]
    [InlineData("PT24H", "P1D", 20, "$.clocks[0].limitByGrade.red.elapsed", "days have limits of their own")]
    [InlineData("PT24H", "24h", 20, "$.clocks[0].limitByGrade.red.elapsed", "not an ISO 8601 time duration")]
    [InlineData("PT24H", "PT999999999H", 20, "$.clocks[0].limitByGrade.red.elapsed", "longer than 3660 days")]
    [InlineData("{\"external\": true}", "{\"external\": false}", 47, "$.clocks[2].limit.external", "can only be true")]
    public void A_limit_that_makes_no_sense_is_refused(string good, string bad, int line, string path, string reason) =>
        Refused(good, bad, line, path, reason);

    [Theory]
    [InlineData("[\"replied\", \"closed\"]", "[\"replied\", \"answered\"]", 33, "$.clocks[1].stop[1]", "stop at the milestone that starts it")]
    [InlineData("[\"replied\", \"closed\"]", "[]", 33, "$.clocks[1].stop", "The list is empty")]
    [InlineData("\"pausable\": true", "\"pausable\": true, \"restart\": [\"replied\"]", 35, "$.clocks[1].restart[0]", "stands in start, again or stop too")]
    [InlineData("\"pausable\": true", "\"pausable\": true, \"extendedTo\": {\"workingDays\": 10}", 35, "$.clocks[1].extendedTo", "longer than the limit and of the same kind")]
    [InlineData("\"pausable\": true", "\"pausable\": true, \"extendedTo\": {\"calendarDays\": 30}", 35, "$.clocks[1].extendedTo", "longer than the limit and of the same kind")]
    [InlineData("\"pausable\": true", "\"pausable\": true, \"owner\": \"ministry\"", 35, "$.clocks[1].owner", "Unknown owner")]
    [InlineData("\"ladder\": \"response\"", "\"ladder\": \"response\", \"extendedTo\": {\"elapsed\": \"PT99H\"}", 25, "$.clocks[0].extendedTo", "Only a clock with one limit can be extended")]
    [InlineData("\"ladder\": \"response\"", "\"ladder\": \"response\", \"onExpiry\": \"close\"", 25, "$.clocks[0].onExpiry", "Only a clock with one limit can end a case")]
    [InlineData("\"again\": \"reopened\"", "\"again\": [\"reopened\", \"reopened\"]", 17, "$.clocks[0].again[1]", "twice")]
    [InlineData("\"kinds\": [\"hospital\"]", "\"kinds\": []", 24, "$.clocks[0].appliesTo.kinds", "The list is empty")]
    [InlineData("\"kinds\": [\"hospital\"]", "\"kind\": [\"hospital\"]", 24, "$.clocks[0].appliesTo.kind", "Unknown member \"kind\"")]
    public void A_clock_that_nobody_could_run_is_refused(string good, string bad, int line, string path, string reason) =>
        Refused(good, bad, line, path, reason);

    [Theory]
    [InlineData("\"grades\"", "/* most severe first */ \"grades\"", 7, "$.calendar", "Comments are not allowed in JSON")]
    [InlineData("[\"red\", \"yellow\"]", "[\"red\", \"yellow\",]", 7, "$.grades[1]", "Not valid JSON")]
    [InlineData("\"calendar\": \"office\",", "\"calendar\": \"office\"", 7, "$.calendar", "Not valid JSON")]
    [InlineData("\"Kantor\"", "\"\\ud800\"", 5, "$.title.id", "half a surrogate pair")]
    public void What_is_not_strict_JSON_is_refused(string good, string bad, int line, string path, string reason) =>
        Refused(good, bad, line, path, reason);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{} {}")]
    [InlineData("null")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]")]
    public void What_is_no_pack_at_all_is_refused(string json) =>
        Assert.Equal(1, Assert.Throws<PolicyRefusedException>(() => PolicyReader.Read(json, "file.json")).Line);

    [Fact]
    public void A_pack_without_clocks_is_refused()
    {
        var start = TestPacks.Good.IndexOf("\"clocks\"", StringComparison.Ordinal);
        var end = TestPacks.Good.IndexOf("\"ladders\"", StringComparison.Ordinal);

        Refused(TestPacks.Good[start..end], "\"clocks\": [],", 12, "$.clocks", "promises nothing");
    }

    private static void Refused(string good, string bad, int line, string path, string reason) =>
        Refusal.Of(PolicyReader.Read, TestPacks.Good, good, bad).Is(line, path, reason);
}
