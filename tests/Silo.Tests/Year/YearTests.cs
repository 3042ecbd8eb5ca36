using Monitoring.Silo.Options;
using Monitoring.Silo.Year;
using Xunit.Abstractions;

namespace Monitoring.Silo.Tests.Year;

/// <summary>The first weeks of a normal year, lived by the real grains. The whole year is <c>./run year</c>; docs/figures.md has its figures.</summary>
public class YearTests(ITestOutputHelper output)
{
    private const int Seed = 36;
    private const int Days = 21;

    [Fact]
    public async Task In_normal_weeks_the_wall_is_calm_every_clock_runs_and_what_facilities_owe_fires_as_expected()
    {
        var year = await Lived(Options(Days));
        output.WriteLine($"seed {Seed}: {year.Plan.Complaints} complaints, {year.Alarms.Lit.Count} lit up, {year.Alarms.Raised.Count} alarms, {string.Join(' ', year.Alarms.Raised.ByClock)}");
        foreach (var row in year.Own.Rows)
        {
            output.WriteLine($"{row.Clock}: {row.BreachesFired} of {row.Breaches} breaches, {row.RungsFired} of {row.Rungs} rungs, lost {row.Lost}, doubled {row.Doubled}, unasked {row.Unasked}, early {row.Early}, late {row.Late}");
        }

        Assert.DoesNotContain(year.Refusals.Keys, code => code != "not-open"); // a case that silence had closed
        Assert.True(year.Plan.Complaints > 1_000);
        Assert.InRange(year.Alarms.Lit.PerTenMinutes(Days), 0.01, 1);
        Assert.Empty(year.Alarms.Raised.Bursts(WallAlarms.FloodAbove));
        Assert.Empty(year.Alarms.Called.Bursts(WallAlarms.FloodAbove));

        // a clock that nothing ever breaks might as well not run, nor a look that finds nothing
        var broken = year.Alarms.Lit.ByClock.Select(c => c.Clock).Concat(year.Alarms.Called.ByClock.Select(c => c.Clock)).ToHashSet();
        Assert.Superset(new HashSet<string> { "receipt", "grading", "first_contact", "first_contact_question", "kwtk", "settle", "triage", "silence" }, broken);

        Assert.Equal(
            [
                "breach_notice", "channel_heartbeat", "forum_promise", "indicator_report", "monitoring_visit", "officer_presence",
                "public_forum", "retention_review", "visit_report",
            ],
            year.Own.Rows.Select(row => row.Clock));
        Assert.All(year.Own.Rows, row => Assert.True(row.IsAsExpected, row.Clock));
        Assert.All(year.Own.Rows.Where(row => !OnceAYear.Contains(row.Clock)), row => Assert.True(row.Breaches > 0, row.Clock));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes()
    {
        var options = Options(2) with { Afterwards = TimeSpan.FromDays(3) };
        var (one, other) = (new StringWriter(), new StringWriter());
        YearReport.Write(await Lived(options), options, one);
        YearReport.Write(await Lived(options), options, other);

        Assert.Equal(one.ToString(), other.ToString());
    }

    private static readonly string[] OnceAYear = ["public_forum", "retention_review"];

    private static Task<LivedYear> Lived(YearOptions options) =>
        YearVerb.Live(options, new Grains.WakerOptions { FacilityReminder = false, SleepAfterFiling = false });

    private static YearOptions Options(int days) =>
        new(new SiloOptions { Seed = Seed }, new DateTimeOffset(2026, 5, 3, 17, 0, 0, TimeSpan.Zero), days, 0.95);
}
