using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Monitoring.Verify.Oracle;

/// <summary>A step of a ladder: when, and who is told then.</summary>
/// <param name="When">Its name among the steps of a row.</param>
/// <param name="Percent">Share of the limit; 0 when the clock starts, 100 at its deadline.</param>
/// <param name="Plus">How long after the deadline.</param>
/// <param name="Rungs">Who is told.</param>
internal sealed record LadderStep(string When, decimal Percent, Allowance? Plus, ImmutableArray<string> Rungs)
{
    public bool AtBreach => Percent == 100 && Plus is null;

    public static LadderStep Read(JsonElement json)
    {
        var when = json.GetProperty("when").GetString()!;
        var percent = when switch
        {
            "open" => 0,
            "breach" => 100,
            _ => decimal.Parse(when.TrimEnd('%'), CultureInfo.InvariantCulture),
        };
        var plus = json.TryGetProperty("plus", out var later) ? Allowance.Read(later) : null;
        return new LadderStep(
            plus is null ? when : $"breach+{Written(plus)}",
            percent,
            plus,
            [.. json.GetProperty("rungs").EnumerateArray().Select(rung => rung.GetString()!)]);
    }

    private static string Written(Allowance plus) => plus.Unit switch
    {
        Unit.Elapsed => Hours(plus.Time) + "h",
        Unit.WorkingHours => Hours(plus.Time) + "wh",
        Unit.CalendarDays => plus.Days.ToString(CultureInfo.InvariantCulture) + "d",
        Unit.WorkingDays => plus.Days.ToString(CultureInfo.InvariantCulture) + "wd",
        _ => throw new FormatException("A step cannot wait for an outside body."),
    };

    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.##", CultureInfo.InvariantCulture);
}
