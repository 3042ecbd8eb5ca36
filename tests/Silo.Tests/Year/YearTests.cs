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
    public async Task In_normal_weeks_the_wall_of_the_province_is_calm_and_every_clock_runs()
    {
        var options = new YearOptions(new SiloOptions { Seed = Seed }, new DateTimeOffset(2026, 5, 3, 17, 0, 0, TimeSpan.Zero), Days, 0.95);
        var year = await YearVerb.Live(options, new Grains.WakerOptions { FacilityReminder = false, SleepAfterFiling = false });
        output.WriteLine($"seed {Seed}: {year.Complaints} complaints, {year.Alarms.Lit.Count} alarms, {string.Join(' ', year.Alarms.Lit.ByClock)}");

        Assert.True(year.Complaints > 1_000);
        Assert.InRange(year.Alarms.Lit.PerTenMinutes(Days), 0.01, 1);
        Assert.True(year.Alarms.Lit.Bursts(WallAlarms.FloodAbove).All(b => b.Count <= 12), $"seed {Seed}");
        Assert.Empty(year.Alarms.Called.Bursts(WallAlarms.FloodAbove));

        // a clock that nothing ever breaks might as well not run
        var broken = year.Alarms.Lit.ByClock.Select(c => c.Clock).Concat(year.Alarms.Called.ByClock.Select(c => c.Clock)).ToHashSet();
        Assert.Superset(new HashSet<string> { "receipt", "grading", "first_contact", "first_contact_question", "kwtk", "settle", "triage" }, broken);
    }
}
