using System.Globalization;
using Monitoring.Verify.Oracle;

namespace Monitoring.Verify.Tests.Oracle;

/// <summary>
/// The product's rules and the oracle, written apart, agree on every deadline, every firing and every next instant of
/// random lives. A failure prints the seed; <c>LIVES</c> and <c>SEED</c> draw others.
/// </summary>
public class AgreementTests
{
    private static readonly int Seed = Setting("SEED", 20_260_313);
    private static readonly int Lives = Setting("LIVES", 20_000);

    [Fact]
    public void On_the_pack_of_Banten() => Agree(Lives / 2, _ => TwoReadings.Banten);

    [Fact]
    public void On_packs_and_calendars_drawn_by_lot()
    {
        var policy = TwoReadings.Banten;
        Agree(Lives / 2, random => random.Next(20) == 0 ? policy = new RandomPolicy(random).Make() : policy);
    }

    [Fact]
    public void On_the_packs_of_the_replays() => Agree(
        Lives / 10, random => random.Next(3) switch { 0 => TwoReadings.Boston, 1 => TwoReadings.Uci, _ => TwoReadings.ExternalOnly });

    private static void Agree(int lives, Func<Random, TwoReadings> policyOf)
    {
        var random = new Random(Seed);
        for (var n = 0; n < lives; n++)
        {
            var policy = policyOf(random);
            var life = new RandomLife(random, policy);
            life.Begin();
            Same(life, policy, n);
            for (var steps = random.Next(1, 24); steps > 0; steps--)
            {
                life.Go();
                if (steps % 4 == 1)
                {
                    Same(life, policy, n);
                }
            }
        }
    }

    private static void Same(RandomLife life, TwoReadings policy, int n)
    {
        var verdict = WhatShouldHaveFired.Judge(life.History, policy.Oracle, life.InDoubt ? null : life.Now, TimeSpan.MaxValue, policy.Find, policy.DutyOf);
        var timetable = life.Policy.Rules.Timetable(life.State);
        var wrong = verdict.Differences.Select(difference => difference.ToString()).ToList();
        if (verdict.NextAt != timetable.WakeAt)
        {
            wrong.Add($"next: {verdict.NextAt:O}, of the product {timetable.WakeAt:O}");
        }

        wrong.AddRange(verdict.Unknown.Select(unknown => $"unknown: {unknown}"));
        foreach (var run in timetable.Clocks)
        {
            var clock = verdict.Clocks.SingleOrDefault(c => c.Clock == run.Rule.Id && c.Epoch == run.Epoch);
            if ((clock?.StartedAt, clock?.DueAt, clock?.StoppedAt) != (run.StartedAt, run.DueAt, run.StoppedAt))
            {
                wrong.Add($"clock: {clock}, of the product {run}");
            }
        }

        wrong.AddRange(verdict.Clocks
            .Where(c => c.DueAt is not null && !timetable.Clocks.Any(run => run.Rule.Id == c.Clock && run.Epoch == c.Epoch))
            .Select(c => $"clock: {c}, of the product none"));

        Assert.True(
            wrong.Count == 0,
            $"SEED={Seed}, life {n} under {policy.Pack.Id}, at {life.Now:O}:\n{string.Join('\n', wrong)}\n{string.Join('\n', life.Bodies)}");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var set) ? set : otherwise;
}
