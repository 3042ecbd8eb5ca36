using System.Text.Json;
using System.Xml;

namespace Monitoring.Verify.Oracle;

internal enum Unit
{
    Elapsed,
    CalendarDays,
    CalendarMonths,
    WorkingDays,
    WorkingHours,
    External,
    Promised,
}

/// <summary>How much time a promise or a step of a ladder allows, and of which kind.</summary>
internal sealed record Allowance(Unit Unit, TimeSpan Time, int Days, bool SameTime)
{
    public static Allowance Read(JsonElement json)
    {
        var sameTime = json.TryGetProperty("until", out var until) && until.GetString() == "sameTime";
        foreach (var member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "elapsed":
                    return new(Unit.Elapsed, XmlConvert.ToTimeSpan(member.Value.GetString()!), 0, false);
                case "workingHours":
                    return new(Unit.WorkingHours, XmlConvert.ToTimeSpan(member.Value.GetString()!), 0, false);
                case "calendarDays":
                    return new(Unit.CalendarDays, TimeSpan.Zero, member.Value.GetInt32(), sameTime);
                case "calendarMonths":
                    return new(Unit.CalendarMonths, TimeSpan.Zero, member.Value.GetInt32(), sameTime);
                case "workingDays":
                    return new(Unit.WorkingDays, TimeSpan.Zero, member.Value.GetInt32(), sameTime);
                case "promised":
                    return new(Unit.Promised, TimeSpan.Zero, 0, false);
                case "external":
                    return new(Unit.External, TimeSpan.Zero, 0, false);
            }
        }

        throw new FormatException($"No kind of limit is known in {json.GetRawText()}.");
    }
}
