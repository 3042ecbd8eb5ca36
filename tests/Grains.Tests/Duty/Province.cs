using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Tests.Complaints;
using static Monitoring.Grains.Tests.Complaints.Story;

namespace Monitoring.Grains.Tests.Duty;

/// <summary>A small province: four rungs with desks, an offer above them, and a climb of one hour.</summary>
internal static class Province
{
    public static readonly PolicyPack Banten = PolicyReader.Read(ShippedFile.Text("policies", "banten.json"), "banten.json");

    /// <summary>Rung R1 is told when a clock starts; nothing else is, unless a ladder of the test says so.</summary>
    public const string OneRung = """{"l":{"any":[{"when":"open","rungs":["R1"]}]}}""";

    public static readonly WorkCalendar Calendar = CalendarReader.Read(
        """
        {"id":"office","version":"1","title":{"id":"K","en":"O"},"timeZone":"Asia/Jakarta","week":{"mon":["08:00-16:00"]},"holidays":{"2026":[]}}
        """,
        "calendar");

    public static Story Story(string ladders = OneRung, string? clocks = null, string climb = "\"any\":\"R3\"", string? duty = null) => new(
        PolicyReader.Read(Pack(ladders, clocks ?? Clock("answer", """{"elapsed":"PT72H"}""", more: Laddered), climb), "pack"), Calendar)
    {
        Duty = duty is null ? null : Roster(duty),
    };

    public const string Laddered = "\"appliesTo\":{},\"ladder\":\"l\"";

    public static string Pack(string ladders, string clocks, string climb = "\"any\":\"R3\"") =>
        $$"""
        {"id":"p","version":"1","title":{"id":"P","en":"P"},"calendar":"office","grades":["red","yellow","green"],
         "desks":[{"id":"ward","label":{"id":"w","en":"w"},"place":"facility"},{"id":"head","label":{"id":"h","en":"h"},"place":"facility"},
                  {"id":"office","label":{"id":"o","en":"o"},"place":"region"},{"id":"hq","label":{"id":"q","en":"q"},"place":"province"}],
         "rungs":[{"id":"R0","label":{"id":"0","en":"0"},"desks":[{"desk":"ward"}]},
                  {"id":"R1","label":{"id":"1","en":"1"},"desks":[{"desk":"head"}],"accused":"staff"},
                  {"id":"R2","label":{"id":"2","en":"2"},"desks":[{"desk":"office","owners":["pemkab"]},{"desk":"hq","owners":["pemprov"]}]},
                  {"id":"R3","label":{"id":"3","en":"3"},"desks":[{"desk":"hq"}],"sealed":true},
                  {"id":"R4","label":{"id":"4","en":"4"},"offered":true}],
         "climbUnacknowledgedAfter":{"any":{"elapsed":"PT1H"} }{{UpTo(climb)}},
         "clocks":[{{clocks}}],"ladders":{{ladders}} }
        """;

    private static string UpTo(string climb) => climb.Length == 0 ? "" : ",\"climbUpTo\":{" + climb + "}";

    /// <param name="desks">Each a desk, its holders and its stand-ins in JSON.</param>
    public static DutyRoster Roster(string desks) =>
        DutyReader.Read($$"""{"id":"duty","version":"1","timeZone":"Asia/Jakarta","desks":[{{desks}}]}""", "duty");

    public static FileComplaint Accusing(string? accused, bool whistleblower = false) =>
        Filing("red") with { Traits = new CaseTraits { Channel = "LAPOR", Accused = accused, Whistleblower = whistleblower } };

    public static string Told(this ComplaintEvent happened) => TellingOf(happened) is { } telling
        ? string.Join("; ", telling.Told.Select(t => $"{t.Rung} {t.Desk} {string.Join(',', t.Holders)}".TrimEnd()))
        : "nobody";

    public static string Passed(this ComplaintEvent happened) =>
        string.Join("; ", TellingOf(happened)?.Passed.Select(p => $"{p.Rung} {p.Why}") ?? []);

    public static Telling? TellingOf(ComplaintEvent happened) => happened switch
    {
        Breached e => e.Telling,
        Escalated e => e.Telling,
        _ => null,
    };

    /// <summary>The rungs that were told one after the other, each with the hour of 4 May.</summary>
    public static string Climbed(this Story story) => string.Join(
        ' ',
        story.Events.OfType<Escalated>().Select(e => $"{e.Telling?.Told.LastOrDefault()?.Rung ?? "-"}@{(e.At - At("05-04 00:00")).TotalHours}"));
}
