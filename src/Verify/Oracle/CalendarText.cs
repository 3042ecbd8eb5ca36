using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Monitoring.Verify.Oracle;

/// <summary>A calendar file as written: a week, other weeks for ranges of dates, days off.</summary>
internal sealed record CalendarText(
    string Id,
    string Version,
    string TimeZone,
    Week Week,
    ImmutableArray<OtherWeek> Special,
    FrozenSet<DateOnly> DaysOff)
{
    public static CalendarText Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var special = root.TryGetProperty("special", out var ranges)
            ? ranges.EnumerateArray().Select(OtherWeek.Read).ToImmutableArray()
            : [];
        var daysOff = root.GetProperty("holidays").EnumerateObject()
            .SelectMany(year => year.Value.EnumerateArray())
            .Select(day => Date(day.GetProperty("date")));
        return new CalendarText(
            root.GetProperty("id").GetString()!,
            root.GetProperty("version").GetString()!,
            root.GetProperty("timeZone").GetString()!,
            Week.Read(root.GetProperty("week")),
            special,
            daysOff.ToFrozenSet());
    }

    /// <summary>The hours of a date; none if it is a day off.</summary>
    public ImmutableArray<Hours> On(DateOnly date)
    {
        if (DaysOff.Contains(date))
        {
            return [];
        }

        var week = Special.FirstOrDefault(range => range.From <= date && date <= range.To)?.Week ?? Week;
        return week.On(date.DayOfWeek);
    }

    internal static DateOnly Date(JsonElement json) =>
        DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A week that holds from one date to another, both included.</summary>
internal sealed record OtherWeek(DateOnly From, DateOnly To, Week Week)
{
    public static OtherWeek Read(JsonElement json) => new(
        CalendarText.Date(json.GetProperty("from")),
        CalendarText.Date(json.GetProperty("to")),
        Week.Read(json.GetProperty("week")));
}

/// <summary>The hours of each day of a week, from Sunday; a day that is missing is a day off.</summary>
internal sealed record Week(ImmutableArray<ImmutableArray<Hours>> Days)
{
    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static Week Read(JsonElement json) => new(
    [
        .. Names.Select(name => json.TryGetProperty(name, out var hours)
            ? hours.EnumerateArray().Select(Hours.Read).OrderBy(h => h.FromMinute).ToImmutableArray()
            : []),
    ]);

    public ImmutableArray<Hours> On(DayOfWeek day) => Days[(int)day];
}

/// <summary>Minutes of a local day; 24:00 is 1440.</summary>
internal readonly record struct Hours(int FromMinute, int ToMinute)
{
    public static Hours Read(JsonElement json)
    {
        var text = json.GetString()!;
        return new Hours(Minute(text[..5]), Minute(text[6..]));
    }

    private static int Minute(string text) =>
        (60 * int.Parse(text[..2], CultureInfo.InvariantCulture)) + int.Parse(text[3..], CultureInfo.InvariantCulture);
}
