using System.Globalization;
using System.Text.Json.Nodes;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Xunit.Abstractions;

namespace Monitoring.Grains.Tests.Policies.Schemas;

/// <summary>What a schema can say, it says as the reader does: both take it, or both refuse it.</summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    private const int Mutations = 400;

    [Theory]
    [InlineData("\"id\": \"office\"", "\"id\": \"of/fice\"")]
    [InlineData("\"id\": \"office\"", "\"id\": \"\"")]
    [InlineData("\"calendar\": \"office\"", "\"calendar\": \"of fice\"")]
    [InlineData("\"2026.1\"", "\"2026.1a\"")]
    [InlineData("\"2026.1\"", "\"new\"")]
    [InlineData("\"2026.1\"", "2026.1")]
    [InlineData("\"en\": \"Office\"", "\"en\": \"  \"")]
    [InlineData("\"en\": \"Office\"", "\"en\": \"Office\", \"fr\": \"Bureau\"")]
    [InlineData("[\"red\", \"yellow\"]", "[\"red\", \"red\"]")]
    [InlineData("[\"red\", \"yellow\"]", "[\"red\", \"any\"]")]
    [InlineData("\"id\": \"R0\"", "\"id\": \"R0>R1\"")]
    [InlineData("\"en\": \"Unit\"}}", "\"en\": \"Unit\"}, \"offered\": 1}")]
    [InlineData("\"en\": \"Unit\"}}", "\"en\": \"Unit\"}, \"accused\": \"\"}")]
    [InlineData("\"en\": \"Unit\"}}", "\"en\": \"Unit\"}, \"desks\": []}")]
    [InlineData("\"id\": \"kwtk\"", "\"id\": \"kw:tk\"")]
    [InlineData("\"start\": \"registered\"", "\"start\": \"registred\"")]
    [InlineData("\"again\": \"reopened\"", "\"again\": []")]
    [InlineData("\"again\": \"reopened\"", "\"again\": [\"reopened\", \"reopened\"]")]
    [InlineData("[\"followedUp\"]", "[]")]
    [InlineData("[\"followedUp\"]", "\"followedUp\"")]
    [InlineData("\"PT24H\"", "\"P1D\"")]
    [InlineData("\"PT24H\"", "\"PT0H\"")]
    [InlineData("\"PT24H\"", "\"PT24H \"")]
    [InlineData("\"PT24H\"", "\"PT0.0001S\"")]
    [InlineData("\"PT24H\"", "24")]
    [InlineData("\"until\": \"windowEnd\"", "\"until\": \"endOfDay\"")]
    [InlineData("{\"elapsed\": \"PT24H\"}", "{\"elapsed\": \"PT24H\", \"until\": \"endOfDay\"}")]
    [InlineData("{\"elapsed\": \"PT24H\"}", "{\"elapsed\": \"PT24H\", \"workingDays\": 1}")]
    [InlineData("{\"elapsed\": \"PT24H\"}", "{\"calendarMonths\": 1}")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": 0}")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": 3661}")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": 1.5}")]
    [InlineData("{\"workingDays\": 10}", "{\"workingDays\": \"10\"}")]
    [InlineData("{\"workingDays\": 10}", "{}")]
    [InlineData("\"limit\": {\"workingDays\": 10},", "")]
    [InlineData("\"limit\": {\"workingDays\": 10},", "\"limit\": {\"workingDays\": 10}, \"limitByClass\": {\"x\": {\"workingDays\": 10}},")]
    [InlineData("\"limit\": {\"workingDays\": 10}", "\"limitByClass\": {}")]
    [InlineData("{\"external\": true}", "{\"external\": false}")]
    [InlineData("\"pausable\": true", "\"pausable\": \"true\"")]
    [InlineData("\"pausable\": true", "\"pausable\": true, \"owner\": \"ministry\"")]
    [InlineData("\"pausable\": true", "\"pausable\": true, \"extendedTo\": {\"external\": true}")]
    [InlineData("\"pausable\": true", "\"pausable\": true, \"dossier\": \"yes\"")]
    [InlineData("[\"hospital\"]", "[]")]
    [InlineData("[\"hospital\"]", "[\"hospital\", \"hospital\"]")]
    [InlineData("[\"hospital\"]", "[\" \"]")]
    [InlineData("\"whistleblower\": false", "\"whistleblower\": null")]
    [InlineData("\"onExpiry\": \"close\"", "\"onExpiry\": \"forget\"")]
    [InlineData("\"verified\": \"practice\"", "\"verified\": \"maybe\"")]
    [InlineData("\"basis\": \"SP4N\"", "\"basis\": \" \"")]
    [InlineData("\"basis\": \"SP4N\",", "")]
    [InlineData("\"response\": {", "\"the response\": {")]
    [InlineData("\"12.5%\"", "\"0%\"")]
    [InlineData("\"12.5%\"", "\"00.0%\"")]
    [InlineData("\"12.5%\"", "\"100%\"")]
    [InlineData("\"12.5%\"", "\"+5%\"")]
    [InlineData("\"12.5%\"", "\".5%\"")]
    [InlineData("\"12.5%\"", "\"5.%\"")]
    [InlineData("\"12.5%\"", "\"1.2345%\"")]
    [InlineData("\"when\": \"open\", ", "\"when\": \"open\", \"plus\": {\"elapsed\": \"PT1H\"}, ")]
    [InlineData("{\"calendarDays\": 2, \"until\": \"sameTime\"}", "{\"external\": true}")]
    [InlineData("{\"calendarDays\": 2, \"until\": \"sameTime\"}", "{\"promised\": true}")]
    [InlineData("[{\"when\": \"breach\", \"rungs\": [\"R1\"]}]", "[]")]
    [InlineData("{\"elapsed\": \"PT30M\"}", "{\"external\": true}")]
    [InlineData("\"climbUnacknowledgedAfter\"", "\"climbUpTo\": {\"red\": \"R1\"}, \"climbs\"")]
    [InlineData("\"climbUnacknowledgedAfter\": {", "\"climbUpTo\": {\"red\": 1}, \"climbUnacknowledgedAfter\": {")]
    public void A_broken_pack_is_refused_by_both(string good, string bad) => BothRefuse(
        "policy.schema.json", PolicyReader.Read, TestPacks.Good, good, bad);

    /// <summary>The members of the shipped pack that the small one has not: the name says where, the value what stands there.</summary>
    [Theory]
    [InlineData("facilityClocks/0/limit", "{\"promised\": true}")]
    [InlineData("facilityClocks/0/limit", "{\"calendarMonths\": 0}")]
    [InlineData("facilityClocks/0/limit", "{\"calendarMonths\": 121}")]
    [InlineData("facilityClocks/0/limit", "{\"calendarMonths\": 1, \"workingDays\": 1}")]
    [InlineData("facilityClocks/0/limit", "{\"calendarMonths\": 1, \"until\": \"windowEnd\"}")]
    [InlineData("facilityClocks/0/start", "\"registered\"")]
    [InlineData("facilityClocks/0/stop", "[]")]
    [InlineData("facilityClocks/0/stop", null)]
    [InlineData("facilityClocks/0/restart", "[]")]
    [InlineData("facilityClocks/0/pausable", "false")]
    [InlineData("facilityClocks/0/verified", "\"heard\"")]
    [InlineData("facilityClocks/0/appliesTo", "{\"channels\": [\"SMS\"]}")]
    [InlineData("facilityClocks/0/appliesTo", "{\"exceptKinds\": []}")]
    [InlineData("facilityClocks/0/id", "\"a visit\"")]
    [InlineData("alarms/0/id", "\"smoke\"")]
    [InlineData("alarms/0/rungs", "[]")]
    [InlineData("alarms/0/rungs", "[\"R2\", \"R2\"]")]
    [InlineData("alarms/0/basis", null)]
    [InlineData("alarms/0/ladder", "\"own_visit\"")]
    [InlineData("desks/0/id", "\"ward@1\"")]
    [InlineData("desks/0/place", "\"island\"")]
    [InlineData("desks/0/label", null)]
    [InlineData("rungs/0/desks/0/classes", "[]")]
    [InlineData("rungs/0/desks/0/owners", "\"pemkab\"")]
    [InlineData("rungs/0/desks/0/desk", null)]
    [InlineData("climbUpTo/red", "7")]
    [InlineData("climbUnacknowledgedAfter", null)]
    [InlineData("clocks", "[]")]
    public void A_broken_part_of_the_shipped_pack_is_refused_by_both(string place, string? value)
    {
        var pack = JsonNode.Parse(ShippedFile.Text("policies", "banten.json"))!;
        var path = place.Split('/');
        var parent = path[..^1].Aggregate(pack, (at, step) => at is JsonArray items ? items[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!);
        if (value is null)
        {
            Assert.True(parent.AsObject().Remove(path[^1]));
        }
        else
        {
            parent.AsObject()[path[^1]] = JsonNode.Parse(value);
        }

        BothRefuse("policy.schema.json", PolicyReader.Read, pack.ToJsonString());
    }

    [Theory]
    [InlineData("\"12.5%\"", "\"0.5%\"")]
    [InlineData("\"12.5%\"", "\"99.999%\"")]
    [InlineData("\"12.5%\"", "\"05%\"")]
    [InlineData("\"PT24H\"", "\"PT1H30M0.5S\"")]
    [InlineData("\"2026.1\"", "\"7\"")]
    [InlineData("\"2026.1\"", "\"2026.1.12\"")]
    [InlineData("\"basis\": \"SP4N\"", "\"basis\": \"UU\"")]
    [InlineData("{\"external\": true}", "{\"calendarDays\": 3660, \"until\": \"sameTime\"}")]
    [InlineData("\"active\": false", "\"active\": false, \"owner\": \"province\", \"extendedTo\": {\"workingDays\": 11}")]
    [InlineData("\"climbUnacknowledgedAfter\": {", "\"climbUpTo\": {\"red\": \"R1\"}, \"alarms\": [], \"facilityClocks\": [], \"desks\": [], \"climbUnacknowledgedAfter\": {")]
    public void What_is_unusual_and_right_is_taken_by_both(string good, string bad)
    {
        var text = Replaced(TestPacks.Good, good, bad);
        Assert.Null(ShippedSchema.Against("policy.schema.json", text));
        PolicyReader.Read(text, "file");
    }

    [Theory]
    [InlineData("\"Asia/Jakarta\"", "\"\"")]
    [InlineData("\"2026.1\"", "\"twenty\"")]
    [InlineData("\"duty\"", "\"the duty\"")]
    [InlineData("\"officer:head-1\"", "\"Siti Rahmawati\"")]
    [InlineData("\"officer:head-1\"", "\"officer:-1\"")]
    [InlineData("\"from\": \"2026-01-01\"", "\"from\": \"1 January 2026\"")]
    [InlineData("\"07:30-12:00\"", "\"07:30-25:00\"")]
    [InlineData("\"07:30-12:00\"", "\"7:30-12:00\"")]
    [InlineData("{\"mon\": [\"07:30-12:00\", \"13:00-24:00\"], \"sun\": [\"08:00-10:00\"]}", "{}")]
    [InlineData("[\"08:00-10:00\"]", "[]")]
    [InlineData("\"sun\"", "\"Sunday\"")]
    [InlineData("[{\"from\": \"2026-03-20\", \"to\": \"2026-03-24\"}]", "[]")]
    [InlineData(", \"to\": \"2026-03-24\"", "")]
    [InlineData("\"standIns\"", "\"deputies\"")]
    [InlineData("\"holders\": []", "\"holders\": null")]
    [InlineData("\"desk\": \"ward@3671-h-012\", ", "")]
    public void A_broken_duty_roster_is_refused_by_both(string good, string bad) => BothRefuse(
        "duty.schema.json", (text, name) => DutyReader.Read(text, name), Rosters.Good, good, bad);

    [Theory]
    [InlineData("\"cuti_bersama\"", "\"holiday\"")]
    [InlineData("\"date\": \"2025-01-01\"", "\"date\": \"2025-1-1\"")]
    [InlineData("\"timeZone\": \"Asia/Jakarta\"", "\"timeZone\": 7")]
    [InlineData("\"id\": \"id-banten\"", "\"id\": \"id banten\"")]
    [InlineData("\"holidays\"", "\"days off\"")]
    public void A_broken_calendar_is_refused_by_both(string good, string bad) => BothRefuse(
        "calendar.schema.json", CalendarReader.Read, ShippedFile.Text("policies", "calendar-id-banten.json"), good, bad);

    /// <summary>The reader is never milder than the schema: an editor that underlines something is right.</summary>
    [Fact]
    public void Whatever_a_schema_refuses_of_a_random_pack_the_reader_refuses_too()
    {
        const int Seed = 20261125;
        var (chance, refused) = (new Random(Seed), 0);
        var shipped = ShippedFile.Text("policies", "banten.json");
        for (var i = 0; i < Mutations; i++)
        {
            var pack = JsonNode.Parse(i % 4 == 0 ? TestPacks.Good : shipped)!;
            var what = Mutate.Once(pack, chance);
            var text = pack.ToJsonString();
            if (ShippedSchema.Against("policy.schema.json", text) is { } why)
            {
                refused++;
                Assert.True(Refuses(PolicyReader.Read, text), $"Seed {Seed}, {i}: the reader takes what the schema refuses: {what}: {why}");
            }
        }

        output.WriteLine($"seed {Seed}: {refused} of {Mutations} refused by the schema, and each by the reader");
        Assert.InRange(refused, Mutations / 4, Mutations);
    }

    private static void BothRefuse<T>(string schema, Func<string, string, T> read, string file, string good, string bad)
    {
        Assert.Null(ShippedSchema.Against(schema, file));
        read(file, "file");
        BothRefuse(schema, read, Replaced(file, good, bad));
    }

    private static void BothRefuse<T>(string schema, Func<string, string, T> read, string text)
    {
        Assert.True(Refuses(read, text), "The reader takes it.");
        Assert.True(ShippedSchema.Against(schema, text) is not null, "The schema takes it.");
    }

    private static bool Refuses<T>(Func<string, string, T> read, string text)
    {
        try
        {
            read(text, "file");
            return false;
        }
        catch (PolicyRefusedException)
        {
            return true;
        }
    }

    private static string Replaced(string file, string good, string bad)
    {
        var at = file.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The good file does not hold {good}");
        return string.Concat(file.AsSpan(0, at), bad, file.AsSpan(at + good.Length));
    }
}
