using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using Xunit.Abstractions;

namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>
/// How often each rule finds what is there and how often it finds what is not, over simulated years. Only when asked to:
/// <c>MEASURE=1 dotnet test tests/Grains.Tests -c Release --filter ErrorRates --logger "console;verbosity=detailed"</c>.
/// docs/statistics.md states what it prints.
/// </summary>
public sealed class ErrorRates(ITestOutputHelper output)
{
    private const int Seeds = 20;

    [MeasuredFact]
    public void Equal_treatment_of_payer_classes() => EqualTreatmentOf(EqualTreatment.Payer, [60, 120, 240, 480]);

    [MeasuredFact]
    public void Equal_treatment_of_public_and_private() => EqualTreatmentOf(EqualTreatment.PublicOrPrivate, [60, 120, 240]);

    [MeasuredFact]
    public void Silence_false_alarms()
    {
        foreach (var byChance in new[] { 0.01, 0.001 })
        {
            var thresholds = new SilenceThresholds();
            thresholds = thresholds with { ByChance = thresholds.ByChance with { Value = byChance } };
            var bands = new[] { 0, 4.6 / 60, 0.15, 0.25, 0.4, 0.7, 2 };
            var (alarms, years) = (new int[bands.Length], new int[bands.Length]);
            for (var seed = 1; seed <= Seeds; seed++)
            {
                var province = PlantedSilence.Draw(new Chance(seed));
                var usual = PlantedSilence.Usual(province, thresholds);
                foreach (var (facility, arrivals) in province)
                {
                    var band = Array.FindLastIndex(bands, from => facility.Rate >= from);
                    years[band]++;
                    alarms[band] += PlantedSilence.Alarms(facility, arrivals, usual, thresholds).Count();
                }
            }

            output.WriteLine($"one silence in {1 / byChance:0}: false alarms per facility-year, by true complaints a day");
            for (var band = 0; band + 1 < bands.Length; band++)
            {
                output.WriteLine(
                    $"{bands[band]:0.###} to {bands[band + 1]:0.###} | {alarms[band]} in {years[band]} | {(double)alarms[band] / years[band]:0.000}");
            }

            output.WriteLine($"all | {alarms.Sum()} in {years.Sum()} | {(double)alarms.Sum() / years.Sum():0.000}");
        }
    }

    [MeasuredFact]
    public void Silence_found()
    {
        output.WriteLine("suppressed | complaints a day | found within 90 days | median days until the alarm");
        foreach (var suppressed in new[] { 1.0, 0.9, 0.7 })
        {
            foreach (var rate in new[] { 0.05, 0.1, 0.2, 0.4, 0.8, 1.5 })
            {
                var thresholds = new SilenceThresholds();
                var days = new List<double>();
                const int Years = 400;
                for (var seed = 1; seed <= Years; seed++)
                {
                    var chance = new Chance(seed);
                    var facility = new SimulatedFacility("rs", "hospital", rate);
                    var day = Province.History + chance.Uniform(0, 275);
                    var kept = chance.Arrivals(rate, Province.History + 365)
                        .Where(arrival => arrival < day || !chance.Is(suppressed)).ToArray();
                    var usual = PlantedSilence.Usual([(facility, kept)], thresholds);
                    var found = PlantedSilence.Alarms(facility, kept, usual, thresholds)
                        .Select(at => (at - Province.Start.AddDays(day)).TotalDays)
                        .Where(after => after is >= 0 and <= 90).ToArray();
                    days.AddRange(found.Take(1));
                }

                output.WriteLine($"{suppressed:P0} | {rate} | {(double)days.Count / Years:P0} | {Quantile.Median(days):0.0}");
            }
        }
    }

    [MeasuredFact]
    public void Clusters()
    {
        var (exact, plugged, three, facilityYears) = (0, 0, 0, 0);
        var loose = new ClusterThresholds();
        loose = loose with { ByChance = loose.ByChance with { Value = 1 } };
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var chance = new Chance(seed);
            foreach (var (facility, arrivals) in PlantedSilence.Draw(chance))
            {
                var cases = UnitLives.Draw(chance, facility, arrivals);
                facilityYears++;
                exact += UnitLives.Alarms(cases).Count();
                three += UnitLives.Alarms(cases, numbers: loose).Count();
                plugged += UnitLives.Alarms(
                    cases, (cluster, _) => Tails.PoissonAtLeast(cluster.Cases.Length, cluster.Before * 7 / 180.0) < 0.001, loose).Count();
            }
        }

        output.WriteLine($"false alarms in {facilityYears} facility-years: both counts {exact}, half year taken for the truth {plugged}, three in a week alone {three}");
        output.WriteLine("planted complaints in three days | complaints a day | found");
        foreach (var planted in new[] { 3, 4, 6, 8 })
        {
            foreach (var rate in new[] { 0.05, 0.4, 1.5 })
            {
                const int Years = 400;
                var found = Enumerable.Range(1, Years).Count(seed =>
                {
                    var chance = new Chance(seed);
                    var facility = new SimulatedFacility("rs", "hospital", rate);
                    var cases = UnitLives.Draw(chance, facility, chance.Arrivals(rate, Province.History + 365));
                    var outbreak = UnitLives.Outbreak(chance, facility, planted, Province.History + chance.Uniform(0, 360));
                    return UnitLives.Alarms(cases.Concat(outbreak))
                        .Any(alarm => alarm.Cluster.Cases.Any(id => id.Contains("planted", StringComparison.Ordinal)));
                });
                output.WriteLine($"{planted} | {rate} | {(double)found / Years:P0}");
            }
        }
    }

    [MeasuredFact]
    public void Reopening()
    {
        output.WriteLine("closings a quarter | truly reopened | alarm at a quarter's end");
        foreach (var closings in new[] { 10, 20, 40, 80 })
        {
            foreach (var truth in new[] { 0.05, 0.1, 0.15, 0.3, 0.4 })
            {
                var chance = new Chance(closings);
                const int Quarters = 4_000;
                var thresholds = new ReopenThresholds();
                var asOf = Province.YearAt;
                var alarms = Enumerable.Range(0, Quarters).Count(_ => ReopenRate.Of(
                    Enumerable.Range(0, closings).Select(i => Closed(asOf.AddDays(-chance.Uniform(31, 119)), chance.Is(truth))),
                    asOf,
                    thresholds with { ClosingsAtLeast = thresholds.ClosingsAtLeast with { Value = 10 } }).IsAlarm);
                output.WriteLine($"{closings} | {truth:P0} | {(double)alarms / Quarters:P1}");
            }
        }
    }

    [MeasuredFact]
    public void Monthly_indicator()
    {
        output.WriteLine("complaints a month | truly in time | a month to R3 | a month to R4");
        foreach (var complaints in new[] { 2, 5, 10, 30 })
        {
            foreach (var truth in new[] { 0.6, 0.8, 0.9, 0.95, 0.98 })
            {
                var chance = new Chance(complaints);
                const int Years = 500;
                var (r3, r4) = (0, 0);
                for (var year = 0; year < Years; year++)
                {
                    var months = Enumerable.Range(0, 13).Select(_ => Month(chance, complaints, truth)).ToArray();
                    for (var month = 1; month <= 12; month++)
                    {
                        var rung = ResponseIndicator.Judge(months[..(month + 1)], new IndicatorThresholds()).Rung;
                        r3 += rung is null ? 0 : 1;
                        r4 += rung == "R4" ? 1 : 0;
                    }
                }

                output.WriteLine($"{complaints} | {truth:P0} | {r3 / (12.0 * Years):P1} | {r4 / (12.0 * Years):P1}");
            }
        }
    }

    [MeasuredFact]
    public void Holds_near_deadlines()
    {
        output.WriteLine("holds a year | of them planted in the last tenth | facilities flagged");
        foreach (var holds in new[] { 5, 10, 20, 50 })
        {
            foreach (var planted in new[] { 0.0, 0.25, 0.5, 0.8 })
            {
                var chance = new Chance(holds);
                const int Years = 4_000;
                var flagged = Enumerable.Range(0, Years).Count(_ => GamingPattern.Holds(
                    Enumerable.Range(0, holds).Select(_ => Held(chance.Is(planted) ? chance.Uniform(0.9, 1) : chance.Uniform())),
                    new GamingThresholds()).IsAlarm);
                output.WriteLine($"{holds} | {planted:P0} | {(double)flagged / Years:P2}");
            }
        }
    }

    [MeasuredFact]
    public void Normal_years_on_the_wall()
    {
        output.WriteLine("seed | alarms | in ten minutes on average | most in ten minutes | by source");
        foreach (var seed in Enumerable.Range(1, Seeds))
        {
            var year = new NormalYear(seed);
            var sources = year.Alarms.GroupBy(alarm => alarm.Source).OrderBy(source => source.Key, StringComparer.Ordinal)
                .Select(source => $"{source.Key} {source.Count()}");
            output.WriteLine(
                $"{seed} | {year.Alarms.Count} | {WallAlarms.PerTenMinutes(year.Alarms.Count):0.000} | "
                + $"{WallAlarms.Burst(year.Alarms.Select(alarm => alarm.At))} | {string.Join(", ", sources)}; to regencies {year.ToRegencies}");
        }
    }

    private void EqualTreatmentOf(Func<CaseFacts, string?> groupOf, int[] sizes)
    {
        output.WriteLine("cases a quarter | ratio | found of planted | false alarms per fair facility-quarter | p < 0.05 alone");
        foreach (var cases in sizes)
        {
            foreach (var ratio in new[] { 1.0, 1.25, 1.5, 2.0, 3.0 })
            {
                var sum = Enumerable.Range(1, Seeds)
                    .Select(seed => PlantedBias.Quarter(seed, facilities: 200, planted: ratio == 1 ? 0 : 10, cases, ratio, groupOf))
                    .Aggregate((a, b) => a + b);
                output.WriteLine(
                    $"{cases} | {ratio} | {sum.Found} of {sum.Planted} | {sum.FalselyFound} of {sum.Fair} | {sum.Uncorrected} of {sum.Fair}");
            }
        }
    }

    private static ResponseIndicator Month(Chance chance, int complaints, double truth) =>
        new(default, complaints, Enumerable.Range(0, complaints).Count(_ => chance.Is(truth)), 0, null);

    private static CaseFacts Closed(DateTimeOffset at, bool isReopened) => new()
    {
        Id = "case",
        Facility = "rs",
        Region = "3673",
        ConveyedAt = at.AddDays(-3),
        Moments = isReopened
            ? [new CaseMoment(MomentKind.Closed, at), new CaseMoment(MomentKind.Reopened, at.AddDays(9), Side.Complainant)]
            : [new CaseMoment(MomentKind.Closed, at)],
    };

    private static CaseFacts Held(double part)
    {
        var promise = new Promise("settle", Province.YearAt, Province.YearAt.AddDays(14));
        return new CaseFacts
        {
            Id = "case",
            Facility = "rs",
            Region = "3673",
            ConveyedAt = promise.StartedAt,
            Moments = [new CaseMoment(MomentKind.Held, promise.StartedAt.AddDays(14 * part)) { Ahead = promise }],
        };
    }
}
