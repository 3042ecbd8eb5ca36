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
    public void On_the_pack_of_Banten() => Agree(Lives / 4, _ => TwoReadings.Banten);

    [Fact]
    public void On_the_pack_of_Banten_with_a_duty_roster()
    {
        var onDuty = TwoReadings.Banten.With(BantenDuty);

        var seen = Agree(Lives / 4, _ => onDuty);

        Seen(seen, "\\u003E", "\"why\":\"empty\"", "\"why\":\"accused\"", "\"why\":\"sealed\"", "officer:piket", "\"clock\":\"promised_answer\"");
    }

    [Fact]
    public void On_packs_and_calendars_drawn_by_lot()
    {
        var policy = TwoReadings.Banten;

        var seen = Agree(Lives / 2, random => random.Next(20) == 0 ? policy = new RandomPolicy(random).Make() : policy);

        Seen(seen, "\\u003E", "\"why\":\"empty\"", "\"why\":\"accused\"", "\"why\":\"sealed\"", "\"why\":\"no-desk\"", "\"clock\":\"promise\"");
    }

    [Fact]
    public void On_the_packs_of_the_replays() => Agree(
        Lives / 10, random => random.Next(3) switch { 0 => TwoReadings.Boston, 1 => TwoReadings.Uci, _ => TwoReadings.ExternalOnly });

    private const string BantenDuty = """
        {"id":"banten-duty","version":"1","timeZone":"Asia/Jakarta","desks":[
         {"desk":"ward@3671-h-001","holders":[]},
         {"desk":"complaints-desk@3671-h-001","holders":[{"holder":"officer:humas-1","week":{"mon":["07:30-16:00"],"wed":["07:30-16:00"]}}],
          "standIns":[{"holder":"officer:piket-1","week":{"tue":["00:00-24:00"],"sat":["00:00-24:00"]}}]},
         {"desk":"head@3671-h-001","holders":[{"holder":"officer:head","away":[{"from":"2025-12-20","to":"2026-01-10"}]}]},
         {"desk":"quality-officer@3601-p-001","holders":[{"holder":"officer:head-p"}]},{"desk":"head@3601-p-001","holders":[{"holder":"officer:head-p"}]},
         {"desk":"health-office@3671","holders":[{"holder":"officer:dinkes-1","from":"2025-09-01"}]},{"desk":"secretary-and-inspectorate","holders":[{"holder":"officer:itda"}]}]}
        """;

    /// <summary>How many committed events held each of these: agreeing on what never happened proves nothing.</summary>
    private static void Seen(List<string> bodies, params string[] signs) =>
        Assert.All(signs, sign => Assert.True(bodies.Exists(b => b.Contains(sign, StringComparison.Ordinal)), $"SEED={Seed}: {sign} never happened"));

    /// <returns>What fired in all these lives.</returns>
    private static List<string> Agree(int lives, Func<Random, TwoReadings> policyOf)
    {
        var random = new Random(Seed);
        var fired = new List<string>();
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

            fired.AddRange(life.Bodies.Where(body => body.Contains("\"telling\"", StringComparison.Ordinal)));
        }

        return fired;
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
