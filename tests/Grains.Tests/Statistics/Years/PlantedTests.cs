using System.Collections.Immutable;
using Monitoring.Grains.Rules.Statistics;

namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>
/// The error rates of docs/statistics.md on a few seeds, so that a rule that stops finding, or begins to cry wolf, fails the
/// build. The full measurement is <see cref="ErrorRates"/>.
/// </summary>
public class PlantedTests
{
    private const int Seed = 11;

    [Fact]
    public void Facilities_that_let_the_insured_wait_twice_as_long_are_found_and_the_fair_ones_left_alone()
    {
        var quarter = PlantedBias.Quarter(Seed, facilities: 40, planted: 5, cases: 240, ratio: 2);

        Assert.True(quarter.Found >= 4, $"seed {Seed}: {quarter}");
        Assert.True(quarter.FalselyFound <= 1, $"seed {Seed}: {quarter}");
    }

    [Fact]
    public void Without_any_bias_nobody_is_accused_of_it()
    {
        var quarter = PlantedBias.Quarter(Seed, facilities: 40, planted: 0, cases: 120, ratio: 1);

        Assert.True(quarter.FalselyFound == 0, $"seed {Seed}: {quarter}");
    }

    [Fact]
    public void A_facility_whose_complaints_stop_is_found()
    {
        var found = Enumerable.Range(Seed, 40).Count(seed =>
        {
            var facility = new SimulatedFacility("rs", "hospital", 0.4);
            var arrivals = new Chance(seed).Arrivals(0.4, Province.History + 100).ToArray();
            var usual = PlantedSilence.Usual([(facility, arrivals)], new SilenceThresholds());
            return PlantedSilence.Alarms(facility, arrivals, usual, new SilenceThresholds())
                .Any(at => at > Province.Start.AddDays(Province.History + 100));
        });

        Assert.True(found >= 38, $"seeds {Seed} to {Seed + 39}: {found} of 40 found");
    }

    /// <summary>With the days capped at sixty, chance alone would flag such a puskesmas 37 times in a hundred.</summary>
    [Fact]
    public void A_facility_with_one_complaint_in_two_months_is_never_suspicious_for_its_silence()
    {
        var facility = new SimulatedFacility("pkm", "puskesmas", 1 / 60.0);
        var alarms = Enumerable.Range(Seed, 40).Sum(seed =>
        {
            var arrivals = new Chance(seed).Arrivals(facility.Rate, Province.History + 365).ToArray();
            var usual = ImmutableDictionary.CreateRange([KeyValuePair.Create("puskesmas", facility.Rate)]);
            return PlantedSilence.Alarms(facility, arrivals, usual, new SilenceThresholds()).Count();
        });

        Assert.True(alarms <= 2, $"seeds {Seed} to {Seed + 39}: {alarms} false alarms in 40 years");
    }

    [Fact]
    public void A_cluster_is_found_and_a_normal_year_has_few()
    {
        var facility = new SimulatedFacility("rs", "hospital", 0.4);
        var (found, others) = (0, 0);
        for (var seed = Seed; seed < Seed + 20; seed++)
        {
            var chance = new Chance(seed);
            var cases = UnitLives.Draw(chance, facility, chance.Arrivals(facility.Rate, Province.History + 365));
            var alarms = UnitLives.Alarms(cases.Concat(UnitLives.Outbreak(chance, facility, 6, Province.History + 200))).ToArray();
            var planted = alarms.Count(alarm => alarm.Cluster.Cases.Any(id => id.Contains("planted", StringComparison.Ordinal)));
            found += planted > 0 ? 1 : 0;
            others += alarms.Length - planted;
        }

        Assert.True(found >= 19, $"seeds {Seed} to {Seed + 19}: {found} of 20 found");
        Assert.True(others <= 20, $"seeds {Seed} to {Seed + 19}: {others} false alarms in 20 years");
    }

    /// <summary>The bound of the wall: at most one alarm in ten minutes on average, no burst above ten.</summary>
    [Fact]
    public void The_wall_of_a_normal_year_is_calm()
    {
        var year = new NormalYear(Seed);
        var burst = WallAlarms.Burst(year.Alarms.Select(alarm => alarm.At));

        Assert.True(WallAlarms.PerTenMinutes(year.Alarms.Count) <= 1, $"seed {Seed}: {year.Alarms.Count} alarms");
        Assert.True(burst <= 10, $"seed {Seed}: {burst} alarms in ten minutes");
    }
}
