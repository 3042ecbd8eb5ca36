using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
using Monitoring.Grains.Rules.Statistics;
using Monitoring.Grains.Rules.Statistics.Cases;
using Monitoring.Silo.Virtual;
using static Monitoring.Simulation.Tests.PlantedProvince;

namespace Monitoring.Simulation.Tests;

/// <summary>A facility that reads on from look to look judges the cases that one would that has just started.</summary>
public class CasesOfAFacilityTests
{
    private const int Seed = 36;

    private static readonly DateTimeOffset Start = Local(2026, 1, 5, 9);

    [Fact]
    public async Task What_is_remembered_from_look_to_look_is_what_the_streams_say()
    {
        using var world = new PlantedProvince(Seed, Start);
        var (here, there) = (world.Hospital(1), world.Hospital(2));
        world.Plant(
        [
            // more at a time than are remembered, some of them passed on and some given back
            .. world.Answered(here, 900, "UMUM", 300, Start, 340).SelectMany(WithMoves),
            .. world.Answered(there, 60, "UMUM", 300, Start, 340),
        ]);

        var remembered = new CasesOfAFacility(here, world.Log, world.Shelf);
        var (most, forgotten) = (0, false);
        for (var at = Start; at < Start.AddDays(400); at = at.AddDays(8))
        {
            world.LiveTo(at);
            var said = await remembered.AsOf(world.Now);
            var anew = await new CasesOfAFacility(here, world.Log, world.Shelf).AsOf(world.Now);
            Assert.Equal(anew.Select(Text), said.Select(Text));
            forgotten |= said.Length < most;
            most = Math.Max(most, said.Length);
        }

        Assert.True(most > 600, $"only {most} at a time");
        Assert.True(forgotten, "none was ever too old");

        IEnumerable<Scheduled> WithMoves(Scheduled one)
        {
            var by = new Actor(Roles.Operator);
            yield return one;
            if (one.Command is Assign && one.Complaint[^1] is '1' or '2')
            {
                yield return new Scheduled(one.At.AddSeconds(1), one.Complaint, new Transfer(world.OwnerOf(there)) { By = by });
                if (one.Complaint[^1] == '2')
                {
                    yield return new Scheduled(one.At.AddSeconds(2), one.Complaint, new Transfer(world.OwnerOf(here)) { By = by });
                }

                yield return new Scheduled(one.At.AddSeconds(3), one.Complaint, new Monitoring.Grains.Rules.Complaints.Verify { By = by });
                yield return new Scheduled(one.At.AddSeconds(4), one.Complaint, new Assign(null) { By = by });
            }
        }
    }

    [Fact]
    public async Task A_move_that_takes_two_people_is_that_of_the_one_who_asked_and_a_closing_is_any_desks()
    {
        using var world = new PlantedProvince(Seed, Start);
        var here = world.Hospital(1);
        var (manager, outside) = (new Actor(Roles.Manager, here), new Actor(Roles.Supervisor));
        var filed = world.Filed(here, Start, new CaseTraits { Channel = "SMS", Class = "pengaduan_non_pengawasan" });
        world.Plant(
        [
            filed,
            Do(0.1, new GradeAs("red") { By = outside }),
            Do(0.2, new Monitoring.Grains.Rules.Complaints.Verify { By = outside }),
            Do(23.5, new Hold("records") { By = manager }),
            Do(23.6, new Approve(null, false, null) { By = outside }),
            Do(30, new Resume { By = manager }),
            Do(31, new GradeAs("yellow") { By = manager, Reason = "no-loss" }),
            Do(32, new Approve(null, false, null) { By = outside }),
            Do(40, new Assign(null) { By = outside }),
            Do(40.01, new Act { By = manager }),
            Do(40.02, new Answer { By = manager }),
            Do(40.03, new Contact { By = manager }),
            Do(40.04, new Close("consent") { By = outside }),
        ]);
        world.LiveTo(Start.AddDays(3));

        var facts = Assert.Single(await new CasesOfAFacility(here, world.Log, world.Shelf).AsOf(world.Now));

        Assert.Equal(Side.Facility, facts.Moments.Single(m => m.Kind == MomentKind.Held).By);
        Assert.Equal([Side.Above, Side.Facility], facts.Moments.Where(m => m.Kind == MomentKind.Graded).Select(m => m.By));
        Assert.Equal(
            [GamingKind.HeldJustBeforeDeadline, GamingKind.ClosedAtOnce],
            GamingFindings.Of(facts, new GamingThresholds()).Select(f => f.Kind));

        Scheduled Do(double hours, ComplaintCommand command) => new(Start.AddHours(hours).ToWholeMilliseconds(), filed.Complaint, command);
    }

    private static string Text(CaseFacts one) => $"{one} {string.Join(' ', one.Moments)} {string.Join(' ', one.Promises)}";
}
