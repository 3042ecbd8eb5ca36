using System.Collections.Immutable;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Duty;
using Monitoring.Grains.Rules.Policies;
using Monitoring.Simulation.Faults;
using Monitoring.Simulation.Scripts;
using Monitoring.Simulation.Worlds;
using Monitoring.Verify.Oracle;
using Xunit.Abstractions;
using SimulatedWorld = Monitoring.Simulation.Worlds.World;

namespace Monitoring.Simulation.Tests.Simulator;

/// <summary>That worlds have people on duty in every way that matters, and that the second reading knows one roster from another.</summary>
public class DutyTests(ITestOutputHelper output)
{
    private const ulong Seed = 20_261_125;
    private const int Worlds = 40;

    [Fact]
    public void People_come_and_go_stand_in_leave_rungs_empty_and_are_accused_and_each_telling_is_by_who_was_there()
    {
        var (tellings, otherwise) = (0, 0);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var world = 0; world < Worlds; world++)
        {
            var lived = SimulatedWorld.Live(DrawScript.From(Dice.Seed(Seed, world), FaultSet.All), Lived.Of);
            Assert.True(lived.Failure is null, $"world {world} of seed {Seed}: {lived.Failure}");
            tellings += lived.Tellings;
            otherwise += lived.DifferentlyReadByAnother;
            foreach (var (what, count) in lived.Seen)
            {
                seen[what] = seen.GetValueOrDefault(what) + count;
            }
        }

        output.WriteLine($"seed {Seed}: {tellings} tellings, {otherwise} histories that another roster contradicts, {string.Join(", ", seen.OrderBy(s => s.Key, StringComparer.Ordinal))}");
        Assert.All(
            ["another roster in mid-climb", "empty", "accused", "a stand-in", "the accused left out at another desk", "the desk itself"],
            what => Assert.True(seen.GetValueOrDefault(what) > 0, $"{what} never happened"));
        Assert.True(otherwise > Worlds / 4, $"only {otherwise} histories tell one roster from another");
    }

    /// <summary>What is taken from a world.</summary>
    private sealed record Lived(Failure? Failure, int Tellings, ImmutableDictionary<string, int> Seen, int DifferentlyReadByAnother)
    {
        public static Lived Of(SimulatedWorld world)
        {
            var seen = ImmutableDictionary.CreateBuilder<string, int>();
            var (tellings, otherwise) = (0, 0);
            foreach (var known in world.Truth.Cases.Values)
            {
                var told = known.Events.Select(e => (At: e.At, Telling: e switch { Breached b => b.Telling, Escalated s => s.Telling, _ => null }))
                    .Where(one => one.Telling is not null).Select(one => (one.At, Telling: one.Telling!)).ToList();
                tellings += told.Count;
                if (told.Select(one => one.Telling.Duty).OfType<DutyVersion>().Distinct().Count() > 1)
                {
                    Count("another roster in mid-climb");
                }

                foreach (var (at, telling) in told)
                {
                    foreach (var passed in telling.Passed)
                    {
                        Count(passed.Why);
                        if (passed.Why == PassedOver.Accused && !IsTheirDesk(passed.Rung, (Filed)known.Events[0]))
                        {
                            Count("the accused left out at another desk");
                        }
                    }

                    foreach (var rung in telling.Told)
                    {
                        See(rung, at, telling.Duty);
                    }
                }

                otherwise += IsContradicted(world, known) ? 1 : 0;
            }

            return new Lived(world.Failure, tellings, seen.ToImmutable(), otherwise);

            bool IsTheirDesk(string rung, Filed filed) =>
                world.Line.Of(filed.Policy).Pack.Rungs.First(one => one.Id == rung).Accused == filed.Traits.Accused;

            void Count(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;

            void See(ToldRung rung, DateTimeOffset at, DutyVersion? duty)
            {
                var there = world.Setting.Duty?.Versions.FirstOrDefault(one => one.Roster.Version == duty)?.Roster.At(rung.Desk, at);
                if (there is null)
                {
                    Count("the desk itself");
                    return;
                }

                if (there.StandIn)
                {
                    Count("a stand-in");
                }

                if (rung.Holders.Length < there.Holders.Length)
                {
                    Count("the accused left out at another desk");
                }
            }
        }

        /// <summary>Read with every roster of the line taken for the next one, the same history is wrong.</summary>
        private static bool IsContradicted(SimulatedWorld world, Case known)
        {
            if (world.Setting.Duty is not { Versions: var versions } || known.Events is not [Filed filed, ..])
            {
                return false;
            }

            var verdict = WhatShouldHaveFired.Judge(
                CaseHistory.Read(known.Written.Select(written => written.Body)),
                world.Line.Of(filed.Policy).Oracle,
                lateAfter: TimeSpan.MaxValue,
                versions: names => world.Line.Find(new PolicyVersion(names.Pack, names.PackVersion, names.Calendar, names.CalendarVersion))?.Oracle,
                duties: name =>
                {
                    var index = versions.ToList().FindIndex(one => one.Roster.Version.Version == name.Version);
                    return versions[(index + 1) % versions.Length].Oracle;
                });
            return verdict.Differences.Any(difference => difference.Kind == DifferenceKind.WrongTelling);
        }
    }
}
