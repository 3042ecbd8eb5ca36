using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Monitoring.Grains;
using Monitoring.Grains.EventLog;
using Monitoring.Grains.Feed;
using Monitoring.Grains.Rules.Calendars;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Silo.Facilities;
using Monitoring.Silo.Virtual;

namespace Monitoring.Silo.Year;

/// <summary>
/// <c>./run year</c>: a normal year of the simulated province, lived by the product's own grains on virtual time, with the log in
/// memory; then the alarms are counted in the province's feed.
/// </summary>
internal static class YearVerb
{
    /// <summary>So long after the last arrival everything is over, silence included.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(90);

    private const int Page = 10_000;
    private const int MostShown = 10;

    public static async Task<int> Run(YearOptions options, WakerOptions wakers, TextWriter output)
    {
        var year = await Live(options, wakers);
        var (rate, minutes) = (year.Complaints / year.Took.TotalSeconds, year.Took.TotalMinutes);
        Line($"A normal year: {year.Facilities} facilities, {options.Days} days from {options.FromAt:u}, seed {options.Settings.Seed}, {options.InTime:P0} of all promises kept");
        Line($"{year.Complaints} complaints, {year.Asked} requests, {year.Items} items in the province's feed; lived in {minutes:0.0} minutes: {rate:0} lives a second");
        foreach (var (code, count) in year.Refusals)
        {
            Line($"{count} requests were refused: {code}");
        }

        Say("cases that turned red on the province's wall", year.Alarms.Lit);
        Say("alarms of silence and of unequal treatment", year.Alarms.Found);
        Say("times the province itself was told (R4 and above)", year.Alarms.Called);
        return 0;

        void Say(string what, AlarmRate alarms)
        {
            var bursts = alarms.Bursts(WallAlarms.FloodAbove).ToList();
            Line($"{alarms.Count} {what}: {alarms.PerTenMinutes(options.Days):0.000} in ten minutes on average; more than {WallAlarms.FloodAbove} in ten minutes on {bursts.Count} days");
            Line($"  by clock: {string.Join(", ", alarms.ByClock.Select(c => $"{c.Clock} {c.Count}"))}");
            Line($"  the thickest ten minutes: {alarms.Bursts(0).FirstOrDefault()?.Count ?? 0}");
            foreach (var burst in bursts.Take(MostShown))
            {
                Line($"  {burst.At.ToOffset(TimeSpan.FromHours(7)):yyyy-MM-dd HH:mm}: {burst.Count}, {burst.OfClock} of them {burst.Clock}");
            }
        }

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Lives it, and counts.</summary>
    public static async Task<LivedYear> Live(YearOptions options, WakerOptions wakers)
    {
        var settings = options.Settings;
        var pack = PolicyReader.Read(await File.ReadAllTextAsync(ShippedFile.Find(settings.Policy)), settings.Policy);
        var calendar = CalendarReader.Read(await File.ReadAllTextAsync(ShippedFile.Find(settings.Calendar)), settings.Calendar);
        var shelf = new PolicyShelf(PolicyBook.ExternalOnly.WithActive(pack, calendar));
        var roster = Roster.Parse(await File.ReadAllTextAsync(ShippedFile.Find(settings.DemoFacilities)), settings.DemoFacilities);

        var chance = new Chance(settings.Seed);
        var lives = Lives(roster, shelf.Active, new Desk(pack, calendar, chance, options.InTime), chance, new Chance(settings.Seed + 1));
        var schedule = lives.Of(options.FromAt, options.Days);
        var log = new MemoryEventLog();
        var watch = Stopwatch.StartNew();
        using var province = new VirtualProvince(log, shelf, wakers, options.FromAt);
        province.Register(roster.Facilities);
        var refusals = province.Play(schedule, options.FromAt.AddDays(options.Days) + Afterwards);
        var took = watch.Elapsed;

        var (alarms, items) = await Count(log, options.FromAt.AddDays(options.Days));
        await new AlarmsOfTheProvince(log, pack, calendar).Count(options.FromAt, options.Days, alarms);
        return new LivedYear(roster.Facilities.Length - 1, lives.Count, schedule.Length, items, took, refusals, alarms);
    }

    private static YearLives Lives(Roster roster, PolicyVersion policy, Desk desk, Chance chance, Chance payers)
    {
        var desks = roster.Facilities.ToLookup(f => f.Id == roster.Triage, f => f);
        return new YearLives(
            [.. desks[false].Select(f => (FacilityDirectory.OwnerOf(f), PerDay(f.Card.Kind, chance)))],
            FacilityDirectory.OwnerOf(desks[true].Single()),
            policy,
            desk,
            chance,
            payers);
    }

    /// <summary>A hospital gets from one complaint in ten days to one and a half a day, the others from one in a hundred days to one in five.</summary>
    private static double PerDay(string kind, Chance chance) =>
        kind is "hospital" or "vertical_hospital" ? chance.LogUniform(0.1, 1.5) : chance.LogUniform(0.01, 0.2);

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

/// <summary>A year that was lived.</summary>
/// <param name="Facilities">How many facilities.</param>
/// <param name="Complaints">How many complaints.</param>
/// <param name="Asked">How many requests.</param>
/// <param name="Items">How many items the province's feed has.</param>
/// <param name="Took">How long it took to live.</param>
/// <param name="Refusals">How often each refusal was given.</param>
/// <param name="Alarms">The alarms of the province's wall.</param>
internal sealed record LivedYear(
    int Facilities, int Complaints, int Asked, long Items, TimeSpan Took, IReadOnlyDictionary<string, int> Refusals, WallAlarms Alarms);
