using Monitoring.Grains;
using Monitoring.Grains.Rules.Complaints;
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

    private static string Text(CaseFacts one) => $"{one} {string.Join(' ', one.Moments)} {string.Join(' ', one.Promises)}";
}
