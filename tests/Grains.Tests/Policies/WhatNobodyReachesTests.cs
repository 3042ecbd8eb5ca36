using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Tests.Duty;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Policies;

public class WhatNobodyReachesTests
{
    private const string All = """{"l":{"any":[{"when":"open","rungs":["R0"]},{"when":"breach","rungs":["R4"]}]}}""";

    [Fact]
    public void The_pack_of_Banten_has_nothing_of_the_kind() => WhatNobodyReaches.Check(Province.Banten, "banten.json");

    [Fact]
    public void A_rung_that_no_running_clock_and_no_climb_leads_to_is_refused_by_name()
    {
        Check(All);
        Refused("R4", "reached by no ladder", """{"l":{"any":[{"when":"open","rungs":["R0"]}]}}""");
        Refused("R0", "reached by no ladder", """{"l":{"any":[{"when":"open","rungs":["R1"]},{"when":"breach","rungs":["R4"]}]}}""");
        Refused("R2", "no climb comes to it", All, climb: "\"any\":\"R1\"");
        Refused("R0", "reached by no ladder", All, "\"appliesTo\":{},\"ladder\":\"l\",\"active\":false");
    }

    [Theory]
    [InlineData("\"appliesTo\":{\"classes\":[\"wbs\"],\"exceptClasses\":[\"wbs\",\"aspirasi\"]},\"ladder\":\"l\"", "excepts every class")]
    [InlineData("\"appliesTo\":{\"owners\":[\"tni\"],\"exceptOwners\":[\"tni\"]},\"ladder\":\"l\"", "excepts every owner")]
    public void A_clock_that_never_starts_is_refused_by_name(string more, string reason) => Refused("answer", reason, All, more);

    [Theory]
    [InlineData("limitByGrade", """{"red":{"elapsed":"PT1H"}}""", "\"appliesTo\":{\"grades\":[\"green\"]},\"ladder\":\"l\"", "no grade")]
    [InlineData("limitByClass", """{"wbs":{"elapsed":"PT1H"}}""", "\"appliesTo\":{\"classes\":[\"aspirasi\"]},\"ladder\":\"l\"", "no class")]
    [InlineData("limitByCategory", """{"fees":{"elapsed":"PT1H"}}""", "\"appliesTo\":{\"categories\":[\"delay\"]},\"ladder\":\"l\"", "no category")]
    public void A_clock_without_a_limit_for_whom_it_applies_to_is_refused_by_name(string kind, string limit, string more, string reason) =>
        Is("answer", reason, Province.Pack(All, Clock("answer", limit, kind: kind, more: more)));

    [Fact]
    public void A_clock_that_starts_with_the_grade_has_a_limit_for_some_grade() => Is(
        "answer", "a limit for no grade",
        Province.Pack(All, Clock("answer", """{"ungraded":{"elapsed":"PT1H"}}""", kind: "limitByGrade", more: Province.Laddered))
            .Replace("\"start\":\"registered\"", "\"start\":\"graded\"", StringComparison.Ordinal));

    [Fact]
    public void A_clock_that_starts_where_the_case_is_over_is_refused_by_name() => Is(
        "answer", "the case is over",
        Province.Pack(All, Clock("answer", """{"elapsed":"PT1H"}""", more: Province.Laddered))
            .Replace("\"start\":\"registered\"", "\"start\":\"referred\"", StringComparison.Ordinal));

    [Theory]
    [InlineData("red", "\"appliesTo\":{},\"ladder\":\"l\"", "any")]
    [InlineData("red", "\"appliesTo\":{\"grades\":[\"red\",\"green\"]},\"ladder\":\"l\"", "green")]
    public void A_ladder_on_which_nobody_is_told_of_some_grade_is_refused_by_name(string row, string more, string missing)
    {
        var ladders = All.Replace("\"any\"", $"\"{row}\"", StringComparison.Ordinal);
        Refused(missing, "nobody would be told", ladders, more);
        Check(ladders, "\"appliesTo\":{\"grades\":[\"red\"]},\"ladder\":\"l\"");
    }

    /// <summary>Such a pack would take any grade, and let anybody lower any.</summary>
    [Fact]
    public void Grades_that_mean_something_are_declared()
    {
        var pack = Province.Pack(All, Clock("answer", """{"red":{"elapsed":"PT1H"},"ungraded":{"elapsed":"PT9H"}}""", kind: "limitByGrade", more: Province.Laddered));
        WhatNobodyReaches.Check(PolicyReader.Read(pack, "pack"), "pack");
        var at = pack.IndexOf("\"grades\":[", StringComparison.Ordinal);
        Is("red", "declares no grade", pack[..at] + "\"grades\":[]" + pack[(pack.IndexOf(']', at) + 1)..]);
    }

    [Fact]
    public void A_climb_that_never_begins_is_refused_by_name() => Is(
        "red", "never begins", Province.Pack(All, Clock("answer", """{"elapsed":"PT1H"}""", more: Province.Laddered), "\"red\":\"R3\"")
            .Replace("\"any\":{\"elapsed\":\"PT1H\"}", "\"green\":{\"elapsed\":\"PT1H\"}", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"desks\":[{\"desk\":\"ward\"}]", "\"desks\":[{\"desk\":\"moon\"}]", "Unknown desk \"moon\"")]
    [InlineData("\"desks\":[{\"desk\":\"ward\"}]", "\"desks\":[{\"desk\":\"ward\"},{\"desk\":\"head\"}]", "never reached")]
    [InlineData(",\"desks\":[{\"desk\":\"ward\"}]", "", "\"R0\" leads to no desk")]
    [InlineData("{\"desk\":\"office\",\"owners\":[\"pemkab\"]},", "", "No rung leads to the desk \"office\"")]
    [InlineData("\"sealed\":true", "\"sealed\":false", "No rung is \"sealed\"")]
    [InlineData("\"sealed\":true", "\"sealed\":true,\"offered\":true", "No rung is \"sealed\"")]
    [InlineData("\"accused\":\"staff\"", "\"offered\":true", "nothing climbs past that")]
    [InlineData("\"climbUpTo\":{\"any\":\"R3\"}", "\"climbUpTo\":{\"any\":\"R4\"}", "offered to the complainant; nothing climbs to it")]
    [InlineData("\"climbUpTo\":{\"any\":\"R3\"}", "\"climbUpTo\":{\"any\":\"R9\"}", "Unknown rung \"R9\"")]
    [InlineData("\"climbUnacknowledgedAfter\":{\"any\":{\"elapsed\":\"PT1H\"} },", "", "Nothing climbs without")]
    [InlineData("{\"elapsed\":\"PT72H\"}", "{\"promised\":true}", "starts at \"acknowledged\" and nowhere else")]
    [InlineData("\"id\":\"ward\"", "\"id\":\"ward@f1\"", "is not an id")]
    public void Desks_rungs_and_climbs_that_make_no_sense_are_refused_by_the_reader(string good, string bad, string reason)
    {
        var pack = Province.Pack(All, Clock("answer", """{"elapsed":"PT72H"}""", more: Province.Laddered));
        Assert.Contains(good, pack, StringComparison.Ordinal);
        var at = pack.IndexOf(good, StringComparison.Ordinal);
        var refused = Assert.Throws<PolicyRefusedException>(() => PolicyReader.Read(pack[..at] + bad + pack[(at + good.Length)..], "pack"));

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.NotNull(refused.Line);
    }

    private static void Check(string ladders, string more = Province.Laddered, string climb = "\"any\":\"R3\"") => WhatNobodyReaches.Check(
        PolicyReader.Read(Province.Pack(ladders, Clock("answer", """{"elapsed":"PT1H"}""", more: more), climb), "pack"), "pack");

    private static void Refused(string name, string reason, string ladders, string more = Province.Laddered, string climb = "\"any\":\"R3\"")
    {
        var refused = Assert.Throws<PolicyRefusedException>(() => Check(ladders, more, climb));
        Assert.Contains($"\"{name}\"", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    private static void Is(string name, string reason, string pack)
    {
        var refused = Assert.Throws<PolicyRefusedException>(() => WhatNobodyReaches.Check(PolicyReader.Read(pack, "pack"), "pack"));
        Assert.Contains($"\"{name}\"", refused.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }
}
