using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>One promise with one ladder, on office hours in Jakarta.</summary>
internal static class SmallPolicy
{
    public const string ByGrade = """{"red":{"elapsed":"PT24H"},"green":{"elapsed":"PT168H"}}""";

    private const string Calendar = """
        {"id":"office","version":"2026.1","timeZone":"Asia/Jakarta","week":{"mon":["08:00-16:00"],"tue":["08:00-16:00"]},"holidays":{"2026":[]}}
        """;

    /// <summary>Red: 24 hours, rungs at once, half way, at the breach and 12 hours after. Green: 168 hours, nobody is told.</summary>
    public static OraclePolicy Response { get; } = OraclePolicy.Read(Pack(ByGrade, "limitByGrade"), Calendar);

    /// <summary>Silence closes two hours after the last reply.</summary>
    public static OraclePolicy Silence { get; } = OraclePolicy.Read(
        Pack("""{"elapsed":"PT2H"}""", more: "\"again\":\"replied\",\"onExpiry\":\"close\",", stop: "replied"), Calendar);

    public static string Pack(
        string limit, string kind = "limit", string calendar = "office", string more = "\"ladder\":\"response\",", string stop = "followedUp") =>
        $$"""
        {"id":"small","version":"2026.1","calendar":"{{calendar}}","grades":["red","green"],
         "clocks":[{"id":"response","start":"registered","stop":["{{stop}}"],"{{kind}}":{{limit}},{{more}}"appliesTo":{} }],
         "ladders":{"response":{"red":[
           {"when":"open","rungs":["R0"]},{"when":"50%","rungs":["R1"]},{"when":"breach","rungs":["R2"]},
           {"when":"breach","plus":{"elapsed":"PT12H"},"rungs":["R3"]}]} } }
        """;
}
