using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Monitoring.Grains.Rules.Policies.Reading;
using NodaTime;

namespace Monitoring.Grains.Rules.Calendars;

/// <summary>Reads the windows of a week, such as <c>"mon": ["07:30-12:00", "13:00-16:00"]</c>.</summary>
internal static partial class WeekReader
{
    private static readonly Dictionary<string, IsoDayOfWeek> Days = new()
    {
        ["mon"] = IsoDayOfWeek.Monday,
        ["tue"] = IsoDayOfWeek.Tuesday,
        ["wed"] = IsoDayOfWeek.Wednesday,
        ["thu"] = IsoDayOfWeek.Thursday,
        ["fri"] = IsoDayOfWeek.Friday,
        ["sat"] = IsoDayOfWeek.Saturday,
        ["sun"] = IsoDayOfWeek.Sunday,
    };

    public static WeekPlan Read(PlacedJson json)
    {
        json.WithOnly([.. Days.Keys]);
        return new WeekPlan(json.Members().ToDictionary(member => Days[member.Name], member => Windows(member.Value)));
    }

    private static ImmutableArray<TimeWindow> Windows(PlacedJson json)
    {
        var windows = ImmutableArray.CreateBuilder<TimeWindow>();
        foreach (var item in json.SomeItems())
        {
            var window = Window(item);
            if (windows.Count > 0 && window.FromMinute < windows[^1].ToMinute)
            {
                throw item.Refuse("The windows of a day must come in order and must not overlap.");
            }

            windows.Add(window);
        }

        return windows.ToImmutable();
    }

    private static TimeWindow Window(PlacedJson json)
    {
        var text = json.Text();
        if (WindowText().Match(text) is not { Success: true } match)
        {
            throw json.Refuse($"\"{text}\" is not a window such as 07:30-16:00.");
        }

        var (from, to) = (Minute(match, 1), Minute(match, 3));
        return from < to && to <= TimeWindow.MinutesPerDay
            ? new TimeWindow(from, to)
            : throw json.Refuse($"The window {text} must end after it begins and by 24:00; split it at midnight.");
    }

    private static int Minute(Match match, int group) =>
        (int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) * 60)
        + int.Parse(match.Groups[group + 1].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A([0-9]{2}):([0-5][0-9])-([0-9]{2}):([0-5][0-9])\z")]
    private static partial Regex WindowText();
}
