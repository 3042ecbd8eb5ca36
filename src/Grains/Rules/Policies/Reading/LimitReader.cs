using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitoring.Grains.Rules.Policies.Reading;

/// <summary>Reads a limit: one kind of time and how much of it.</summary>
internal static partial class LimitReader
{
    /// <summary>Ten years: nobody promises longer, and the calendar's search stays far from its end.</summary>
    public const int MostDays = 3660;

    /// <summary>The same ten years.</summary>
    private const int MostMonths = 120;

    private static readonly string[] Kinds = ["elapsed", "calendarDays", "workingDays", "workingHours", "external", "promised"];

    private static readonly Dictionary<string, DayEnd> DayEnds = new()
    {
        ["endOfDay"] = DayEnd.EndOfDay,
        ["sameTime"] = DayEnd.SameTime,
    };

    private static readonly Dictionary<string, bool> HourEnds = new() { ["windowEnd"] = true };

    public static Limit Read(PlacedJson json)
    {
        json.WithOnly([.. Kinds, "until"]);
        var kinds = json.Members().Where(member => member.Name != "until").ToList();
        if (kinds is not [var (kind, _, amount)])
        {
            throw json.Refuse($"A limit has exactly one of {string.Join(", ", Kinds)}; this one has {kinds.Count}.");
        }

        return kind switch
        {
            "elapsed" => new Limit.Elapsed(WithoutUntil(json, Duration(amount))),
            "calendarDays" => new Limit.CalendarDays(amount.WholeNumber(1, MostDays), DayEndOf(json)),
            "workingDays" => new Limit.WorkingDays(amount.WholeNumber(1, MostDays), DayEndOf(json)),
            "workingHours" => WorkingHours(json, amount),
            _ => !WithoutUntil(json, amount).Flag() ? throw amount.Refuse($"\"{kind}\" can only be true.")
                : kind == "external" ? new Limit.External()
                : new Limit.Promised(),
        };
    }

    /// <summary>As above for a facility clock, which may also be counted in months.</summary>
    public static Limit ReadOfFacility(PlacedJson json)
    {
        if (json.Optional("calendarMonths") is not { } months)
        {
            return Read(json);
        }

        json.WithOnly("calendarMonths", "until");
        return new Limit.CalendarMonths(months.WholeNumber(1, MostMonths), DayEndOf(json));
    }

    /// <summary>As above where a computed length is needed.</summary>
    public static Limit ReadComputed(PlacedJson json) => Read(json) switch
    {
        Limit.External => throw json.Refuse("An external deadline is no length of time; give one here."),
        Limit.Promised => throw json.Refuse("A promised answer time is no length of time; give one here."),
        var limit => limit,
    };

    private static Limit.WorkingHours WorkingHours(PlacedJson json, PlacedJson amount)
    {
        json.Optional("until")?.OneOf("end of working hours", HourEnds);
        return new Limit.WorkingHours(Duration(amount));
    }

    private static DayEnd DayEndOf(PlacedJson json) =>
        json.Optional("until")?.OneOf("end of the last day", DayEnds) ?? DayEnd.EndOfDay;

    private static T WithoutUntil<T>(PlacedJson json, T value) =>
        json.Optional("until") is { } until ? throw until.Refuse("This kind of limit takes no \"until\".") : value;

    /// <summary>An ISO 8601 time duration such as <c>PT24H</c>; milliseconds are the finest that the rules tell apart.</summary>
    private static TimeSpan Duration(PlacedJson json)
    {
        var text = json.Text();
        if (text.Contains('-', StringComparison.Ordinal))
        {
            throw json.Refuse($"The duration {text} is negative.");
        }

        if (TimeDuration().Match(text) is not { Success: true } match)
        {
            throw json.Refuse($"\"{text}\" is not an ISO 8601 time duration such as PT24H or PT1H30M; days have limits of their own.");
        }

        var seconds = (Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s");
        return seconds switch
        {
            0 => throw json.Refuse("The duration is empty."),
            > MostDays * 86_400m => throw json.Refuse($"The duration {text} is longer than {MostDays} days."),
            _ => TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)),
        };
    }

    private static decimal Part(Match match, string group) =>
        match.Groups[group] is { Success: true } part ? decimal.Parse(part.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\APT(?=[0-9])(?:(?<h>[0-9]{1,9})H)?(?:(?<m>[0-9]{1,9})M)?(?:(?<s>[0-9]{1,9}(?:\.[0-9]{1,3})?)S)?\z")]
    private static partial Regex TimeDuration();
}
