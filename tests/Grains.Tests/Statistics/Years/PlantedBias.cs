using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;

namespace Monitoring.Grains.Tests.Statistics.Years;

/// <summary>Quarters of two hundred facilities, some of which let the insured wait.</summary>
internal static class PlantedBias
{
    /// <summary>What was found of what was planted, and beside it.</summary>
    public readonly record struct Outcome(int Planted, int Found, int Fair, int FalselyFound, int Uncorrected)
    {
        public static Outcome operator +(Outcome a, Outcome b) => new(
            a.Planted + b.Planted, a.Found + b.Found, a.Fair + b.Fair, a.FalselyFound + b.FalselyFound, a.Uncorrected + b.Uncorrected);
    }

    /// <summary>One quarter, judged at its end.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="facilities">How many.</param>
    /// <param name="planted">How many of these let the insured wait <paramref name="ratio"/> times as long.</param>
    /// <param name="cases">Complaints of each in the quarter.</param>
    /// <param name="ratio">The planted ratio of waits.</param>
    /// <param name="groupOf">The groups that are compared; payer classes unless said otherwise.</param>
    public static Outcome Quarter(
        int seed, int facilities, int planted, int cases, double ratio, Func<CaseFacts, string?>? groupOf = null)
    {
        var chance = new Chance(seed);
        var from = Province.YearAt;
        var lives = Enumerable.Range(0, facilities)
            .SelectMany(i => PayerLives.Draw(chance, $"f{i:000}", cases, from, 90, i < planted ? ratio : 1))
            .ToArray();
        var verdicts = EqualTreatment.Judge(lives, groupOf ?? EqualTreatment.Payer, from.AddDays(90), new EqualTreatmentThresholds());
        return new Outcome(
            planted,
            verdicts.Take(planted).Count(verdict => verdict.IsAlarm),
            facilities - planted,
            verdicts.Skip(planted).Count(verdict => verdict.IsAlarm),
            verdicts.Skip(planted).Count(verdict => verdict.Test?.Probability < 0.05));
    }
}
