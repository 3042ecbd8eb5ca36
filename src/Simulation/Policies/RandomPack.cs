namespace Monitoring.Simulation.Policies;

/// <summary>
/// Draws small policy packs that use every member of the format: one to four clocks, a ladder or two. What no revision may
/// change has dice of its own: thrown alike, two packs are versions of each other.
/// </summary>
internal static class RandomPack
{
    private static readonly string[] Starts =
        ["conveyed", "registered", "registered", "registered", "verified", "graded", "assigned", "acted", "followedUp", "completionRequested", "appealed"];

    private static readonly string[] Stops =
        ["verified", "graded", "assigned", "contacted", "acted", "answered", "followedUp", "firstResponse", "completed", "replied", "merged", "transferred", "closed"];

    /// <param name="bones">Decides the clocks: when they start and stop, and whether they pause.</param>
    /// <param name="dice">Decides the rest: limits, ladders, to whom they apply.</param>
    /// <param name="id">The pack's id.</param>
    /// <param name="version">Its version.</param>
    /// <param name="calendar">The id of its calendar.</param>
    public static string Draw(Dice bones, Dice dice, string id, string version, string calendar)
    {
        var clocks = string.Join(",\n", Enumerable.Range(0, 1 + bones.Below(4)).Select(n => Clock(bones, dice, $"c{n}")));
        return $$"""
            {
              "id": "{{id}}", "version": "{{version}}", "title": {"id": "Acak", "en": "Drawn"}, "calendar": "{{calendar}}",
              "grades": ["red", "yellow", "green"],
              "rungs": [{{string.Join(", ", Enumerable.Range(0, 5).Select(n => $$"""{"id": "R{{n}}", "label": {"id": "R", "en": "R"}{{Accused(n)}} }"""))}}],
              "clocks": [
            {{clocks}}
              ],
              "ladders": {
                "short": {"any": [{{Step(dice, "\"when\": \"breach\"")}}]},
                "long": {"red": [{{Steps(dice)}}], "any": [{{Steps(dice)}}]}
              },
              "climbUnacknowledgedAfter": {"red": {"elapsed": "PT30M"}, "any": {"workingDays": 1} }
            }
            """;
    }

    private static string Accused(int rung) => rung switch
    {
        1 => ", \"accused\": \"staff\"",
        3 => ", \"accused\": \"head\"",
        _ => "",
    };

    private static string Clock(Dice bones, Dice dice, string id)
    {
        var start = bones.One(Starts);
        var again = bones.Happens(0.3) ? bones.One("reopened", "transferred", "replied", "completed", start) : null;
        var stops = Enumerable.Range(0, 1 + bones.Below(3)).Select(_ => bones.One(Stops)).Where(stop => stop != start).ToHashSet();
        stops.Add(bones.One("followedUp", "answered", "closed") is var last && last != start ? last : "contacted");
        var restart = bones.Happens(0.15) ? bones.One("replied", "reopened", "appealed") : null;
        restart = restart == start || restart == again || (restart is not null && stops.Contains(restart)) ? null : restart;
        var silence = bones.Happens(0.25) && start is "followedUp" or "completionRequested" ? bones.One("close", "withdraw") : null;
        var pausable = bones.Happens(0.5);
        return $$"""
                {"id": "{{id}}", "label": {"id": "J", "en": "C"}, "start": "{{start}}",{{(again is null ? "" : $" \"again\": \"{again}\",")}}{{(restart is null ? "" : $" \"restart\": [\"{restart}\"],")}}
                 "stop": [{{string.Join(", ", stops.Order(StringComparer.Ordinal).Select(stop => $"\"{stop}\""))}}], {{Limits(dice)}},
                 "pausable": {{(pausable ? "true" : "false")}}, "appliesTo": {{AppliesTo(dice)}},{{Ladder(dice, silence)}}
                 "basis": "drawn", "verified": "product"}
            """;
    }

    private static string Ladder(Dice dice, string? silence) => silence is not null
        ? $" \"onExpiry\": \"{silence}\","
        : dice.One(""" "ladder": "short",""", """ "ladder": "long",""", "");

    private static string AppliesTo(Dice dice) => dice.Below(10) switch
    {
        0 => """{"whistleblower": false}""",
        1 => """{"channels": ["LAPOR", "SMS"]}""",
        2 => """{"kinds": ["hospital"]}""",
        3 => """{"grades": ["red", "yellow"]}""",
        4 => """{"owners": ["pemprov", "pemkab"]}""",
        5 => """{"exceptClasses": ["permintaan_informasi"]}""",
        _ => "{}",
    };

    private static string Limits(Dice dice) => dice.Below(5) switch
    {
        0 => $$""" "limitByGrade": {"red": {{Limit(dice)}}, "yellow": {{Limit(dice)}}{{(dice.Happens(0.7) ? $", \"ungraded\": {Limit(dice)}" : "")}}} """.Trim(),
        2 => """ "limitByClass": {"aspirasi": {"workingDays": 2}, "pengaduan_pengawasan": {"elapsed": "PT36H"}, "unclassified": {"calendarDays": 3}} """.Trim(),
        3 => $$""" "limit": {"elapsed": "PT{{dice.One("15M", "1H", "24H")}}"}, "extendedTo": {"elapsed": "PT{{dice.One(25, 48, 200)}}H"} """.Trim(),
        1 when dice.Happens(0.5) => """ "limit": {"external": true} """.Trim(),
        _ => $"\"limit\": {Limit(dice)}",
    };

    private static string Limit(Dice dice) => dice.Below(6) switch
    {
        0 => $$"""{"workingHours": "PT{{dice.One(1, 2, 4, 8, 20)}}H{{dice.One("", "15M", "1S")}}"}""",
        1 => $$"""{"workingDays": {{1 + dice.Below(6)}}, "until": "{{dice.One("endOfDay", "sameTime")}}"}""",
        2 => $$"""{"calendarDays": {{1 + dice.Below(14)}}, "until": "{{dice.One("endOfDay", "sameTime")}}"}""",
        _ => $$"""{"elapsed": "PT{{dice.One("5M", "15M", "1H", "4H", "24H", "72H", "168H", "30S")}}"}""",
    };

    private static string Steps(Dice dice) => string.Join(", ", Enumerable.Range(0, 1 + dice.Below(4)).Select(n => Step(dice, n switch
    {
        0 => "\"when\": \"breach\"",
        1 => $"\"when\": \"{dice.One("50%", "75%", "13%", "99%")}\"",
        2 => $"\"when\": \"breach\", \"plus\": {Limit(dice)}",
        _ => "\"when\": \"open\"",
    })));

    private static string Step(Dice dice, string when) =>
        $$"""{ {{when}}, "rungs": ["R{{dice.Below(5)}}"{{(dice.Happens(0.3) ? ", \"R4\"" : "")}}]}""";
}
