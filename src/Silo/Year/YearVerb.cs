using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Facilities;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Grains.Rules.Policies.Facilities;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Province;
using Monitoring.Silo.Virtual;
using Monitoring.Verify.Oracle;

namespace Monitoring.Silo.Year;

/// <summary>
/// <c>./run year</c>: a normal year of the simulated province, lived by the product's own grains on virtual time, with the log in
/// memory; then the alarms are counted in the province's feed.
/// </summary>
internal static class YearVerb
{
    private const int Page = 10_000;

    /// <param name="options">What is asked.</param>
    /// <param name="wakers">Who wakes the grains.</param>
    /// <param name="output">Gets what is the same for the same seed.</param>
    /// <param name="aside">Gets how long it took.</param>
    public static async Task<int> Run(YearOptions options, WakerOptions wakers, TextWriter output, TextWriter aside)
    {
        var year = await Live(options, wakers);
        YearReport.Write(year, options, output);
        var lives = year.Plan.Complaints / year.Took.TotalSeconds;
        await aside.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"lived in {year.Took.TotalMinutes:0.0} minutes: {lives:0} complaints a second; {Environment.CpuUsage.TotalTime.TotalMinutes:0.0} minutes of processor time with the comparing"));
        return year.Own.Rows.All(row => row.IsAsExpected) ? 0 : 1;
    }

    /// <summary>Lives it, and counts.</summary>
    public static async Task<LivedYear> Live(YearOptions options, WakerOptions wakers)
    {
        var settings = options.Settings;
        var (packText, calendarText) = (await Text(settings.Policy), await Text(settings.Calendar));
        var pack = PolicyReader.Read(packText, settings.Policy);
        var calendar = CalendarReader.Read(calendarText, settings.Calendar);
        var shelf = new PolicyShelf(PolicyBook.ExternalOnly.WithActive(pack, calendar));
        var roster = Roster.Parse(await Text(settings.DemoFacilities), settings.DemoFacilities);
        var (fromAt, untilAt) = (options.FromAt, options.FromAt.AddDays(options.Days));
        var plan = YearPlan.Of(roster, shelf.Active, pack, calendar, options, untilAt + options.Afterwards);

        var log = new MemoryEventLog();
        var watch = Stopwatch.StartNew();
        using var province = new VirtualProvince(log, shelf, wakers, fromAt);
        province.Register(roster.Facilities);
        province.Follow(roster.Facilities.Select(f => f.Id));
        var refusals = province.Play(plan.Schedule, untilAt + options.Afterwards, LooksAt(fromAt, options.Days, calendar));
        var took = watch.Elapsed;

        var (alarms, items) = await Count(log, untilAt);
        var firings = await OwnFirings.In(log, plan, OraclePolicy.Read(packText, calendarText), fromAt, untilAt + options.Afterwards);
        return new LivedYear(plan, items, took, refusals, alarms, firings, await Fingerprint.Of(log, plan));
    }

    /// <summary>Each morning while complaints come in all facilities are compared, when the server does it.</summary>
    private static IEnumerable<DateTimeOffset> LooksAt(DateTimeOffset fromAt, int days, WorkCalendar calendar) =>
        from day in Enumerable.Range(1, days)
        select LooksOverTheProvince.LastFor(AlarmIds.Silence, fromAt.AddDays(day), calendar) + LookOverTheProvince.SettlesAfter;

    private static Task<string> Text(string file) => File.ReadAllTextAsync(ShippedFile.Find(file));

    /// <summary>What came to the province's feed while complaints came in; the quiet after that is not part of the year.</summary>
    private static async Task<(WallAlarms Alarms, long Items)> Count(MemoryEventLog log, DateTimeOffset until)
    {
        var (alarms, after) = (new WallAlarms(), 0L);
        while (true)
        {
            var rows = await log.ReadFeed(Audience.Province, after, Page, CancellationToken.None);
            foreach (var row in rows)
            {
                var item = JsonSerializer.Deserialize(row.Item, FeedJson.Default.FeedItem)!;
                if ((item.DecidedAt ?? item.At) < until)
                {
                    alarms.Take(item);
                }
            }

            if (rows.IsEmpty)
            {
                return (alarms, after);
            }

            after = rows[^1].Seq;
        }
    }
}
