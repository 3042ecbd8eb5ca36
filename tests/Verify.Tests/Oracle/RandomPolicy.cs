using System.Globalization;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>Packs and calendars that nobody would write, in the form that files have.</summary>
internal sealed class RandomPolicy(Random random)
{
    private static readonly string[] Grades = ["red", "yellow", "green"];

    private static readonly string[] Milestones =
    [
        "incident", "conveyed", "registered", "verified", "graded", "assigned", "acknowledged", "contacted", "acted", "answered", "followedUp",
        "firstResponse", "replied", "completionRequested", "completed", "closed", "reopened", "appealed", "transferred", "withdrawn",
        "held", "resumed", "merged", "archived", "referred",
    ];

    private static readonly string[] Ends = ["closed", "withdrawn", "archived", "referred"];

    private static readonly string[] Zones =
        ["Asia/Jakarta", "Asia/Jayapura", "UTC", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Sao_Paulo"];

    private static readonly string[] Words =
        ["permintaan_informasi", "aspirasi", "pengaduan_non_pengawasan", "slow_service", "wbs"];

    public TwoReadings Make() => TwoReadings.Of(Pack(), Calendar()) is var drawn && random.Next(3) == 0 ? drawn : drawn.With(Duty());

    private string Pack() => $$"""
        {"id":"random","version":"2026.1","title":{{Label}},"calendar":"random","grades":["red","yellow","green"],
         {{Rungs()}}{{Climbing()}}
         "clocks":[{{List(1, 6, Clock)}}{{Promise()}}],
         "ladders":{{Ladders()}} }
        """;

    /// <summary>Rungs with desks or without.</summary>
    private string Rungs()
    {
        if (random.Next(3) == 0)
        {
            return $$"""
                "rungs":[{"id":"R0","label":{{Label}}},{"id":"R1","label":{{Label}}},{"id":"R2","label":{{Label}}},{"id":"R3","label":{{Label}}}],
                """;
        }

        return $$"""
            "desks":[{"id":"ward","label":{{Label}},"place":"facility"},{"id":"office","label":{{Label}},"place":"region"},
                     {"id":"hq","label":{{Label}},"place":"province"}],
            "rungs":[{"id":"R0","label":{{Label}},"desks":[{"desk":"ward"{{Maybe(3, () => $",\"kinds\":[{Texts(["hospital", "puskesmas"])}]")}}}]},
                     {"id":"R1","label":{{Label}},"desks":[{"desk":"ward"}]{{Maybe(2, () => ",\"accused\":\"head\"")}}},
                     {"id":"R2","label":{{Label}},"desks":[{"desk":"hq","owners":[{{Texts(["pemkot", "swasta"])}}]},{"desk":"office","classes":["B"]},{"desk":"office"}]},
                     {"id":"R3","label":{{Label}},"desks":[{"desk":"hq"}],"sealed":true},
                     {"id":"R4","label":{{Label}},"offered":true}],
            """;
    }

    private string Climbing() => random.Next(4) == 0
        ? ""
        : $$"""
            "climbUnacknowledgedAfter":{"red":{{Time()}},"any":{{Time()}}},
            "climbUpTo":{ {{Maybe(2, () => $"\"green\":\"{Pick(["R0", "R1", "R2"])}\",")}}"any":"{{Pick(["R1", "R2", "R3"])}}"},
            """;

    private string Promise() => random.Next(2) == 0
        ? ""
        : $$"""
            ,{"id":"promise","label":{{Label}},"start":"acknowledged","again":"acknowledged","stop":[{{Quoted(Some(["answered", "firstResponse", "followedUp"]))}}],
             "limit":{"promised":true},"pausable":false,"appliesTo":{{AppliesTo(Grades)}},"ladder":"l0","basis":"drawn by lot","verified":"product"}
            """;

    /// <summary>Who is on duty: of some desks somebody at some hours, of others nobody.</summary>
    public string Duty() => $$"""
        {"id":"random","version":"1","timeZone":"{{Pick(Zones)}}","desks":[
         {{string.Join(',', Some(["ward@3671-h-001", "ward@3671-h-002", "ward@3601-p-001", "office@3671", "office@3601", "hq"]).Select(DeskDuty))}}]}
        """;

    private string DeskDuty(string desk) =>
        $$"""{"desk":"{{desk}}","holders":[{{List(0, 3, _ => Stint())}}],"standIns":[{{List(0, 1, _ => Stint())}}]}""";

    private string Stint() => $$"""
        {"holder":"officer:p-{{random.Next(4)}}"{{Maybe(3, () => $",\"from\":\"2025-0{random.Next(1, 10)}-01\"")}}{{Maybe(4, () => $",\"to\":\"2026-0{random.Next(1, 10)}-01\"")}}
         {{Maybe(2, () => $",\"week\":{Week("mon")}")}}{{Maybe(3, () => ",\"away\":[{\"from\":\"2026-01-10\",\"to\":\"2026-03-20\"}]")}}}
        """;

    public string Ladders() => $$"""{"l0":{{Ladder()}},"l1":{{Ladder()}},"l2":{{Ladder()}} }""";

    private static string Label => """{"id":"x","en":"x"}""";

    private string Clock(int n)
    {
        // a clock that ends the case and starts at its end would end it again and again
        var onExpiry = random.Next(5) == 0 ? Pick(["close", "withdraw"]) : "breach";
        string[] milestones = onExpiry == "breach" ? Milestones : [.. Milestones.Except(Ends)];
        var start = random.Next(2) == 0 ? Pick(["incident", "conveyed", "registered"]) : Pick(milestones);
        var again = random.Next(2) == 0 ? Some([.. milestones, start]).Distinct().Take(random.Next(1, 4)).ToList() : [];
        var stop = Some([.. Milestones.Where(milestone => milestone != start || again.Contains(start))]);
        var restart = random.Next(3) == 0 ? Some([.. milestones.Except([start, .. again, .. stop])]) : [];
        var limit = onExpiry == "breach" ? LimitOrTable() : OneLimit();
        var pausable = random.Next(2) == 0 && !limit.Contains("external", StringComparison.Ordinal);
        return $$"""
            {"id":"c{{n}}","label":{{Label}},"start":"{{start}}",{{List("again", again)}}{{List("restart", restart)}}
             "stop":[{{Quoted(stop)}}],{{limit}},"pausable":{{(pausable ? "true" : "false")}},"appliesTo":{{AppliesTo(Grades)}},
             {{Maybe(4, () => "", () => $"\"ladder\":\"l{random.Next(3)}\",")}}
             "onExpiry":"{{onExpiry}}",{{Maybe(9, () => "\"active\":false,")}}"basis":"drawn by lot","verified":"product"}
            """;
    }

    private static string List(string name, List<string> milestones) => milestones switch
    {
        [] => "",
        [var one] when name == "again" => $"\"again\":\"{one}\",",
        _ => $"\"{name}\":[{Quoted(milestones)}],",
    };

    private string LimitOrTable() => random.Next(5) switch
    {
        0 => $"\"limitByClass\":{{{Table([.. Words, "unclassified"])}}}",
        1 => $"\"limitByCategory\":{{{Table(Words)}}}",
        2 or 3 => $"\"limitByGrade\":{{{Table([.. Grades, "ungraded"])}}}",
        _ => OneLimit(),
    };

    /// <summary>One limit for all, and perhaps an extension of it.</summary>
    private string OneLimit()
    {
        var (hours, days, until) = (random.Next(1, 100), random.Next(1, 12), Until());
        return random.Next(6) switch
        {
            0 => "\"limit\":{\"external\":true}",
            1 => $"\"limit\":{Time()}",
            2 => Both($$"""{"elapsed":"PT{{hours}}H"}""", $$"""{"elapsed":"PT{{hours + random.Next(1, 100)}}H"}"""),
            3 => Both($$"""{"workingHours":"PT{{hours}}H"}""", $$"""{"workingHours":"PT{{hours + random.Next(1, 100)}}H"}"""),
            4 => Both($$"""{"calendarDays":{{days}}{{until}}}""", $$"""{"calendarDays":{{days + random.Next(1, 20)}}{{until}}}"""),
            _ => Both($$"""{"workingDays":{{days}}{{until}}}""", $$"""{"workingDays":{{days + random.Next(1, 20)}}{{until}}}"""),
        };

        static string Both(string limit, string extendedTo) => $"\"limit\":{limit},\"extendedTo\":{extendedTo}";
    }

    private string Table(string[] keys) => string.Join(',', Some(keys).Select(key => $"\"{key}\":{Time()}"));

    public string Time() => random.Next(4) switch
    {
        0 => $$"""{"elapsed":"{{Hours()}}"}""",
        1 => $$"""{"calendarDays":{{random.Next(1, 20)}}{{Until()}}}""",
        2 => $$"""{"workingDays":{{random.Next(1, 15)}}{{Until()}}}""",
        _ => $$"""{"workingHours":"{{Hours()}}"}""",
    };

    private string Until() => random.Next(2) == 0 ? "" : $",\"until\":\"{Pick(["endOfDay", "sameTime"])}\"";

    private string Hours() => random.Next(3) switch
    {
        0 => $"PT{random.Next(1, 100)}H",
        1 => $"PT{random.Next(1, 600)}M",
        _ => $"PT{random.Next(0, 30)}H{random.Next(0, 60)}M{random.Next(1, 60)}S",
    };

    public string AppliesTo(string[] grades)
    {
        var asked = new List<string>();
        Ask("kinds", random.Next(3) == 0 ? ["triage"] : ["hospital", "puskesmas"]);
        Ask("channels", ["LAPOR", "SMS"]);
        Ask("categories", ["slow_service"]);
        Ask("classes", Words);
        Ask("grades", grades);
        Ask("owners", ["pemkot", "pemkab", "swasta"]);
        Ask("exceptClasses", Words);
        Ask("exceptOwners", ["pemkot", "pemkab", "swasta"]);
        if (random.Next(8) == 0)
        {
            asked.Add($"\"whistleblower\":{(random.Next(2) == 0 ? "true" : "false")}");
        }

        return "{" + string.Join(',', asked) + "}";

        void Ask(string name, string[] words)
        {
            if (random.Next(8) == 0)
            {
                asked.Add($"\"{name}\":[{Texts(words)}]");
            }
        }
    }

    private string Ladder() =>
        "{" + string.Join(',', Some([.. Grades, "any"]).Select(grade => $"\"{grade}\":[{Steps()}]")) + "}";

    /// <summary>Steps of one row; each has a name of its own.</summary>
    private string Steps()
    {
        var steps = new Dictionary<string, string>();
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var rungs = Texts(["R0", "R1", "R2", "R3"]);
            var when = random.Next(4) switch { 0 => "open", 1 => "breach", _ => $"{random.Next(1, 100)}%" };
            var plus = when == "breach" && random.Next(3) > 0 ? $",\"plus\":{Plus(n)}" : "";
            steps[when + plus] = $$"""{"when":"{{when}}"{{plus}},"rungs":[{{rungs}}]}""";
        }

        return string.Join(',', steps.Values);
    }

    private string Plus(int n) => random.Next(4) switch
    {
        0 => $$"""{"elapsed":"PT{{n + (6 * random.Next(12))}}H"}""",
        1 => $$"""{"calendarDays":{{n}}}""",
        2 => $$"""{"workingDays":{{n}}}""",
        _ => $$"""{"workingHours":"PT{{n}}H30M"}""",
    };

    private string Calendar() => $$"""
        {"id":"random","version":"2026.1","title":{{Label}},"timeZone":"{{Pick(Zones)}}","week":{{Week("mon")}},
         "special":[{{Special()}}],
         "holidays":{{Holidays()}} }
        """;

    public string Holidays() => $$"""{"2025":[{{Holidays(2025)}}],"2026":[{{Holidays(2026)}}]}""";

    public string Week(string always) => "{" + string.Join(',', new[] { "mon", "tue", "wed", "thu", "fri", "sat", "sun" }
        .Where(day => day == always || random.Next(4) > 0)
        .Select(day => $"\"{day}\":[{Windows()}]")) + "}";

    private string Windows()
    {
        var edges = Enumerable.Range(0, 2 * random.Next(1, 4)).Select(_ => random.Next(24 * 4 + 1) * 15).Distinct().Order().ToList();
        if (edges.Count < 2)
        {
            return "\"08:00-16:00\"";
        }

        return string.Join(',', edges.Chunk(2).Where(pair => pair.Length == 2).Select(pair => $"\"{Minute(pair[0])}-{Minute(pair[1])}\""));
    }

    private string Special() => random.Next(2) == 0
        ? ""
        : $$"""{"from":"2026-0{{random.Next(1, 4)}}-15","to":"2026-0{{random.Next(4, 8)}}-10","name":"x","source":"x","week":{{Week("tue")}} }""";

    private string Holidays(int year) => string.Join(',', Enumerable.Range(0, random.Next(40))
        .Select(_ => new DateOnly(year, 1, 1).AddDays(random.Next(365)))
        .Distinct()
        .Select(date => $$"""{"date":"{{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}","name":"x","kind":"other","source":"x"}"""));

    private static string Minute(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private string Texts(string[] from) => Quoted(Some(from));

    private static string Quoted(IEnumerable<string> texts) => string.Join(',', texts.Select(text => $"\"{text}\""));

    private List<string> Some(string[] from)
    {
        var some = from.Where(_ => random.Next(4) == 0).ToList();
        return some.Count > 0 ? some : [Pick(from)];
    }

    private string List(int least, int most, Func<int, string> make) =>
        string.Join(',', Enumerable.Range(0, random.Next(least, most + 1)).Select(make));

    private string Maybe(int of, Func<string> then, Func<string>? otherwise = null) =>
        random.Next(of) == 0 ? then() : otherwise?.Invoke() ?? "";

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
