using System.Globalization;

namespace Monitoring.Silo.Year;

/// <summary>What is said of a year that was lived; the same bytes for the same seed.</summary>
internal static class YearReport
{
    private const int MostShown = 10;

    public static void Write(LivedYear year, YearOptions options, TextWriter output)
    {
        var (plan, planted) = (year.Plan, year.Plan.Planted);
        Line($"A year: {plan.Facilities.Length} facilities, {options.Days} days from {options.FromAt:u}, seed {options.Settings.Seed}, {options.InTime:P0} of all promises of complaints kept");
        Line($"{plan.Complaints} complaints, {plan.OfComplaints.Length} requests of them, {plan.OfFacilities.Length} of facilities, {year.Items} items in the province's feed, fingerprint {year.Fingerprint[..16]}");
        Line($"planted: {planted.Silent.Facility} silent from {Local(planted.Silent.FromAt)} to {Local(planted.Silent.UntilAt)}; {planted.ChannelDown.Channel} dead from {Local(planted.ChannelDown.FromAt)} to {Local(planted.ChannelDown.UntilAt)}; late, and reported as in time: {string.Join(", ", planted.Gaming.Order(StringComparer.Ordinal))}");
        foreach (var (code, count) in year.Refusals)
        {
            Line($"{count} requests were refused: {code}");
        }

        Line($"");
        Line($"the facilities' own clocks, expected from what was done and fired by the grains");
        Line($"{"clock",-18} {"started",8} {"breaches",9} {"fired",6} {"rungs",6} {"fired",6} {"lost",5} {"doubled",8} {"unasked",8} {"early",6} {"late",5} {"latest by",10}");
        foreach (var row in year.Own.Rows)
        {
            Line($"{row.Clock,-18} {row.Runnings,8} {row.Breaches,9} {row.BreachesFired,6} {row.Rungs,6} {row.RungsFired,6} {row.Lost,5} {row.Doubled,8} {row.Unasked,8} {row.Early,6} {row.Late,5} {row.LatestBy.TotalSeconds,8:0.000} s");
        }

        Line($"");
        Line($"what was found about what was planted");
        Line($"  {planted.Silent.Facility}, silent: {Findings(planted.Silent.Facility!)}");
        foreach (var facility in planted.Gaming.Order(StringComparer.Ordinal))
        {
            Line($"  {facility}, late and reported as in time: {Findings(facility)}");
        }

        Line($"");
        Say("alarms of the province's wall (what lights up at one instant for one reason is one)", year.Alarms.Raised);
        foreach (var one in year.Alarms.Largest.Take(MostShown / 2))
        {
            Line($"  together: {Local(one.At)} {one.Count} {one.Reason} at {one.Facilities} facilities");
        }

        Say("lit up, each by itself", year.Alarms.Lit);
        Say("cases that turned red", year.Alarms.Red);
        Say("alarms of silence and of unequal treatment", year.Alarms.Found);
        Say("times the province itself was told (R4 and above)", year.Alarms.Called);

        string Findings(string facility)
        {
            var found = year.Alarms.About(facility).ToLookup(one => one.Alarm, one => Local(one.At)[..10]);
            return found.Count == 0 ? "nothing" : string.Join("; ", found.Select(alarm => $"{alarm.Key} {string.Join(", ", alarm)}"));
        }

        void Say(string what, AlarmRate alarms)
        {
            var bursts = alarms.Bursts(WallAlarms.FloodAbove).ToList();
            Line($"{alarms.Count} {what}: {alarms.PerTenMinutes(options.Days):0.000} in ten minutes on average, at most {alarms.Bursts(0).FirstOrDefault()?.Count ?? 0}; more than {WallAlarms.FloodAbove} in ten minutes on {bursts.Count} days");
            Line($"  by clock: {string.Join(", ", alarms.ByClock.Select(c => $"{c.Clock} {c.Count}"))}");
            foreach (var burst in bursts.Take(MostShown))
            {
                Line($"  {Local(burst.At)}: {burst.Count}, {burst.OfClock} of them {burst.Clock}");
            }
        }

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    private static string Local(DateTimeOffset at) =>
        at.ToOffset(YearOptions.Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
